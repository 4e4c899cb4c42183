"""bin/framme inbox: see what arrived, why something failed, and try it again."""

import json
from collections.abc import Callable

import click

from services.review_inbox import InboxEntry, list_deliveries, replay_delivery, show_delivery
from services.wiring import Wiring

Connect = Callable[[], Wiring]
STATES = ("new", "applied", "ignored", "failed")


@click.group()
def inbox() -> None:
    """Look into the webhook inbox."""


@inbox.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only deliveries in this state.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@click.pass_obj
def list_command(connect: Connect, state: str | None, limit: int) -> None:
    """List the newest deliveries."""
    entries = list_deliveries(connect(), state, limit)
    if not entries:
        click.echo("No deliveries.")
    for entry in entries:
        click.echo(_line(entry))


@inbox.command("show")
@click.argument("delivery", type=int)
@click.pass_obj
def show_command(connect: Connect, delivery: int) -> None:
    """Show one delivery with its body. The body holds personal data."""
    entry, body = show_delivery(connect(), delivery) or (None, b"")
    if entry is None:
        raise click.ClickException(f"There is no delivery {delivery}.")
    click.echo(_line(entry))
    click.echo(_readable(body))


@inbox.command("replay")
@click.argument("deliveries", type=int, nargs=-1, required=True)
@click.pass_obj
def replay_command(connect: Connect, deliveries: tuple[int, ...]) -> None:
    """Put deliveries back in line; applying one twice changes nothing."""
    wiring = connect()
    for delivery in deliveries:
        if not replay_delivery(wiring, delivery):
            raise click.ClickException(f"Delivery {delivery} is unknown, or waits already.")
        click.echo(f"Delivery {delivery} will be applied again.")


def _line(entry: InboxEntry) -> str:
    when = entry.received_at.isoformat(timespec="seconds")
    line = f"{entry.id:>8}  {when}  shop {entry.shop_id}  {entry.platform} {entry.topic}"
    line += f"  {entry.state} after {entry.attempts} tries"
    return f"{line}: {entry.reason}" if entry.reason else line


def _readable(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), indent=2, ensure_ascii=False)
    except ValueError:
        return repr(body)
