"""Look at pages of a site without keys: bounded, and never led anywhere."""

import json
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urljoin

import httpx

from domain.shop_sites import SiteProblem, SiteRefusedError
from integrations.http import Patience
from integrations.platforms.woocommerce.public_addresses import check_public

QUICK = Patience(connect=5, read=10, total=15, size=2_000_000)
"""A merchant is waiting."""
_INTERFACE = "https://api.w.org/"
"""How WordPress calls the link to its REST interface."""
_INDEX = "_fields=name,home,namespaces,timezone_string,gmt_offset"


@dataclass(frozen=True, slots=True)
class Page:
    """A page's head: where it sends its visitors, and where its site's REST interface begins.

    Both are whole addresses, or empty.
    """

    address: str
    moved_to: str
    interface: str


@dataclass(frozen=True, slots=True)
class Index:
    """What a REST interface says of its site; `fields` are empty if it says nothing in JSON."""

    status: int
    fields: dict[str, Any]


class Pages:
    """Sites as anybody sees them. `trust` and `strict` are as for `Rest`."""

    def __init__(self, *, strict: bool, trust: str = "", patience: Patience = QUICK) -> None:
        self._strict = strict
        self._trust = trust
        self._patience = patience

    def look(self, address: str) -> Page:
        """Ask for a page and read its head only; raise SiteRefusedError when there is none."""
        with self._asked(address) as response:
            where = response.headers.get("Location", "") if response.is_redirect else ""
            linked = response.links.get(_INTERFACE, {}).get("url", "")
            return Page(address, _joined(address, where), _joined(address, linked))

    def index(self, root: str) -> Index:
        """Ask where a REST interface begins what site it is; raise SiteRefusedError."""
        joined = "&" if "?" in root else "?"
        with self._asked(f"{root}{joined}{_INDEX}") as response:
            body = self._read(response) if response.status_code == HTTPStatus.OK else b""
        try:
            fields = json.loads(str(body, "utf-8-sig"))
        except (ValueError, RecursionError):
            fields = None
        return Index(response.status_code, fields if isinstance(fields, dict) else {})

    @contextmanager
    def _asked(self, address: str) -> Iterator[httpx.Response]:
        check_public(address, strict=self._strict)
        patience = self._patience
        try:
            with (
                httpx.Client(
                    verify=_trusted(self._trust),
                    timeout=httpx.Timeout(patience.read, connect=patience.connect),
                    follow_redirects=False,
                    trust_env=False,
                    headers={"User-Agent": "Framme", "Accept-Encoding": "identity"},
                ) as client,
                client.stream("GET", address) as response,
            ):
                yield response
        except httpx.HTTPError as error:
            raise SiteRefusedError(_problem(error), type(error).__name__) from None
        except httpx.InvalidURL:
            raise SiteRefusedError(SiteProblem.NO_ADDRESS) from None

    def _read(self, response: httpx.Response) -> bytes:
        deadline = time.monotonic() + self._patience.total
        parts = bytearray()
        for part in response.iter_bytes():
            parts += part
            if len(parts) > self._patience.size:
                raise SiteRefusedError(SiteProblem.NO_INTERFACE, "too long an answer")
            if time.monotonic() > deadline:
                raise SiteRefusedError(SiteProblem.NO_ANSWER, "not in time")
        return bytes(parts)


def _joined(address: str, where: str) -> str:
    try:
        return urljoin(address, where) if where else ""
    except ValueError:
        return ""


def _problem(error: BaseException) -> SiteProblem:
    """Tell a site without a good certificate from one that does not answer."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return SiteProblem.NOT_SECURE
        cause = cause.__cause__ or cause.__context__
    return SiteProblem.NO_ANSWER


@cache
def _trusted(file: str) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=file) if file else httpx.create_ssl_context()
