"""bin/framme export-shopper and erase-shopper: what the law gives shoppers, done by hand."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import click

from domain.shop import PlatformKey
from domain.shop_events import Shopper
from services.erase_shopper import erase_shopper
from services.export_shopper import export_shopper
from services.look_up_order import find_shop
from services.wiring import Wiring

Connect = Callable[[], Wiring]
Command = TypeVar("Command", bound=Callable[..., object])


def _about_a_shopper(command: Command) -> Command:
    for option in (
        click.option("--order", "orders", multiple=True, help="The platform's id of an order."),
        click.option("--phone", default=""),
        click.option("--email", default=""),
        click.option("--customer", default="", help="The platform's id of the shopper's account."),
        click.argument("domain"),
        click.argument("platform", type=click.Choice([key.value for key in PlatformKey])),
    ):
        command = option(command)
    return command


@click.command("export-shopper")
@_about_a_shopper
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Else it is printed.")
@click.pass_obj
def export_command(
    connect: Connect, /, platform: str, domain: str, out: Path | None, **named: object
) -> None:
    """Gather all that is kept of a shopper in a shop, as JSON."""
    wiring = connect()
    shop_id = _shop(wiring, platform, domain)
    gathered = export_shopper(wiring, shop_id, _shopper(named))
    if out is None:
        click.echo(gathered.document)
    else:
        out.touch(mode=0o600)
        out.write_text(gathered.document, encoding="utf-8")
    click.echo(f"Orders: {gathered.orders}", file=sys.stderr)


@click.command("erase-shopper")
@_about_a_shopper
@click.option("--yes", is_flag=True, help="Do not ask before forgetting.")
@click.pass_obj
def erase_command(
    connect: Connect, /, platform: str, domain: str, *, yes: bool, **named: object
) -> None:
    """Forget a shopper in a shop; orders stay in its figures, without saying whose."""
    wiring = connect()
    shop_id = _shop(wiring, platform, domain)
    shopper = _shopper(named)
    if not yes:
        click.confirm("This cannot be undone. Go on?", abort=True)
    click.echo(f"Orders forgotten: {erase_shopper(wiring, shop_id, shopper)}")


def _shop(wiring: Wiring, platform: str, domain: str) -> int:
    shop = find_shop(wiring, PlatformKey(platform), domain)
    if shop is None:
        raise click.ClickException(f"There is no shop {domain}.")
    return shop.id


def _shopper(named: dict[str, object]) -> Shopper:
    orders = named["orders"]
    shopper = Shopper(
        customer=str(named["customer"]),
        email=str(named["email"]),
        phone=str(named["phone"]),
        orders=tuple(orders) if isinstance(orders, tuple) else (),
    )
    if shopper == Shopper("", "", "", ()):
        raise click.UsageError("Name the shopper: --customer, --email, --phone or --order.")
    return shopper
