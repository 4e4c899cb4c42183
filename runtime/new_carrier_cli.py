"""bin/framme new-carrier: make the folder of a carrier to be added, and say what comes next."""

from pathlib import Path

import click

from integrations.directory import CARRIERS, words
from runtime.carrier_package import (
    UnfitCarrierError,
    add_to_directory,
    make_package,
    refuse_unfit,
    what_is_next,
)
from runtime.config import ROOT


@click.command("new-carrier")
@click.argument("key")
@click.argument("label")
@click.option(
    "--into",
    default=ROOT,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="The checkout to write to, if not this one.",
)
def new_carrier(key: str, label: str, into: Path) -> None:
    """Make a carrier's folder, with examples that are read, and list what is missing.

    KEY is its name in code, such as acme_post; LABEL is what people call it: "Acme Post".
    """
    try:
        refuse_unfit(into, key, label)
        _refuse_a_name_of_others(key, label)
    except UnfitCarrierError as error:
        raise click.ClickException(str(error)) from error
    for path in make_package(into, key, label):
        click.echo(f"wrote {path.relative_to(into)}")
    if add_to_directory(into, key, label):
        click.echo("added a row to integrations/directory/carriers.csv")
    click.echo()
    click.echo(what_is_next(key, label), nl=False)


def _refuse_a_name_of_others(key: str, label: str) -> None:
    """Raise UnfitCarrierError when the directory knows the name under another key."""
    for carrier in CARRIERS.values():
        if carrier.key != key and words(label) in map(words, carrier.names):
            raise UnfitCarrierError(f"The directory has {label!r} under the key {carrier.key!r}.")
