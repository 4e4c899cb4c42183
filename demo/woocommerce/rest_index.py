"""Say what the REST interface has, to anybody; answers nothing else."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.listing import Asked, only_fields
from demo.woocommerce.rest_errors import no_route

_ROOT = "/wp-json"
_NAMESPACES = ("oembed/1.0", "wc/v1", "wc/v2", "wc/v3", "wc-analytics", "wc/store/v1", "wp/v2")
PLUGIN_NAMESPACE = "wc-framme/v1"


@dataclass(frozen=True, slots=True)
class RestIndex:
    """The index, and the answer to whatever is not there; `has_plugin` tells of our plugin."""

    back: Backoffice
    door: KeyAuthentication
    has_plugin: Callable[[], bool]

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses; these come after all others of the interface."""
        return [
            web.get(_ROOT, self._index),
            web.get(_ROOT + "/", self._index),
            web.route("*", _ROOT + "/{rest:.*}", self._nothing),
        ]

    async def _index(self, request: web.Request) -> web.Response:
        return as_json(only_fields(Asked.by(request), self._document()))

    async def _nothing(self, request: web.Request) -> web.Response:
        if request.match_info["rest"].startswith(("wc/", "wc-")):
            self.door.user(request)
        raise no_route()

    def _document(self) -> dict[str, Any]:
        site = self.back.site
        own = [PLUGIN_NAMESPACE] if self.has_plugin() else []
        return {
            "name": site.name,
            "description": site.description,
            "url": site.home,
            "home": site.home,
            "gmt_offset": site.offset(self.back.now()),
            "timezone_string": site.time_zone,
            "namespaces": [*_NAMESPACES, *own],
            "authentication": {},
            "routes": {
                f"/{namespace}": {"namespace": namespace, "methods": ["GET"]}
                for namespace in (*_NAMESPACES, *own)
            },
        }
