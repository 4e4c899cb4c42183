"""bin/framme settings-link: let a merchant into the settings without a platform's admin."""

from collections.abc import Callable

import click

from domain.shop import PlatformKey
from services.merchant_entry import invite
from services.wiring import Wiring

Connect = Callable[[], Wiring]


@click.command("settings-link")
@click.argument("platform", type=click.Choice([key.value for key in PlatformKey]))
@click.argument("domain")
@click.pass_obj
def settings_link(connect: Connect, platform: str, domain: str) -> None:
    """Print a link to a shop's settings that works once, within 15 minutes.

    Whoever opens it is let in: give it to the merchant and to nobody else.
    """
    address = invite(connect(), PlatformKey(platform), domain)
    if address is None:
        raise click.ClickException(f"{domain} is not connected.")
    click.echo(address)
