"""Greet visitors of the pretend site, and give every answer what WordPress gives to all of them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import web
from yarl import URL

from demo.cast import PRODUCTS
from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.pages import HERE, SitePages
from demo.woocommerce.rest_errors import RestError

_READING = frozenset({"GET", "HEAD", "OPTIONS"})
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@dataclass(frozen=True, slots=True)
class Front:
    """The front page; `kept` is called whenever something may have changed."""

    back: Backoffice
    pages: SitePages
    has_php: Callable[[], bool]
    kept: Callable[[], None]

    def routes(self) -> list[web.AbstractRouteDef]:
        """Return the addresses; what is not among any is not found."""
        return [
            web.get("", self._home_without_slash),
            web.get("/", self._home),
            web.static("/pretend-static", HERE / "static"),
        ]

    @web.middleware
    async def manners(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        """Name the REST interface on every answer, write refusals, and let the queue run."""
        try:
            answer = await self._answer(request, handler)
        except web.HTTPException as redirect:
            self._finish(request, redirect)
            raise
        self._finish(request, answer)
        return answer

    def _finish(self, request: web.Request, answer: web.StreamResponse) -> None:
        if "Link" not in answer.headers and not answer.prepared:
            answer.headers["Link"] = f'<{self.back.site.rest}>; rel="https://api.w.org/"'
        if request.method not in _READING:
            self.kept()
        self.back.deliveries.visited()

    async def _answer(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        try:
            return await handler(request)
        except RestError as error:
            return as_json(error.body(), error.status)
        except web.HTTPNotFound:
            return self.pages.page(
                "message.html",
                status=404,
                title="Page not found",
                text="There is nothing at this address.",
            )

    async def _home(self, _: web.Request) -> web.Response:
        return self.pages.page("front.html", goods=PRODUCTS[:6], has_php=self.has_php())

    async def _home_without_slash(self, _: web.Request) -> web.Response:
        raise web.HTTPMovedPermanently(URL(f"{self.back.site.home}/", encoded=True))
