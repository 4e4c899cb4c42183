"""Read an export of orders while it arrives: line by line, an order at a time, never the whole.

Source: https://shopify.dev/docs/api/usage/bulk-operations/queries
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import httpx

from domain.errors import ProviderError
from domain.shop_events import OrderTold
from integrations.platforms.shopify.graphql_orders import told_by_graphql

LONGEST_LINE = 1_000_000
"""Bytes. An order's own line has its addresses and parcels, but none of its lines."""
MOST_LINES_OF_AN_ORDER = 5000
_CHUNK = 65_536
_STORE = "storage.googleapis.com"
_BUCKETS = "/shopify-"
"""Where exports have been seen to lie, in buckets of Shopify's whose names begin so; the schema
does not name the place. Hosts under shopify.com are Shopify's own."""


@dataclass(frozen=True, slots=True)
class ExportReader:
    """Reads exports; `simulator` is where a stand-in for Shopify keeps them, in development."""

    http: httpx.Client
    simulator: str = ""

    def read(self, url: str) -> Iterator[OrderTold]:
        """Yield the orders of an export; raise ProviderError."""
        if not self._may_be_read(url):
            raise ProviderError("the export lies where Shopify keeps none", permanent=True)
        try:
            with self.http.stream("GET", url, follow_redirects=False) as response:
                if response.status_code != HTTPStatus.OK:
                    raise ProviderError(f"the export cannot be read: HTTP {response.status_code}")
                yield from _orders(_lines(response.iter_bytes(_CHUNK)))
        except httpx.HTTPError as error:
            # The cause is cut off: its text may carry the address, which is signed.
            reason = f"the export broke off: {type(error).__name__}"
            raise ProviderError(reason) from None

    def _may_be_read(self, url: str) -> bool:
        if self.simulator and url.startswith(f"{self.simulator}/"):
            return True
        try:
            parts = urlsplit(url)
            default_port = parts.port in (None, 443)
        except ValueError:
            return False
        host = parts.hostname or ""
        known = host == _STORE and parts.path.startswith(_BUCKETS)
        plain = parts.scheme == "https" and default_port and "@" not in parts.netloc
        return plain and (known or host.endswith(".shopify.com"))


def _lines(chunks: Iterator[bytes]) -> Iterator[bytes]:
    rest = b""
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise ProviderError("a line of the export has no end")
        yield from whole
    yield rest


def _orders(lines: Iterator[bytes]) -> Iterator[OrderTold]:
    """Put each order together with the lines that follow it (we ask for them grouped)."""
    order: Mapping[str, Any] | None = None
    pieces: list[Mapping[str, Any]] = []
    for line in lines:
        thing = _read(line)
        if thing is None:
            continue
        if "__parentId" not in thing:
            if order is not None:
                yield _told(order, pieces)
            order, pieces = thing, []
        elif order is None or thing["__parentId"] != order.get("id"):
            raise ProviderError("the export does not keep an order's lines together")
        elif len(pieces) == MOST_LINES_OF_AN_ORDER:
            raise ProviderError("an order of the export has too many lines")
        else:
            pieces.append(thing)
    if order is not None:
        yield _told(order, pieces)


def _told(order: Mapping[str, Any], pieces: list[Mapping[str, Any]]) -> OrderTold:
    return told_by_graphql({**order, "lineItems": {"nodes": pieces}})


def _read(line: bytes) -> Mapping[str, Any] | None:
    if not line.strip():
        return None
    try:
        thing = json.loads(line)
    except (ValueError, RecursionError):
        raise ProviderError("a line of the export is not JSON") from None
    if not isinstance(thing, dict):
        raise ProviderError("a line of the export is not an object")
    return thing


def export_client() -> httpx.Client:
    """Open a client for exports: no redirects, no proxies, nothing that grows when unpacked."""
    return httpx.Client(
        timeout=httpx.Timeout(30, connect=5),
        follow_redirects=False,
        trust_env=False,
        headers={"Accept-Encoding": "identity"},
    )
