"""Keep the translators' catalogues in step with the words in the code; it translates nothing.

Run as bin/translations. Catalogues hold no line numbers, dates or names, so that they change only
when words do; nothing is ever guessed (no fuzzy entries).
"""

import fcntl
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import click
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po, write_po

from messages.language import LANGUAGES, LOCALES, SOURCE_LANGUAGE

ROOT = LOCALES.parent
FOLDERS = ("messages", "settings_screen", "tracking_page")
KEYWORDS = {
    **DEFAULT_KEYWORDS,
    "phrase": None,
    "say": None,
    "say_as": ((1, "c"), 2),
    "count": (1, 2),
}
_CHURN = (b'"POT-Creation-Date', b'"PO-Revision-Date', b'"Generated-By', b'"Last-Translator')


def extracted(root: Path = ROOT) -> Catalog:
    """Collect every message in the code and the templates."""
    with (root / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    ours = tuple(str(root / folder) for folder in FOLDERS)
    found = Catalog(fuzzy=False)
    for _file, _line, message, comments, context in extract_from_dir(
        root, methods, options, KEYWORDS, directory_filter=lambda path: path.startswith(ours)
    ):
        found.add(message, auto_comments=comments, context=context)
    return found


def updated(po: bytes, code: str, template: Catalog) -> tuple[bytes, Catalog]:
    """Return a catalogue with exactly the template's messages, keeping known translations."""
    catalogue = read_po(BytesIO(po), locale=code)
    catalogue.fuzzy = False
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    catalogue.header_comment = ""
    out = BytesIO()
    write_po(out, catalogue, width=100, no_location=True, sort_output=True)
    lines = [
        line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(_CHURN)
    ]
    return b"".join(lines), catalogue


def faults(catalogue: Catalog) -> Iterator[str]:
    """Name what is missing or wrong in a catalogue, one line each."""
    for message in catalogue:
        if not message.id:
            continue
        if message.fuzzy:
            yield f"{_name(message)}: is a guess (fuzzy)"
        if not _complete(message):
            yield f"{_name(message)}: has no translation"
            continue
        yield from (f"{_name(message)}: {error}" for error in message.check(catalogue))


def _complete(message: Message) -> bool:
    strings = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return all(strings)


def _name(message: Message) -> str:
    return repr(message.id if isinstance(message.id, str) else message.id[0])


@click.command()
@click.option("--check", is_flag=True, help="Change nothing; fail when something is not in order.")
@click.option("--locales", default=LOCALES, type=click.Path(path_type=Path, exists=True))
def main(*, check: bool, locales: Path) -> None:
    """Update every language's catalogue, and name what is left to translate."""
    template = extracted()
    wrong = 0
    for code in LANGUAGES:
        if code == SOURCE_LANGUAGE:
            continue
        path = locales / code / "messages.po"
        with path.open("r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            before = file.read()
            after, catalogue = updated(before, code, template)
            if not check and after != before:
                file.seek(0)
                file.write(after)
                file.truncate()
        stale = ["out of date: run bin/translations"] if check and after != before else []
        for fault in [*stale, *faults(catalogue)]:
            click.echo(f"locales/{code}/messages.po: {fault}")
            wrong += 1
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
