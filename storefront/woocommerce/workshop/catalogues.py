"""Keep the plugin's catalogues in step with its texts; it translates nothing.

Run as bin/plugin-translations. What WordPress reads is compiled from them when the plugin is built.
"""

from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from messages.catalogues import ROOT, faults
from storefront.woocommerce.workshop.catalogue_text import written
from storefront.woocommerce.workshop.places import misplaced
from storefront.woocommerce.workshop.texts import extracted

PLUGIN = ROOT / "storefront" / "woocommerce" / "framme"
LANGUAGES = (
    *("sv_SE", "es_ES", "it_IT", "zh_TW", "zh_CN", "de_DE", "fr_FR", "nb_NO"),
    *("da_DK", "fi", "nl_NL", "pt_BR", "pt_PT", "pl_PL", "ja"),
)
"""As WordPress calls them."""


def updated(po: bytes, locale: str, template: Catalog) -> tuple[bytes, Catalog]:
    """Return a catalogue with exactly the template's texts, keeping known translations."""
    catalogue = read_po(BytesIO(po), locale=locale)
    catalogue.fuzzy = False
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return written(catalogue, locale), catalogue


def wanted(plugin: Path = PLUGIN) -> tuple[dict[str, bytes], list[str]]:
    """Return every file of languages/ as it should be, and what is left to translate."""
    found = extracted(plugin)
    files, wrong = {"framme.pot": written(found)}, []
    for locale in LANGUAGES:
        path = plugin / "languages" / f"framme-{locale}.po"
        after, catalogue = updated(path.read_bytes() if path.exists() else b"", locale, found)
        files[path.name] = after
        wrong += [f"{path.name}: {said}" for said in (*faults(catalogue), *misplaced(catalogue))]
    return files, wrong


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when something is not in order.")
@click.option("--plugin", default=PLUGIN, type=click.Path(path_type=Path, exists=True))
def main(*, check: bool, plugin: Path) -> None:
    """Bring the plugin's catalogues up to date, and name what is left to translate."""
    files, wrong = wanted(plugin)
    for name, content in files.items():
        path = plugin / "languages" / name
        if path.exists() and path.read_bytes() == content:
            continue
        if check:
            wrong.append(f"{name}: out of date: run bin/plugin-translations")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
    for said in wrong:
        click.echo(said)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
