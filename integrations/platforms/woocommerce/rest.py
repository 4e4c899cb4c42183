"""Ask a shop's REST interface with its keys: bounded, never led elsewhere, clear about refusals.

WooCommerce's own package writes the requests; over http it signs them (OAuth 1.0a).
"""

import json
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from woocommerce import API  # type: ignore[import-untyped]

from domain.errors import AccessRefusedError, ProviderError, ScopeMissingError
from domain.shop_api import ShopSession
from domain.shop_sites import SiteRefusedError
from integrations.http import Patience
from integrations.platforms.woocommerce.keys import Keys, read_keys
from integrations.platforms.woocommerce.public_addresses import check_public
from integrations.platforms.woocommerce.refusals import code_in, refusal

PATIENCE = Patience(connect=5, read=20, total=60, size=16_000_000)
ORDERS = "wc/v3/orders"
PROOF: Mapping[str, str] = {"per_page": "1", "_fields": "id"}
"""Asked of orders, the least that shows whether they may be read."""
_NO_PROXY = {"http": "", "https": ""}
_COUNT = re.compile(r"[0-9]{1,9}")
_BARE = "?"
"""Plain permalinks: the interface begins with a query, which names the route."""


@dataclass(frozen=True, slots=True)
class Question:
    """One request; lists in `params` are joined by commas, for a list cannot be signed.

    `also` are statuses of refusals the asker understands, if it is WordPress that answers so.
    """

    endpoint: str
    params: Mapping[str, str] = field(default_factory=dict)
    method: str = "GET"
    data: Mapping[str, Any] | None = None
    also: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a shop answers; `total` is how many there are of what was listed, where it says so."""

    status: int
    body: Any
    total: int | None = None

    @property
    def code(self) -> str:
        """Return WordPress's code for an error."""
        return code_in(self.body)

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Return what is listed; raise ProviderError when nothing is."""
        if not isinstance(self.body, list):
            raise ProviderError("the shop's answer is not a list")
        return [row for row in self.body if isinstance(row, dict)]

    @property
    def fields(self) -> dict[str, Any]:
        """Return the one thing that is told; raise ProviderError when it is not one."""
        if not isinstance(self.body, dict):
            raise ProviderError("the shop's answer is not an object")
        return self.body


class _Client(API):  # type: ignore[misc]
    """The package's client, for an interface that begins anywhere."""

    def _API__get_url(self, endpoint: str) -> str:  # noqa: N802 - the package's own name for it
        return endpoint_address(self.url, endpoint)


class Rest:
    """Shops' REST interfaces; `trust` names a file of certificates to trust instead of the usual.

    What `strict` forbids is said in `check_public`.
    """

    def __init__(self, *, strict: bool, trust: str = "", patience: Patience = PATIENCE) -> None:
        self._strict = strict
        self._trust = trust or True
        self._patience = patience

    def get(self, shop: ShopSession, endpoint: str, params: Mapping[str, str]) -> Answer:
        """Ask for something; raise AccessRefusedError or another ProviderError."""
        return self.ask(shop, Question(endpoint, params))

    def change(self, shop: ShopSession, question: Question) -> Answer:
        """Have something changed; raise RejectedError with the shop's reason.

        Raises ScopeMissingError when we may read but not change it, and what `get` raises.
        """
        try:
            return self.ask(shop, question)
        except AccessRefusedError as refused:
            # The explanation is in the shop's language, and the code that of a wrong key.
            self.get(shop, ORDERS, PROOF)
            raise ScopeMissingError(refused.reason, permanent=True) from None

    def ask(self, shop: ShopSession, question: Question) -> Answer:
        """Ask once and read the whole answer; raise ProviderError for all that is none."""
        keys = read_keys(shop.token)
        try:
            check_public(keys.root, strict=self._strict)
        except SiteRefusedError as refused:
            raise ProviderError(f"the shop cannot be spoken to ({refused.problem})") from None
        # Causes are cut off: the package's errors carry addresses, and those may carry keys.
        try:
            with self._send(keys, question) as response:
                body = _json(self._read(response))
        except OSError as error:
            raise ProviderError(_unanswered(error)) from None
        status, headers = response.status_code, response.headers
        if status < HTTPStatus.MULTIPLE_CHOICES:
            if body is None:
                raise ProviderError("the shop's answer is not JSON")
            return Answer(status, body, _count(headers.get("X-WP-Total", "")))
        if status in question.also and code_in(body):
            return Answer(status, body)
        raise refusal(status, headers, body, changing=question.method != "GET")

    def _send(self, keys: Keys, question: Question) -> Any:
        client = _Client(
            keys.root,
            keys.key,
            keys.secret,
            timeout=(self._patience.connect, self._patience.read),
            verify_ssl=self._trust,
            query_string_auth=keys.in_query,
            user_agent="Framme",
        )
        data = {} if question.data is None else {"data": dict(question.data)}
        return getattr(client, question.method.lower())(
            question.endpoint,
            params=dict(question.params),
            allow_redirects=False,
            stream=True,
            proxies=dict(_NO_PROXY),
            **data,
        )

    def _read(self, response: Any) -> bytes:
        deadline = time.monotonic() + self._patience.total
        parts = bytearray()
        for part in response.iter_content(65_536):
            parts += part
            if len(parts) > self._patience.size:
                raise ProviderError(f"the answer is larger than {self._patience.size} bytes")
            if time.monotonic() > deadline:
                raise ProviderError("no answer in time")
        return bytes(parts)


def endpoint_address(root: str, endpoint: str) -> str:
    """Return where an endpoint is.

    WooCommerce looks for its own prefix in the address before it looks at keys; where a query names
    the route, a parameter that nobody reads says it once more.
    """
    if _BARE not in root:
        return f"{root}{endpoint}"
    return f"{root}{endpoint}&framme=wp-json/{endpoint}"


def _json(body: bytes) -> Any:
    """Return what a body says, or None if it is not JSON."""
    try:
        return json.loads(str(body, "utf-8-sig"))
    except (ValueError, RecursionError):
        return None


def _count(told: str) -> int | None:
    return int(told) if _COUNT.fullmatch(told) else None


def _unanswered(error: OSError) -> str:
    kind = type(error).__name__
    return "no answer in time" if "Timeout" in kind else f"connection failed ({kind})"
