"""bin/framme: what an operator does by hand, and how each process is started."""

import os
import signal
import threading
from functools import partial

import click
from redis import Redis

from jobs.pulse import RedisPulse
from jobs.queues import QUEUES
from jobs.schedule import run_scheduler
from jobs.worker import run_worker
from runtime import database
from runtime.config import ROOT, Config, ConfigError
from runtime.inbox_cli import inbox
from runtime.link_cli import link
from runtime.local_settings import local_environment
from runtime.logging import log_json
from runtime.message_cli import message
from runtime.new_carrier_cli import new_carrier
from runtime.privacy_cli import erase_command, export_command
from runtime.processes import web_command
from runtime.settings_cli import settings_link
from runtime.shop_cli import shop
from runtime.wiring import connect
from services.wiring import Wiring


def config() -> Config:
    """Read the configuration; say every mistake and stop."""
    try:
        return Config.from_env(local_environment())
    except ConfigError as error:
        raise click.ClickException(str(error)) from error


@click.group()
@click.pass_context
def framme(context: click.Context) -> None:
    """Run and look after Framme."""

    def connect_for_this_command() -> Wiring:
        wiring = connect(config())
        context.call_on_close(wiring.engine.dispose)
        return wiring

    context.obj = connect_for_this_command


framme.add_command(inbox)
framme.add_command(shop)
framme.add_command(message)
framme.add_command(link)
framme.add_command(export_command)
framme.add_command(erase_command)
framme.add_command(settings_link)
framme.add_command(new_carrier)


@framme.command()
def web() -> None:
    """Serve webhooks and pages."""
    command = web_command(config())
    os.chdir(ROOT)
    os.execv(command[0], command)  # noqa: S606 - the server takes this process's place


@framme.command()
@click.argument("queue", type=click.Choice(QUEUES))
def worker(queue: str) -> None:
    """Work on one queue."""
    log_json()
    redis = Redis.from_url(config().redis_url)
    run_worker(queue, redis, partial(connect, config()))


@framme.command()
def scheduler() -> None:
    """Hint at what is due, once a second."""
    log_json()
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    redis = Redis.from_url(config().redis_url, socket_timeout=5)
    run_scheduler(connect(config()), RedisPulse(redis), stop)


@framme.command(context_settings={"ignore_unknown_options": True})
@click.argument("revision", default="head")
@click.option("--yes", is_flag=True, help="Do not ask before going back.")
def migrate(revision: str, *, yes: bool) -> None:
    """Bring the database up to date, or back: to "-1", "base" or a revision.

    Going back drops the tables and columns that came later, with everything in them.
    """
    if database.goes_back(revision) and not yes:
        click.confirm("This drops tables and columns with their data. Go on?", abort=True)
    database.migrate(config().database_url, revision)
    click.echo(f"The database is at {revision}.")


@framme.command("new-key")
def new_key() -> None:
    """Print a new key for SECRET_KEYS."""
    from cryptography.fernet import Fernet

    click.echo(Fernet.generate_key().decode())


@framme.command("new-vapid-key")
def new_vapid_key() -> None:
    """Print a new key for VAPID_PRIVATE_KEY, and its public half, which browsers are given."""
    from integrations.channels.web_push import new_private_key, vapid_key

    private = new_private_key()
    click.echo(f"private  {private}")
    click.echo(f"public   {vapid_key(private, 'https://framme.invalid').public}")


@framme.command()
def start() -> None:
    """Run everything on this machine, with the demo shop."""
    from runtime.start import start_everything

    raise SystemExit(start_everything())
