"""Make the zip that a merchant uploads in wp-admin; the same source gives the same bytes.

Run as bin/build-plugin.
"""

import io
import re
import zipfile
from pathlib import Path

import click

from messages.catalogues import ROOT
from storefront.woocommerce.workshop.catalogues import PLUGIN
from storefront.woocommerce.workshop.compiling import compiled
from storefront.woocommerce.workshop.default_address import ADDRESS, with_address

TOP = "framme"
_ALWAYS = (2026, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_VERSION = re.compile(r"^ \* Version: +(\S+)$", re.MULTILINE)
_LEFT_OUT = frozenset({".mo", ".map"})


def version(plugin: Path = PLUGIN) -> str:
    """Return the version that the plugin's main file names."""
    found = _VERSION.search((plugin / "framme.php").read_text(encoding="utf-8"))
    if found is None:
        raise ValueError("framme.php names no version")
    return found[1]


def built(base_url: str = "", plugin: Path = PLUGIN) -> bytes:
    """Return the zip; `base_url` is the Framme that the plugin proposes, empty for none."""
    contents = dict(sorted(_contents(base_url, plugin).items()))
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in contents.items():
            entry = zipfile.ZipInfo(f"{TOP}/{name}", _ALWAYS)
            entry.external_attr, entry.create_system = _PLAIN_FILE, 3
            made.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return out.getvalue()


def _contents(base_url: str, plugin: Path) -> dict[str, bytes]:
    contents = {}
    for path in plugin.rglob("*"):
        name = path.relative_to(plugin)
        hidden = any(part.startswith(".") for part in name.parts)
        if path.is_file() and not hidden and path.suffix not in _LEFT_OUT:
            contents[name.as_posix()] = path.read_bytes()
    contents |= {f"languages/{name}": content for name, content in compiled(plugin)}
    if base_url:
        contents[ADDRESS] = with_address(contents[ADDRESS].decode(), base_url).encode()
    return contents


@click.command()
@click.option("--base-url", default="", help="The Framme that the plugin proposes to merchants.")
@click.option("--to", default=ROOT / "dist", type=click.Path(path_type=Path, file_okay=False))
def main(*, base_url: str, to: Path) -> None:
    """Make framme-<version>.zip and print where it is."""
    try:
        made = built(base_url)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--base-url") from None
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"{TOP}-{version()}.zip"
    path.write_bytes(made)
    click.echo(path)


if __name__ == "__main__":
    main()
