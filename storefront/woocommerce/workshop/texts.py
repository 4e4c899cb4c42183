"""Find the plugin's texts: in its pages, its blocks and their scripts."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from storefront.woocommerce.workshop.php_source import files
from storefront.woocommerce.workshop.php_texts import of_page

_BLOCK = {"title": "block title", "description": "block description", "keywords": "block keyword"}


def extracted(plugin: Path) -> Catalog:
    """Collect every text of the plugin."""
    found = Catalog(fuzzy=False)
    for path in files(plugin):
        source = path.read_text(encoding="utf-8")
        for text, comments, context in of_page(source):
            found.add(text, auto_comments=comments, context=context)
        if header := re.search(r"^ \* Plugin Name:.*?^ \* Description: +([^\n]+)", source, _MS):
            found.add(header[1].strip(), auto_comments=["Description of the plugin"])
    for path in files(plugin / "blocks", "block.json"):
        for text, context in _of_block(json.loads(path.read_text(encoding="utf-8"))):
            found.add(text, context=context)
    for path in files(plugin, ".js"):
        for text, comments in of_script(path):
            found.add(text, auto_comments=comments)
    return found


_MS = re.MULTILINE | re.DOTALL


def _of_block(described: dict[str, object]) -> Iterator[tuple[str, str]]:
    for key, context in _BLOCK.items():
        said = described.get(key, [])
        for text in said if isinstance(said, list) else [said]:
            yield str(text), context


def of_script(path: Path) -> Iterator[tuple[str, list[str]]]:
    """Yield the texts of a script, and what translators are told."""
    with path.open("rb") as file:
        found = extract("javascript", file, {"__": (1,)}, comment_tags=("translators:",))
        for _line, text, comments, _context in found:
            yield str(text), [one.removeprefix("translators:").strip() for one in comments]
