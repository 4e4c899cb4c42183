"""Ask the app over HTTP on Shopify's behalf; carries no cookies either way."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import aiohttp

_PATIENCE = aiohttp.ClientTimeout(total=10, sock_connect=2)
LARGEST = 2_000_000


class AppAwayError(Exception):
    """The app does not answer, or not in time, or too much."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the app answered; header names are as sent."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(slots=True)
class Outside:
    """A client that is open inside `opened()`."""

    _session: aiohttp.ClientSession | None = field(default=None)

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Open the connections, and close them at the end."""
        jar = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(
            timeout=_PATIENCE, cookie_jar=jar, auto_decompress=True
        ) as session:
            self._session = session
            yield
            self._session = None

    async def ask(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answer:
        """Return the app's answer; raise AppAwayError. Redirects are answers."""
        if self._session is None:
            raise AppAwayError("the simulator has not begun")
        try:
            async with self._session.request(
                method, url, headers=dict(headers), data=body, allow_redirects=False
            ) as answer:
                read = await answer.content.read(LARGEST + 1)
                while len(read) <= LARGEST and (more := await answer.content.read(LARGEST)):
                    read += more
                if len(read) > LARGEST:
                    raise AppAwayError("the answer is too large")
                return Answer(answer.status, dict(answer.headers), read)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise AppAwayError(type(error).__name__) from None
