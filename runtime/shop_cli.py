"""bin/framme shop: connect shops by hand, list them, and have their orders read again."""

from collections.abc import Callable

import click

from domain.shop import PlatformKey
from services.install_shop import NewShop, all_shops_of, install_shop
from services.sync_orders import NothingToSyncError, ask_for_sync
from services.wiring import Wiring

Connect = Callable[[], Wiring]


@click.group()
def shop() -> None:
    """Connect and list shops, and read their orders again."""


@shop.command("add")
@click.argument("platform", type=click.Choice([key.value for key in PlatformKey]))
@click.argument("domain")
@click.option("--name", required=True, help="The shop's name, as shoppers know it.")
@click.option("--contact-email", required=True, help="Where shoppers' replies go.")
@click.option("--locale", default="en", show_default=True)
@click.option("--time-zone", default="UTC", show_default=True, help="IANA name.")
@click.pass_obj
def add(connect: Connect, /, platform: str, domain: str, **facts: str) -> None:
    """Connect a shop, and print what to enter there."""
    new = NewShop(
        platform=PlatformKey(platform),
        domain=domain,
        name=facts["name"],
        locale=facts["locale"],
        time_zone=facts["time_zone"],
        contact_email=facts["contact_email"],
    )
    connected = install_shop(connect(), new)
    click.echo(f"Shop {connected.shop_id} is connected.")
    click.echo(f"Its webhooks go to:   {connected.webhook_address}")
    if connected.webhook_secret:
        click.echo(f"signed with:          {connected.webhook_secret}")


@shop.command("list")
@click.pass_obj
def list_command(connect: Connect) -> None:
    """List every shop, and what its background work is at."""
    for line in all_shops_of(connect()) or ["No shops."]:
        click.echo(line)


@shop.command("sync")
@click.argument("domain")
@click.pass_obj
def sync(connect: Connect, domain: str) -> None:
    """Read a shop's orders of the last 60 days, and what changed lately, again."""
    try:
        shop_id = ask_for_sync(connect(), domain)
    except NothingToSyncError as error:
        raise click.ClickException(f"{error}.") from error
    click.echo(f"The orders of shop {shop_id} will be read.")
