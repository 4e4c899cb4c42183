"""Talk HTTP to third parties: bounded in time, size and number; knows nobody's vocabulary."""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import aiohttp

from domain.errors import ProviderError

AT_ONCE = 200
"""Connections of one job, to all third parties together."""
LONGEST_PAUSE = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait, in seconds, and how much to read, in bytes, before giving up."""

    connect: float = 5
    read: float = 10
    total: float = 20
    size: int = 2_000_000


PATIENT = Patience()


@dataclass(frozen=True, slots=True)
class Question:
    """One request: a POST when it has a `form` or a `body` (say its type in the headers).

    `query` may be pairs, for a name that stands more than once. `also` are statuses of 400 and
    above that the asker understands.
    """

    url: str
    query: Mapping[str, str] | Sequence[tuple[str, str]] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    body: bytes | None = None
    also: frozenset[int] = frozenset({HTTPStatus.NOT_FOUND})


def json_question(
    url: str,
    value: object,
    headers: Mapping[str, str] | None = None,
    also: frozenset[int] = frozenset({HTTPStatus.NOT_FOUND}),
) -> Question:
    """Return a question that posts a value as JSON."""
    typed = {"Content-Type": "application/json", **(headers or {})}
    return Question(url, headers=typed, body=json.dumps(value).encode(), also=also)


def basic(user: str, password: str) -> str:
    """Write an Authorization header's value for a user and a password (RFC 7617)."""
    return f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"


@dataclass(frozen=True, slots=True)
class HttpAnswer:
    """A complete answer: a 2xx status, or one the asker said it understands."""

    status: int
    body: bytes


def open_session(patience: Patience) -> aiohttp.ClientSession:
    """Open a session that pools connections, in the running event loop, for one job's calls."""
    return aiohttp.ClientSession(
        connector=aiohttp.TCPConnector(limit=AT_ONCE),
        cookie_jar=aiohttp.DummyCookieJar(),
        timeout=aiohttp.ClientTimeout(
            total=patience.total, sock_connect=patience.connect, sock_read=patience.read
        ),
        headers={"Accept": "application/json"},
    )


async def ask(session: aiohttp.ClientSession, question: Question, patience: Patience) -> HttpAnswer:
    """Ask once and read the whole answer; raise ProviderError for everything that is none."""
    method = "GET" if question.form is None and question.body is None else "POST"
    # Causes are cut off below: aiohttp's errors carry the address, and addresses carry API keys.
    try:
        async with session.request(
            method,
            question.url,
            params=question.query or None,
            headers=question.headers,
            data=question.form if question.body is None else question.body,
            allow_redirects=False,
        ) as response:
            _refuse_unless_understood(response, question.also)
            return HttpAnswer(response.status, await _read(response, patience.size))
    except TimeoutError:
        raise ProviderError("no answer in time") from None
    except (aiohttp.ClientError, ValueError) as error:
        raise ProviderError(f"connection failed ({type(error).__name__})") from None


def _refuse_unless_understood(response: aiohttp.ClientResponse, also: frozenset[int]) -> None:
    status = response.status
    if status < HTTPStatus.MULTIPLE_CHOICES or status in also:
        return
    reason = f"HTTP {status}"
    if status < HTTPStatus.BAD_REQUEST:
        raise ProviderError(f"{reason}: redirects are not followed")
    if status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}:
        raise ProviderError(reason, permanent=True, credentials_refused=True)
    if status == HTTPStatus.TOO_MANY_REQUESTS or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        raise ProviderError(reason, retry_after=retry_after(response.headers))
    raise ProviderError(reason, permanent=status != HTTPStatus.REQUEST_TIMEOUT)


async def _read(response: aiohttp.ClientResponse, size: int) -> bytes:
    parts = bytearray()
    async for part in response.content.iter_any():
        parts += part
        if len(parts) > size:
            raise ProviderError(f"the answer is larger than {size} bytes")
    return bytes(parts)


def retry_after(headers: Mapping[str, str]) -> timedelta | None:
    """Read Retry-After, as seconds or as a date beside the answer's own Date (RFC 9110 10.2.3)."""
    wanted = headers.get("Retry-After", "").strip()
    if wanted.isascii() and wanted.isdigit():
        return timedelta(seconds=min(int(wanted[:9]), LONGEST_PAUSE.total_seconds()))
    try:
        pause = parsedate_to_datetime(wanted) - parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, TypeError):
        return None
    return min(max(pause, timedelta()), LONGEST_PAUSE)
