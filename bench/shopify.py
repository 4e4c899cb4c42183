"""Run the demo's Shopify alone, with crowded shops: python -m bench.shopify --port N --shop D 100.

Its shops have the app installed and tell nobody of anything.
"""

from datetime import timedelta
from random import Random

import click
import uvloop
from aiohttp import web

from demo.carriers.book import Book
from demo.clock import StoryClock
from demo.numbers import Numbers
from demo.shopify.cost import Rate
from demo.shopify.history import Crowd
from demo.shopify.proofs import AppKeys
from demo.shopify.simulator import BASE, ShopifySettings, ShopifySimulator
from demo.shopkeeping import Shopkeeper, Stage
from demo.shops.postman import Postman
from demo.shops.shopify import ShopifyShop
from runtime.clock import utc_now

NOBODY = "http://127.0.0.1:9"
PAST = timedelta(days=1)
"""How old the newest order is: its parcel left after 18 hours, and what is newer is no history."""


def shopify_app(keys: AppKeys, crowds: dict[str, int]) -> web.Application:
    """Build the simulator with a shop of so many orders for each domain."""
    settings = ShopifySettings(keys, NOBODY, rate=Rate(1e9, 1e9))
    simulator = ShopifySimulator(settings, utc_now, Random(1))
    simulator.exports.finished = lambda _: None
    newest = utc_now() - PAST
    for domain, size in crowds.items():
        voice = ShopifyShop(domain, keys.secret, NOBODY, Postman(), Random(1), lambda: False)
        clock = StoryClock(now=utc_now)
        stage = Stage(clock, {"shopify": voice}, Book(clock), Numbers(newest), Random(1))
        store = simulator.stores.open(domain, Shopkeeper(stage, 60), voice)
        store.crowd = Crowd(stage.numbers, size, newest)
        store.account.install(simulator.app_settings.scopes)
    app = web.Application()
    app.add_subapp(BASE, simulator.app())
    return app


@click.command()
@click.option("--port", type=int, required=True)
@click.option("--client-id", required=True)
@click.option("--secret", required=True)
@click.option("--shop", "shops", type=(str, int), multiple=True, help="A domain and its orders.")
def main(port: int, client_id: str, secret: str, shops: tuple[tuple[str, int], ...]) -> None:
    """Serve Shopify on 127.0.0.1 until interrupted."""
    web.run_app(
        shopify_app(AppKeys(client_id, secret), dict(shops)),
        host="127.0.0.1",
        port=port,
        access_log=None,
        shutdown_timeout=1,
        loop=uvloop.new_event_loop(),
    )


if __name__ == "__main__":
    main()
