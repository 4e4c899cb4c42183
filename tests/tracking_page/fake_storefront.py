"""A shop's own site with the app's proxy in it: it signs, strips and renders as Shopify does."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote, urlencode

import liquid
from flask import Flask
from flask.testing import FlaskClient
from werkzeug import Request, Response
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.test import TestResponse

from services.wiring import Wiring
from tests.session_tokens import SHOP, signed_proxy_query
from tracking_page.account_api import account_blueprint
from tracking_page.proxy import proxy_blueprint

PATH = "/apps/track"
THEME = """<!doctype html>
<html lang="{{ request.locale.iso_code }}"><head><title>{{ shop.name }}</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
<style>{{ theme_style }}</style></head><body><header><b>{{ shop.name }}</b></header>
<main id="MainContent">{{ content_for_layout }}</main><footer>Theme footer</footer></body></html>"""
LIGHT = (
    "body{margin:0;font:17px/1.6 Georgia,serif;color:#2a2118;background:#fffaf2}"
    "header,footer{padding:20px;background:#efe4d2}a{color:#7a3b10}"
    ".button{background:#7a3b10;color:#fff;border:0;padding:0 24px;font:inherit}"
)
DARK = (
    "body{margin:0;font:16px/1.5 system-ui,sans-serif;color:#f2f2f2;background:#16181d}"
    "header,footer{padding:20px;background:#0d0e11}a{color:#9cc9ff}"
    ".button{background:#f2f2f2;color:#16181d;border:0;padding:0 24px;font:inherit}"
)


def app_of_shoppers(wiring: Wiring) -> Flask:
    """Return an application with the pages that a platform's pages ask for."""
    app = Flask("shoppers' surfaces under test", static_folder=None)
    app.register_blueprint(proxy_blueprint(wiring))
    app.register_blueprint(account_blueprint(wiring))
    return app


@dataclass
class Storefront:
    """One shop's site. `customer` is who is logged in, `calls` what was asked of the app."""

    wiring: Wiring
    shop: str = SHOP
    customer: str = ""
    locale: str = "en"
    style: str = LIGHT
    path: str = PATH
    broken: bool = False
    shopper: str = "198.51.100.7"
    calls: list[tuple[str, str, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._app: FlaskClient = app_of_shoppers(self.wiring).test_client()

    def ask(
        self, method: str, what: str, query: str = "", headers: object = None, body: bytes = b""
    ) -> TestResponse:
        """Ask the app as Shopify's proxy does, and return its answer as it is."""
        signed = signed_proxy_query(
            self.shop, query=query, logged_in_customer_id=self.customer, path_prefix=self.path
        )
        answer = self._app.open(
            f"/proxy{what}?{signed}",
            method=method,
            data=body,
            base_url="https://track.example.com",
            headers={**dict(headers or {}), "X-Forwarded-For": self.shopper},  # type: ignore[call-overload]
        )
        self.calls.append((method, what, answer.status_code))
        return answer

    def get(self, what: str, query: str = "", **headers: str) -> TestResponse:
        """Ask for something of the app's."""
        return self.ask("GET", what, query, {n.replace("_", "-"): v for n, v in headers.items()})

    def post(self, what: str, query: str = "", **form: str) -> TestResponse:
        """Send the app a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", what, query, kind, urlencode(form).encode())

    def in_theme(self, shell: str) -> str:
        """Render the app's Liquid, then the theme around it."""
        shop = {"name": "Lamps & Co", "email": "help@lamps.example"}
        known = {"shop": shop, "request": {"locale": {"iso_code": self.locale}}}
        content = liquid.Environment().from_string(shell).render(**known)
        theme = liquid.Environment().from_string(THEME)
        return theme.render(**known, content_for_layout=content, theme_style=self.style)

    def __call__(self, environ: object, start: object) -> object:
        """Serve the site."""
        request = Request(environ)  # type: ignore[arg-type]
        return self._answer(request)(environ, start)  # type: ignore[arg-type]

    def _answer(self, request: Request) -> Response:
        _, found, what = unquote(request.path).partition(self.path)
        if not found or self.broken:
            return Response("<h1>There was an error in the third-party application.</h1>", 502)
        passed = {
            name: value
            for name, value in request.headers
            if name in {"If-None-Match", "Content-Type", "Accept-Language"}
        }
        query = request.query_string.decode()
        answer = self.ask(request.method, what, query, passed, request.get_data())
        if answer.mimetype == "application/liquid":
            return Response(
                self.in_theme(answer.text), 200, content_type="text/html; charset=utf-8"
            )
        kept = {n: v for n, v in answer.headers if n in {"Content-Type", "ETag"}}
        return Response(answer.data, answer.status_code, kept)


class Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log(self, *_: object) -> None: ...


@contextmanager
def open_shop(storefront: Storefront) -> Iterator[str]:
    """Serve a storefront on a free port, and yield its address."""
    server = make_server("127.0.0.1", 0, storefront, threaded=True, request_handler=Quiet)  # type: ignore[arg-type]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()
