"""Read which blocks the app brings along, from its folders; absent folders bring none."""

import json
import re
import tomllib
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_SCHEMA = re.compile(r"{%-?\s*schema\s*-?%}(.*?){%-?\s*endschema\s*-?%}", re.DOTALL)
THEME = "tracking-theme"
THEME_ID = "gid://shopify/OnlineStoreTheme/1"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a theme or of account pages; `target` is where it belongs."""

    handle: str
    name: str
    target: str
    theme: bool


@dataclass(frozen=True)
class Extensions:
    """The app's extensions as they lie in a folder, read once."""

    folder: Path

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Return every block, the theme's first."""
        return (*self._theme_blocks(), *self._account_blocks())

    def state(self, active: AbstractSet[str]) -> list[dict[str, Any]]:
        """Return what `shopify.app.extensions()` tells, with these blocks put in place."""
        theme = [self._theme_state(b, b.handle in active) for b in self.blocks if b.theme]
        accounts = [
            {
                "handle": block.handle,
                "type": "ui_extension",
                "activations": [{"target": block.target}] if block.handle in active else [],
            }
            for block in self.blocks
            if not block.theme
        ]
        return [{"handle": THEME, "type": "theme_app_extension", "activations": theme}, *accounts]

    def schema_of(self, handle: str) -> dict[str, Any]:
        """Return a theme block's schema."""
        file = self.folder / THEME / "blocks" / f"{handle}.liquid"
        found = _SCHEMA.search(file.read_text("utf-8"))
        told: dict[str, Any] = json.loads(found[1]) if found else {}
        return told

    def _theme_state(self, block: Block, active: bool) -> dict[str, Any]:  # noqa: FBT001 - a state
        placed = [{"target": "template--index__main", "themeId": THEME_ID}]
        return {
            "handle": block.handle,
            "name": block.name,
            "target": block.target,
            "status": "active" if active else "available",
            "activations": placed if active else [],
        }

    def _theme_blocks(self) -> list[Block]:
        files = sorted((self.folder / THEME / "blocks").glob("*.liquid"))
        schemas = [(file.stem, self.schema_of(file.stem)) for file in files]
        return [
            Block(
                handle,
                self._said(THEME, str(schema.get("name", handle)), "en.default.schema.json"),
                str(schema.get("target", "")),
                theme=True,
            )
            for handle, schema in schemas
        ]

    def _account_blocks(self) -> list[Block]:
        found = []
        for file in sorted(self.folder.glob("*/shopify.extension.toml")):
            for told in tomllib.loads(file.read_text("utf-8")).get("extensions", ()):
                if told.get("type") == "ui_extension":
                    targets = [place["target"] for place in told.get("targeting", ())]
                    target = targets[0] if targets else ""
                    name = self._said(file.parent.name, told["name"], "en.default.json")
                    found.append(Block(told["handle"], name, target, theme=False))
        return found

    def _said(self, extension: str, name: str, words: str) -> str:
        """Return a name as admins show it: one that begins with "t:" is a key among the words."""
        file = self.folder / extension / "locales" / words
        if not name.startswith("t:") or not file.is_file():
            return name
        found: Any = json.loads(file.read_text("utf-8"))
        for step in name.removeprefix("t:").split("."):
            found = found.get(step) if isinstance(found, dict) else None
        return found if isinstance(found, str) else name
