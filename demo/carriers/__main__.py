"""Run the pretend carriers alone, for tests and benches: python -m demo.carriers --port N."""

from random import Random

import click
import uvloop
from aiohttp import web

from demo.carriers.book import Book, CarrierKeys
from demo.carriers.control import Control
from demo.carriers.faults import Faults
from demo.carriers.simulator import Simulator
from demo.clock import StoryClock


def carrier_app(clock: StoryClock, faults: Faults, keys: CarrierKeys) -> web.Application:
    """Build the simulator with its controls and nothing else."""
    simulator = Simulator(Book(clock), faults, keys)
    app = web.Application()
    app.add_routes(simulator.routes())
    app.add_routes(Control(simulator, clock).routes())
    return app


@click.command()
@click.option("--port", type=int, default=8027, show_default=True)
@click.option(
    "--noise", type=float, default=0.0, help="The share of calls that fail by themselves."
)
@click.option("--seed", type=int, default=1, show_default=True)
@click.option("--latency-ms", type=float, default=0.0, help="How long each answer takes.")
def main(port: int, noise: float, seed: int, latency_ms: float) -> None:
    """Serve PostNord, DHL and UPS on 127.0.0.1 until interrupted."""
    faults = Faults(Random(seed), noise, latency=latency_ms / 1000)
    app = carrier_app(StoryClock(), faults, CarrierKeys())
    web.run_app(
        app,
        host="127.0.0.1",
        port=port,
        access_log=None,
        shutdown_timeout=1,
        loop=uvloop.new_event_loop(),
    )


if __name__ == "__main__":
    main()
