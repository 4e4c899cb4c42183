"""Start the demo from the command line: python -m demo --help."""

import asyncio
import logging
from pathlib import Path

import click

from demo.carriers.book import CarrierKeys
from demo.shopify.schema import BESIDE_THE_REPOSITORY
from demo.theatre import Settings, run
from demo.woocommerce.php_side import AUTO


@click.command()
@click.option("--web-url", default="http://127.0.0.1:8000", show_default=True)
@click.option("--port", type=int, default=8025, show_default=True)
@click.option("--smtp-port", type=int, default=8026, show_default=True)
@click.option("--shopify-domain", default="demo-shop.myshopify.com", show_default=True)
@click.option("--shopify-secret", required=True, help="What the Shopify webhooks are signed with.")
@click.option("--shopify-client-id", default="framme-demo", show_default=True)
@click.option(
    "--shopify-schema",
    type=click.Path(path_type=Path, dir_okay=False),
    default=BESIDE_THE_REPOSITORY,
    help="Shopify's GraphQL schema, to check operations against.",
)
@click.option(
    "--shopify-state",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where to keep what shops have granted, from one run to the next.",
)
@click.option(
    "--shopify-opened/--shopify-unopened",
    default=True,
    show_default=True,
    help="Install the app at the beginning, or leave that to whoever looks at the admin.",
)
@click.option("--shopify-token-lives", type=float, default=3600.0, help="In seconds.")
@click.option(
    "--shopify-rate",
    type=(float, float),
    default=(2000.0, 100.0),
    help="How many points a shop's budget holds, and how many come back in a second.",
)
@click.option(
    "--woocommerce-state",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Where the WooCommerce shop keeps its keys, webhooks and orders, from run to run.",
)
@click.option(
    "--woocommerce-connected/--woocommerce-unconnected",
    default=True,
    show_default=True,
    help="Let Framme in at the beginning, or leave that to whoever presses Connect.",
)
@click.option(
    "--php",
    default=AUTO,
    show_default=True,
    help="The PHP that runs the pretend WordPress: auto, off or a command.",
)
@click.option("--php-port", type=int, help="[default: three above the port]")
@click.option("--pace", type=click.FloatRange(1, 86_400), default=60.0, show_default=True)
@click.option("--noise", type=click.FloatRange(0, 1), default=0.02, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--postnord-key", default=CarrierKeys().postnord_key, show_default=True)
@click.option("--dhl-key", default=CarrierKeys().dhl_key, show_default=True)
@click.option("--ups-client-id", default=CarrierKeys().ups_client_id, show_default=True)
@click.option("--ups-client-secret", default=CarrierKeys().ups_client_secret, show_default=True)
def main(
    postnord_key: str,
    dhl_key: str,
    ups_client_id: str,
    ups_client_secret: str,
    **rest: object,
) -> None:
    """Play two shops, three carriers and a mailbox on 127.0.0.1 until interrupted.

    PACE is how many seconds a typical parcel's story takes, NOISE the share of carrier calls
    that fail by themselves.
    """
    logging.basicConfig(level=logging.INFO, format="demo: %(message)s")
    # aiosmtpd tells of every connection.
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    keys = CarrierKeys(postnord_key, dhl_key, ups_client_id, ups_client_secret)
    asyncio.run(run(Settings(keys=keys, **rest)))  # type: ignore[arg-type] # click has converted


if __name__ == "__main__":
    main()
