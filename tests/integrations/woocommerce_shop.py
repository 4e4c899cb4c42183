"""Be a WooCommerce shop on the loopback address: real HTTP, keys checked as WooCommerce does."""

import base64
import hashlib
import hmac
import json
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from domain.shop_api import ShopSession
from integrations.platforms.woocommerce.api import WooCommerceApi
from integrations.platforms.woocommerce.keys import Keys, write_keys
from integrations.platforms.woocommerce.pages import Pages
from integrations.platforms.woocommerce.rest import Rest
from integrations.platforms.woocommerce.sites import WooCommerceSites
from tests.integrations.woocommerce_answers import Answer, Asked, refusal
from tests.integrations.woocommerce_routes import Store, respond

KEY = "ck_0123456789abcdef0123456789abcdef01234567"
SECRET = "cs_89abcdef0123456789abcdef0123456789abcdef"
_CANNOT_VIEW = refusal("woocommerce_rest_cannot_view", "Sorry, you cannot list resources.", 401)


def _no_access(words: str) -> Answer:
    return refusal("woocommerce_rest_authentication_error", words, 401)


@dataclass
class Shop:
    """A shop, what it was asked, and what it answers instead of what it would.

    `instead` goes by method and route, and by route for pages; `plain_links` and
    `strips_authorization` are how its site and server are set up, `permissions` those of its keys.
    """

    store: Store = field(default_factory=Store)
    address: str = ""
    certificate: str = ""
    plain_links: bool = False
    strips_authorization: bool = False
    permissions: str = "read_write"
    link: str | None = None
    asked: list[Asked] = field(default_factory=list)
    instead: dict[str, Answer | list[Answer]] = field(default_factory=dict)

    @property
    def root(self) -> str:
        ending = "index.php?rest_route=/" if self.plain_links else "wp-json/"
        return f"{self.address}/{ending}"

    @property
    def rest(self) -> Rest:
        return Rest(strict=False, trust=self.certificate)

    @property
    def pages(self) -> Pages:
        return Pages(strict=False, trust=self.certificate)

    @property
    def api(self) -> WooCommerceApi:
        return WooCommerceApi(self.rest, self.pages)

    @property
    def sites(self) -> WooCommerceSites:
        return WooCommerceSites(self.rest, self.pages, strict=False)

    def session(self, key: str = KEY, secret: str = SECRET, *, query: bool = False) -> ShopSession:
        keys = Keys(self.root, key, secret, query)
        return ShopSession(urlsplit(self.address).netloc, write_keys(keys))

    def routes(self) -> list[str]:
        """Return what was asked of the interface, as method and route."""
        return [f"{one.method} {one.route}" for one in self.asked if one.route]

    def last(self, route: str) -> Asked:
        """Return the last request for a method and route."""
        return [one for one in self.asked if f"{one.method} {one.route}" == route][-1]

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        name = f"{asked.method} {asked.route}" if asked.route else asked.path
        scripted = self.instead.get(name)
        if isinstance(scripted, list):
            scripted = scripted.pop(0) if scripted else None
        if scripted is not None:
            return scripted
        if not asked.route:
            return self._page()
        if asked.route == "/":
            return respond(self.store, asked, self.address)
        return self._refused(asked) or respond(self.store, asked, self.address)

    def _page(self) -> Answer:
        link = f'<{self.root}>; rel="https://api.w.org/"' if self.link is None else self.link
        return Answer(200, b"<html>Hello</html>", {"Link": link} if link else {})

    def _refused(self, asked: Asked) -> Answer | None:
        if self.plain_links and "wp-json/wc" not in asked.line:
            return _CANNOT_VIEW  # it looks for its prefix anywhere in the address
        secure = self.address.startswith("https")
        refused = self._unproven_by_key(asked) if secure else self._unproven_by_signature(asked)
        if refused is None and asked.method != "GET" and self.permissions == "read":
            return _no_access("The API key provided does not have write permissions.")
        return refused

    def _unproven_by_key(self, asked: Asked) -> Answer | None:
        key, secret = asked.query.get("consumer_key"), asked.query.get("consumer_secret")
        header = asked.headers.get("Authorization", "")
        if key is None and header.startswith("Basic ") and not self.strips_authorization:
            key, _, secret = base64.b64decode(header[6:]).decode().partition(":")
        if key != KEY:
            return _CANNOT_VIEW
        return None if secret == SECRET else _no_access("Consumer secret is invalid.")

    def _unproven_by_signature(self, asked: Asked) -> Answer | None:
        if "oauth_consumer_key" not in asked.query:
            return _CANNOT_VIEW
        if asked.query["oauth_consumer_key"] != KEY:
            return _no_access("Consumer key is invalid.")
        if asked.query.get("oauth_signature") != _signature(asked, f"{self.address}{asked.path}"):
            return _no_access("Invalid signature - provided signature does not match.")
        return None


def _signature(asked: Asked, address: str) -> str:
    """Sign as WooCommerce does, which encodes twice."""

    def twice(text: str) -> str:
        return quote(unquote(text), safe="~").replace("%", "%25")

    params = {name: value for name, value in asked.query.items() if name != "oauth_signature"}
    said = "%26".join(f"{twice(name)}%3D{twice(params[name])}" for name in sorted(params))
    base = f"{asked.method}&{quote(address, safe='')}&{said}"
    return base64.b64encode(hmac.digest(f"{SECRET}&".encode(), base.encode(), "sha256")).decode()


def _handler(shop: Shop) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            query = dict(parse_qsl(parts.query, keep_blank_values=True))
            size = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(size)
            route = query.pop("rest_route", "") if shop.plain_links else ""
            if parts.path.startswith("/wp-json/") and not shop.plain_links:
                route = parts.path.removeprefix("/wp-json")
            data: Any = json.loads(body) if body else None
            answer = shop.answer(
                Asked(self.command, parts.path, route, query, dict(self.headers), data, self.path)
            )
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            self.wfile.write(answer.body)

        do_GET = do_POST = do_PUT = do_DELETE = handle_any  # noqa: N815 - the server's names

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    return Handler


@contextmanager
def open_shop(certificate: Path | None = None, **setup: Any) -> Iterator[Shop]:
    """Serve a shop until the block ends; over https with a certificate and its key in one file."""
    shop = Shop(**setup)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(shop))
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        shop.certificate = str(certificate)
    shop.address = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield shop
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def digest_of(text: str) -> str:
    """Return how our plugin says which secret it has."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]
