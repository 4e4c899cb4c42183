"""bin/framme message: see what was sent or failed, with the server's words, and send again."""

from collections.abc import Callable

import click

from services.review_messages import MessageEntry, list_messages, send_again
from services.wiring import Wiring

Connect = Callable[[], Wiring]
STATES = ("due", "handing_over", "sent", "told", "failed", "dropped")


@click.group()
def message() -> None:
    """Look at messages to shoppers."""


@message.command("list")
@click.option("--state", type=click.Choice(STATES), help="Only messages in this state.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000))
@click.pass_obj
def list_command(connect: Connect, state: str | None, limit: int) -> None:
    """List the newest messages, without their recipients."""
    entries = list_messages(connect(), state, limit)
    if not entries:
        click.echo("No messages.")
    for entry in entries:
        click.echo(_line(entry))


@message.command("send-again")
@click.argument("messages", type=int, nargs=-1, required=True)
@click.pass_obj
def send_again_command(connect: Connect, messages: tuple[int, ...]) -> None:
    """Put failed messages back in line; what was sent is never sent again."""
    wiring = connect()
    for number in messages:
        if not send_again(wiring, number):
            raise click.ClickException(f"Message {number} is unknown, or has not failed.")
        click.echo(f"Message {number} will be sent.")


def _line(entry: MessageEntry) -> str:
    when = entry.created_at.isoformat(timespec="seconds")
    line = f"{entry.id:>8}  {when}  shop {entry.shop_id}  order {entry.order_id}"
    line += f"  {entry.kind} by {entry.channel}  {entry.state} after {entry.attempts} tries"
    if entry.state == "told":
        line += f" with message {entry.told_with}"
    return f"{line}: {entry.reason}" if entry.reason else line
