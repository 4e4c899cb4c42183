"""What the tracking page is measured against, and itself without its cache; for the web server."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from flask import Flask

from app import create_app
from domain.ports import PageCache
from runtime.config import Config
from runtime.wiring import connect

FIGURES = "figures:"
"""How the names of what is no page begin: a shop's figures, which last an hour."""


@dataclass(frozen=True, slots=True)
class Forgetful:
    """Keeps figures, and no page."""

    kept: PageCache

    def get(self, key: str) -> bytes | None:
        """Have no page under any key."""
        return self.kept.get(key) if key.startswith(FIGURES) else None

    def put(self, key: str, page: bytes, seconds: int) -> None:
        """Keep no page."""
        if key.startswith(FIGURES):
            self.kept.put(key, page, seconds)


def hello() -> Flask:
    """Return the least that Flask can serve."""
    app = Flask("bare", static_folder=None)
    app.add_url_rule("/t/<token>", "page", lambda token: f"Hello, {len(token)}")
    return app


def uncached() -> Callable[..., Any]:
    """Return the product, rendering every page anew."""
    config = Config.from_env()
    wiring = connect(config)
    return create_app(replace(wiring, page_cache=Forgetful(wiring.page_cache)), config)
