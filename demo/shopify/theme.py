"""Render a storefront's pages: a plain theme of our own, the app's blocks and its Liquid in it.

Only the filters our blocks use are there beside Liquid's own; objects are as a theme has them.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from liquid import DictLoader, Environment

from demo.shopify.extensions import THEME, Block, Extensions
from demo.shopify.stores import Store

_SCHEMA = re.compile(r"{%-?\s*schema\s*-?%}.*?{%-?\s*endschema\s*-?%}", re.DOTALL)
_NO_LAYOUT = re.compile(r"^\s*{%-?\s*layout\s+none\s*-?%}")
_LAYOUT = Path(__file__).parent / "templates" / "storefront.liquid"
_NAMED = re.compile(r"{{\s*(\w+)\s*}}")


@dataclass(frozen=True, slots=True)
class Shopper:
    """Who looks at a storefront: in which language, and logged in as whom (0: nobody)."""

    locale: str
    customer: int = 0
    name: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Theme:
    """The theme of every shop; `base` is the path the simulator is mounted at."""

    extensions: Extensions
    base: str

    def page(self, store: Store, shopper: Shopper, content: str, **values: Any) -> str:
        """Return a page of the shop around some HTML, with the app's embeds at its end."""
        embeds = "".join(
            self.block(store, shopper, block)
            for block in self._active(store)
            if block.target in {"body", "head", "compliance_head"}
        )
        layout = _LAYOUT.read_text("utf-8")
        told = {**values, "content_for_layout": content, "embeds": embeds}
        return self._render(layout, store, shopper, told)

    def liquid(self, store: Store, shopper: Shopper, source: str, **values: Any) -> str:
        """Return the page an app's Liquid makes, inside the theme unless it wants none."""
        if _NO_LAYOUT.match(source):
            return self._render(_NO_LAYOUT.sub("", source, count=1), store, shopper, {})
        content = self._render(source, store, shopper, {})
        return self.page(store, shopper, content, **values)

    def sections(self, store: Store, shopper: Shopper) -> str:
        """Return every block of the app that the merchant has put on a page."""
        placed = [block for block in self._active(store) if block.target == "section"]
        return "".join(self.block(store, shopper, block) for block in placed)

    def block(self, store: Store, shopper: Shopper, block: Block) -> str:
        """Return one block, with its settings as they are at first."""
        schema = self.extensions.schema_of(block.handle)
        settings = {
            setting["id"]: setting.get("default", "")
            for setting in schema.get("settings", ())
            if "id" in setting
        }
        source = self._folder / "blocks" / f"{block.handle}.liquid"
        told = {"block": {"id": block.handle, "settings": settings, "shopify_attributes": ""}}
        return self._render(source.read_text("utf-8"), store, shopper, told)

    def asset(self, name: str) -> Path | None:
        """Return one of the extension's files, or None."""
        file = self._folder / "assets" / name
        return file if file.is_file() and file.parent == self._folder / "assets" else None

    @property
    def _folder(self) -> Path:
        return self.extensions.folder / THEME

    def _active(self, store: Store) -> list[Block]:
        if not store.account.installed:
            return []
        return [b for b in self.extensions.blocks if b.theme and b.handle in store.active_blocks]

    def _render(
        self, source: str, store: Store, shopper: Shopper, values: Mapping[str, Any]
    ) -> str:
        snippets = (self._folder / "snippets").glob("*.liquid")
        loader = DictLoader({file.stem: file.read_text("utf-8") for file in snippets})
        environment = Environment(loader=loader)
        words = self._words(shopper.locale)
        assets = f"{self.base}/storefront/{store.domain}/assets"
        environment.filters |= {
            "t": lambda key, **named: _translated(words, str(key), named),
            "asset_url": lambda name: f"{assets}/{name}",
            "json": lambda value: json.dumps(value, ensure_ascii=False),
        }
        template = environment.from_string(_SCHEMA.sub("", source))
        return template.render(**self._objects(store, shopper), **values)

    def _objects(self, store: Store, shopper: Shopper) -> dict[str, Any]:
        fields: dict[str, dict[str, Any]] = {}
        for field in store.metafields.values():
            value = json.loads(field.value) if field.kind == "json" else field.value
            fields.setdefault(field.namespace, {})[field.key] = {"value": value}
        customer = {"id": shopper.customer, "name": shopper.name, "email": shopper.email}
        return {
            "app": {"metafields": fields},
            "customer": customer if shopper.customer else None,
            "request": {"locale": {"iso_code": shopper.locale}},
            "routes": {"root_url": f"{self.base}/storefront/{store.domain}"},
            "shop": {
                "name": store.name,
                "email": store.email,
                "domain": store.domain,
                "locale": store.locales[0],
                "permanent_domain": store.domain,
            },
        }

    def _words(self, locale: str) -> dict[str, Any]:
        folder = self._folder / "locales"
        for name in (f"{locale}.json", f"{locale[:2]}.json", "en.default.json"):
            if (folder / name).is_file():
                told: dict[str, Any] = json.loads((folder / name).read_text("utf-8"))
                return told
        return {}


def _translated(words: Mapping[str, Any], key: str, named: Mapping[str, Any]) -> str:
    found: Any = words
    for step in key.split("."):
        found = found.get(step) if isinstance(found, dict) else None
    if not isinstance(found, str):
        return f"translation missing: {key}"
    return _NAMED.sub(lambda match: str(named.get(match[1], "")), found)
