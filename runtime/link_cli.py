"""bin/framme link: close an order's page to those who have a link to it."""

from collections.abc import Callable

import click

from domain.shop import PlatformKey
from services.revoke_links import revoke_links_of
from services.wiring import Wiring

Connect = Callable[[], Wiring]


@click.group()
def link() -> None:
    """Look after links to tracking pages."""


@link.command("revoke")
@click.argument("platform", type=click.Choice([key.value for key in PlatformKey]))
@click.argument("domain")
@click.argument("number")
@click.pass_obj
def revoke(connect: Connect, platform: str, domain: str, number: str) -> None:
    """Revoke every link to a shop's order, by its number; later mails carry a new one."""
    revoked = revoke_links_of(connect(), PlatformKey(platform), domain, number)
    if revoked is None:
        raise click.ClickException(f"{domain} has no order {number}.")
    click.echo(f"{revoked} links revoked.")
