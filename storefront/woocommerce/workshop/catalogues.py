"""Keep the WordPress plugin's translations in step with its texts; it translates nothing.

`python -m storefront.woocommerce.workshop.catalogues` writes the template, brings each language's
catalogue up to date and compiles it as WordPress reads it; with --check it only tells.
"""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import write_po

from messages.catalogues import ROOT, faults, updated

PLUGIN = ROOT / "storefront" / "woocommerce" / "framme"
LANGUAGES = {"sv": "sv_SE"}
"""Languages by what WordPress calls them."""

_TEXT = r"""'(?:[^'\\]|\\.)*'|"(?:[^"\\$]|\\.)*\""""
_CALL = re.compile(
    rf"\b(?P<name>(?:esc_html|esc_attr)?_[_exn]|(?:esc_html|esc_attr)_[ex]|__|_nx)"
    rf"\(\s*(?P<one>{_TEXT})(?:\s*,\s*(?P<two>{_TEXT}))?"
)
_FOR_TRANSLATORS = re.compile(r"translators: (?P<said>(?:(?!\*/).)+)\*/\s*\Z", re.DOTALL)
_PLACE = re.compile(r"%(?:\d+\$)?[sd]|\{\w+\}")
_HEAD = b"""msgid ""
msgstr ""
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"

"""
_ALWAYS = datetime(2026, 1, 1, tzinfo=UTC)
_BLOCK = {"title": "block title", "description": "block description", "keywords": "block keyword"}


def extracted(plugin: Path = PLUGIN) -> Catalog:
    """Collect every text of the plugin: of its pages, its blocks and their scripts."""
    found = Catalog(project="Framme Order Tracking for WooCommerce", fuzzy=False)
    for path in sorted(plugin.rglob("*.php")):
        _add_pages(found, path.read_text(encoding="utf-8"))
    for path in sorted(plugin.glob("blocks/*/block.json")):
        _add_block(found, json.loads(path.read_text(encoding="utf-8")))
    for text in _of_scripts(plugin):
        found.add(text)
    return found


def _add_pages(found: Catalog, code: str) -> None:
    for call in _CALL.finditer(code):
        name, one, two = call["name"], _read(call["one"]), _read(call["two"] or "''")
        before = _FOR_TRANSLATORS.search(code[: code.rfind("\n", 0, call.start()) + 1])
        comments = [" ".join(before["said"].split())] if before else []
        plural = name.endswith("_n")
        context = two if name.endswith("_x") else None
        found.add((one, two) if plural else one, auto_comments=comments, context=context)


def _read(literal: str) -> str:
    """Return what a PHP literal says."""
    inner = literal[1:-1]
    escapes = {"n": "\n", "t": "\t"} if literal[0] == '"' else {}
    return re.sub(r"\\(.)", lambda found: escapes.get(found[1], found[1]), inner)


def _add_block(found: Catalog, described: dict[str, object]) -> None:
    for key, context in _BLOCK.items():
        said = described[key]
        for text in said if isinstance(said, list) else [said]:
            found.add(str(text), context=context)


def _of_scripts(plugin: Path) -> Iterator[str]:
    for path in sorted(plugin.glob("blocks/*/index.js")):
        with path.open("rb") as file:
            for _line, text, _comments, _context in extract("javascript", file, {"__": (1,)}):
                yield str(text)


def misplaced(catalogue: Catalog) -> Iterator[str]:
    """Name the translations whose places are not those of the text."""
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = set(_PLACE.findall(ids[-1]))
        if message.id and any(text and set(_PLACE.findall(text)) != wanted for text in said):
            yield f"{ids[0]!r}: has other places"


def compiled(catalogue: Catalog, locale: str, plugin: Path = PLUGIN) -> dict[str, bytes]:
    """Return the files WordPress reads in a language, by name: for pages, and for each script."""
    out = BytesIO()
    # A compiled catalogue names its dates: it is to change only when words do.
    catalogue.creation_date = catalogue.revision_date = _ALWAYS
    write_mo(out, catalogue)
    files = {f"framme-{locale}.mo": out.getvalue()}
    for path in sorted(plugin.glob("blocks/*/index.js")):
        with path.open("rb") as file:
            texts = [str(text) for _l, text, _c, _x in extract("javascript", file, {"__": (1,)})]
        header = {"domain": "messages", "lang": locale}
        said = {text: [message.string] for text in texts if (message := catalogue.get(text))}
        told = {"domain": "messages", "locale_data": {"messages": {"": header, **said}}}
        text = json.dumps(told, ensure_ascii=False, indent="\t") + "\n"
        files[f"framme-{locale}-framme-{path.parent.name}-editor-script.json"] = text.encode()
    return files


def template(found: Catalog) -> bytes:
    """Return the template translators begin with."""
    out = BytesIO()
    write_po(out, found, width=100, no_location=True, sort_output=True, omit_header=True)
    return _HEAD + out.getvalue()


def wanted(folder: Path) -> tuple[dict[str, bytes], list[str]]:
    """Return every file as it should be, and what is left to translate."""
    found = extracted()
    files, wrong = {"framme.pot": template(found)}, []
    for code, locale in LANGUAGES.items():
        path = folder / f"framme-{locale}.po"
        po = path.read_bytes() if path.exists() else b""
        after, catalogue = updated(po, code, found)
        files |= {path.name: after, **compiled(catalogue, locale)}
        wrong += [f"{path.name}: {said}" for said in (*faults(catalogue), *misplaced(catalogue))]
    return files, wrong


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when something is not in order.")
def main(*, check: bool) -> None:
    """Bring the plugin's translations up to date, and name what is left to translate."""
    folder = PLUGIN / "languages"
    files, wrong = wanted(folder)
    for name, content in files.items():
        path = folder / name
        if path.exists() and path.read_bytes() == content:
            continue
        if check:
            wrong.append(
                f"{name}: out of date: python -m storefront.woocommerce.workshop.catalogues"
            )
        else:
            path.write_bytes(content)
    for said in wrong:
        click.echo(said)
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
