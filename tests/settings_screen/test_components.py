"""The pages' parts: both shells have the same ones, and Polaris knows what we ask of it."""

import re
from pathlib import Path

import pytest

from settings_screen import rendering

SHELLS = Path(rendering.__file__).parent / "templates" / "shells"
EXTENDS = '{% extends "shells/'
MACRO = re.compile(r"\{% macro (\w+\([^%]*\)) %\}")
KNOWN = {
    "s-app-nav": "",
    "s-badge": "tone",
    "s-banner": "tone heading",
    "s-button": "href target accessibilitylabel",
    "s-grid": "gridtemplatecolumns gap alignitems",
    "s-link": "href target slot rel accessibilitylabel",
    "s-page": "heading",
    "s-paragraph": "color",
    "s-section": "heading id padding",
    "s-stack": "gap direction alignitems",
    "s-switch": "id name value label details checked disabled error accessibilitylabel",
    "s-table": "",
    "s-table-body": "",
    "s-table-cell": "",
    "s-table-header": "listslot",
    "s-table-header-row": "",
    "s-table-row": "",
    "s-text": "type color fontsize fontweight fontvariantnumeric",
}
"""Attributes as in Shopify's published types of Polaris web components.

Those with `data-` are ours, those with `hx-` are htmx's.
"""


def read(name: str) -> str:
    return (SHELLS / name).read_text(encoding="utf-8")


def test_both_shells_have_the_same_parts() -> None:
    embedded, light = (set(MACRO.findall(read(f"{shell}.html"))) for shell in ("embedded", "light"))
    assert len(embedded) > 15
    assert embedded == light


@pytest.mark.parametrize("name", ["embedded.html", "embedded_layout.html"])
def test_polaris_knows_every_component_and_attribute(name: str) -> None:
    markup = re.sub(r"\{%.*?%\}|\{#.*?#\}", " ", read(name))
    markup = re.sub(r"\{\{.*?\}\}", "filled", markup)
    tags = re.findall(r"<(s-[\w-]+)([^>]*)>", markup)
    assert tags
    for tag, written in tags:
        attributes = set(re.findall(r"([\w-]+)(?:=\"[^\"]*\")?", re.sub(r'"[^"]*"', '""', written)))
        ours = {attribute for attribute in attributes if attribute.startswith(("data-", "hx-"))}
        assert attributes - ours <= set(KNOWN[tag].split()), tag


def test_pages_call_parts_and_write_no_markup_of_their_own() -> None:
    pages = [page for page in SHELLS.parent.rglob("*.html") if EXTENDS in page.read_text()]
    assert len(pages) > 15
    assert [page.name for page in pages if re.search(r"<\w", page.read_text())] == []
