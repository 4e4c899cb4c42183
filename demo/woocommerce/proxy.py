"""Pass what belongs to WordPress and our plugin on to the PHP beside, or say that it is away.

Keys of WooCommerce are proven here, so that PHP is only told who is asking. Nobody outside can say
so themselves: every header that PHP is told something by is taken away first.
"""

from collections.abc import Callable
from dataclasses import dataclass

import aiohttp
from aiohttp import web
from yarl import URL

from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.rest_errors import RestError, no_route
from demo.woocommerce.site import Site

TOLD_BY_US = "x-pretend-"
HOME, USER = "X-Pretend-Home", "X-Pretend-User"
NEEDS_PHP = "The plugin's pages need PHP (php-cli)"
_PAGES = "/{begin:my-account|wp-admin|wp-login|track|checkout}{rest:.*}"
_FILES = "/{begin:wp-content|wp-includes}/{rest:.*}"
_KEYED = "/wp-json/wc-framme/{rest:.*}"
_REST = "/wp-json/{begin:framme|framme-shop}/{rest:.*}"
_HOP_BY_HOP = frozenset(
    {"connection", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade"}
)
_OURS = frozenset({"x-forwarded-for", "content-length", "authorization"})
_PATIENCE = aiohttp.ClientTimeout(total=90, sock_connect=5)


@dataclass(slots=True)
class PhpProxy:
    """WordPress's places in the site; `address` tells where PHP serves, or None for nowhere."""

    site: Site
    door: KeyAuthentication
    address: Callable[[], str | None]
    _session: aiohttp.ClientSession | None = None

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.route("*", _PAGES, self._page),
            web.route("*", _FILES, self._page),
            web.route("*", _KEYED, self._keyed),
            web.route("*", _REST, self._rest),
        ]

    async def close(self) -> None:
        """Close the connections."""
        if self._session:
            await self._session.close()

    async def _page(self, request: web.Request) -> web.StreamResponse:
        address = self.address()
        if address is None:
            raise web.HTTPServiceUnavailable(text=NEEDS_PHP)
        return await self._passed_on(request, address, {})

    async def _rest(self, request: web.Request) -> web.StreamResponse:
        address = self.address()
        if address is None:
            # A site without the plugin has no such routes.
            raise no_route()
        return await self._passed_on(request, address, {})

    async def _keyed(self, request: web.Request) -> web.StreamResponse:
        user, address = self.door.user(request), self.address()
        if address is None:
            raise no_route()
        if user is None or not user.manager:
            message = "Sorry, you are not allowed to do that."
            raise RestError(401 if user is None else 403, "rest_forbidden", message)
        return await self._passed_on(request, address, {USER: str(user.id)})

    async def _passed_on(
        self, request: web.Request, address: str, told: dict[str, str]
    ) -> web.StreamResponse:
        url = URL(f"{address}{request.rel_url.raw_path_qs}", encoded=True)
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=_PATIENCE, cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=False
            )
        try:
            async with self._session.request(
                request.method,
                url,
                headers=self._headers(request, told),
                data=await request.read() if request.can_read_body else None,
                allow_redirects=False,
            ) as answer:
                return await _streamed(request, answer)
        except (aiohttp.ClientError, TimeoutError) as error:
            text = f"PHP does not answer: {type(error).__name__}"
            raise web.HTTPBadGateway(text=text) from None

    def _headers(self, request: web.Request, told: dict[str, str]) -> list[tuple[str, str]]:
        kept = [
            (name, value)
            for name, value in request.headers.items()
            if name.lower() not in _HOP_BY_HOP | _OURS and not name.lower().startswith(TOLD_BY_US)
        ]
        ours = {HOME: self.site.home, "X-Forwarded-For": request.remote or "", **told}
        return [*kept, *ours.items()]


async def _streamed(request: web.Request, answer: aiohttp.ClientResponse) -> web.StreamResponse:
    sent = web.StreamResponse(status=answer.status, reason=answer.reason)
    for name, value in answer.headers.items():
        if name.lower() not in _HOP_BY_HOP | {"content-length"}:
            sent.headers.add(name, value)
    if answer.headers.get("Content-Length", "").isdecimal():
        sent.content_length = int(answer.headers["Content-Length"])
    await sent.prepare(request)
    async for piece in answer.content.iter_any():
        await sent.write(piece)
    await sent.write_eof()
    return sent
