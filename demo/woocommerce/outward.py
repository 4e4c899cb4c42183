"""Ask other sites over HTTP on the pretend site's behalf; carries no cookies and tries once."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

import aiohttp

PATIENCE = aiohttp.ClientTimeout(total=60, sock_connect=5)
_REFUSED = (aiohttp.ClientError, TimeoutError, ValueError)


class Outward:
    """A client that is open inside `opened()`."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Open the connections, and close them at the end."""
        jar = aiohttp.DummyCookieJar()
        async with aiohttp.ClientSession(timeout=PATIENCE, cookie_jar=jar) as session:
            self._session = session
            yield
            self._session = None

    async def post(
        self, url: str, headers: Mapping[str, str], body: bytes, *, follow: bool
    ) -> int | str:
        """Return the answer's status, or in words why there is none."""
        if self._session is None:
            return "the simulator has not begun"
        try:
            async with self._session.post(
                url,
                data=body,
                headers={**headers, "Connection": "close"},
                allow_redirects=follow,
            ) as answer:
                await answer.read()
                return answer.status
        except _REFUSED as error:
            return type(error).__name__
