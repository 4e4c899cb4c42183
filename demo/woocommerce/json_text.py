"""Write JSON as WordPress does: ASCII, with escaped slashes."""

import json
from collections.abc import Mapping
from typing import Any

from aiohttp import web

TYPE = "application/json; charset=UTF-8"


def encoded(value: Any) -> bytes:
    """Return the bytes that are sent, and signed."""
    return json.dumps(value, separators=(",", ":")).replace("/", "\\/").encode("ascii")


def as_json(
    value: Any, status: int = 200, headers: Mapping[str, str] | None = None
) -> web.Response:
    """Answer with JSON."""
    told = {"Content-Type": TYPE, "Cache-Control": "no-store", **(headers or {})}
    return web.Response(status=status, body=encoded(value), headers=told)
