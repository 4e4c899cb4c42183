"""Pass a storefront's requests on to the app, signed, and render its Liquid; stores nothing.

Source: https://shopify.dev/docs/apps/build/online-store/app-proxies
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl, urlencode

from aiohttp import web
from yarl import URL

from demo.shopify.app_settings import PROXY_PATH, AppSettings
from demo.shopify.outside import Answer, AppAwayError, Outside
from demo.shopify.proofs import proxy_signature
from demo.shopify.stores import Store
from demo.shopify.theme import Shopper

_PASSED_ON = ("Accept", "Accept-Language", "Content-Type", "If-None-Match", "User-Agent")
_PASSED_BACK = ("Cache-Control", "Content-Type", "ETag", "Location", "Retry-After", "Vary")
Render = Callable[[Store, Shopper, str], str]


@dataclass(frozen=True, slots=True)
class AppProxy:
    """The app's place in every shop's own site; `render` makes a page of Liquid."""

    app: AppSettings
    outside: Outside
    now: Callable[[], datetime]
    render: Render

    async def answer(
        self, request: web.Request, store: Store, shopper: Shopper, below: str
    ) -> web.Response:
        """Answer as the shop's own site does; `below` is the path after the app's."""
        if not store.account.installed or not store.account.may("write_app_proxy"):
            raise web.HTTPNotFound(text="There is no such page in this shop.")
        url = URL(self._address(request, store, shopper, below), encoded=True)
        body = await request.read() if request.can_read_body else None
        try:
            answer = await self.outside.ask(request.method, str(url), _headers(request), body)
        except AppAwayError:
            raise web.HTTPBadGateway(text="The app behind this page does not answer.") from None
        return self._back(store, shopper, answer)

    def _address(self, request: web.Request, store: Store, shopper: Shopper, below: str) -> str:
        own = parse_qsl(request.rel_url.raw_query_string, keep_blank_values=True)
        query = [
            *own,
            ("shop", store.domain),
            ("logged_in_customer_id", str(shopper.customer or "")),
            ("path_prefix", PROXY_PATH),
            ("timestamp", str(int(self.now().timestamp()))),
        ]
        signed = [*query, ("signature", proxy_signature(self.app.keys, query))]
        return f"{self.app.web_url}/proxy{below}?{urlencode(signed)}"

    def _back(self, store: Store, shopper: Shopper, answer: Answer) -> web.Response:
        headers = _picked(answer.headers, _PASSED_BACK)
        kind = headers.get("Content-Type", "")
        if kind.partition(";")[0].strip() != "application/liquid":
            return web.Response(status=answer.status, headers=headers, body=answer.body)
        page = self.render(store, shopper, answer.body.decode("utf-8"))
        headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "no-store"}
        return web.Response(status=answer.status, headers=headers, body=page.encode())


def _headers(request: web.Request) -> dict[str, str]:
    return {**_picked(request.headers, _PASSED_ON), "X-Forwarded-For": request.remote or ""}


def _picked(headers: Mapping[str, str], names: tuple[str, ...]) -> dict[str, str]:
    lower = {name.lower(): value for name, value in headers.items()}
    return {name: lower[name.lower()] for name in names if name.lower() in lower}
