"""Render the theme blocks as Shopify would, as far as they use it; nothing is escaped for them."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from liquid import Environment, FileSystemLoader

from runtime.config import ROOT

SHOPIFY = ROOT / "storefront" / "shopify"
THEME = SHOPIFY / "extensions" / "tracking-theme"
BLOCKS = ("delivery-faq", "order-tracking", "track-button")
LANGUAGES = (
    *("en", "sv", "es", "it", "zh-TW", "zh-CN", "de", "fr"),
    *("nb", "da", "fi", "nl", "pt-BR", "pt-PT", "pl", "ja"),
)
"""As Shopify calls them."""
_SCHEMA = re.compile(r"{%-?\s*schema\s*-?%}(.*?){%-?\s*endschema\s*-?%}", re.DOTALL)


def source(block: str) -> str:
    return (THEME / "blocks" / f"{block}.liquid").read_text(encoding="utf-8")


def schema(block: str) -> dict[str, Any]:
    """Return a block's settings; a trailing comma or a second schema is an error here."""
    (text,) = _SCHEMA.findall(source(block))
    found: dict[str, Any] = json.loads(text)
    return found


def words(language: str, suffix: str = "") -> dict[str, str]:
    """Return a language's translations by dotted key."""
    path = THEME / "locales" / f"{language}{'.default' if language == 'en' else ''}{suffix}.json"
    return dict(_flat(json.loads(path.read_text(encoding="utf-8"))))


def _flat(tree: Mapping[str, Any], above: str = "") -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{above}{key}.")
        else:
            pairs.append((above + key, value))
    return pairs


def render(
    block: str,
    language: str = "en",
    settings: Mapping[str, object] | None = None,
    metafields: Mapping[str, object] | None = None,
) -> str:
    """Return a block's HTML; `metafields` are those of the app, by key."""
    translations = words(language if language in LANGUAGES else "en")
    environment = Environment(loader=FileSystemLoader(THEME / "snippets", ext=".liquid"))
    environment.filters["t"] = lambda key: translations[str(key)]
    environment.filters["asset_url"] = lambda name: f"/assets/{name}"
    environment.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)
    defaults = {s["id"]: s.get("default", "") for s in schema(block)["settings"]}
    framme = {key: {"value": value} for key, value in (metafields or {}).items()}
    return environment.from_string(_SCHEMA.sub("", source(block))).render(
        block={"id": "A1", "settings": {**defaults, **(settings or {})}, "shopify_attributes": ""},
        app={"metafields": {"framme": framme}},
        request={"locale": {"iso_code": language}},
    )


def files(*suffixes: str) -> list[Path]:
    """Return what is deployed and was written by hand, with these endings."""
    folders = (SHOPIFY / "extensions", SHOPIFY / "shared")
    found = (path for folder in folders for path in sorted(folder.rglob("*")))
    return [path for path in found if path.suffix in suffixes and "dist" not in path.parts]
