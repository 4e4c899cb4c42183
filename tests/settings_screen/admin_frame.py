"""A stand-in for Shopify's admin in a real browser: it frames our page and answers its script."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal
from wsgiref.types import WSGIApplication

from playwright.sync_api import BrowserContext, FrameLocator, Page, Route
from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from runtime.config import ROOT
from services.wiring import Wiring
from tests.app_config import CONFIG
from tests.session_tokens import SHOP, id_token
from tests.settings_screen.merchants import at, site

SCRIPTS = ROOT / "demo" / "shopify" / "static"
ADMIN = "https://admin.shopify.com/store/lamps/apps/framme"
PAGE = """<!doctype html><html lang="en"><title>Admin</title><body style="margin:0">
<iframe title="App" style="border:0;width:100%;height:100vh" src="SRC"></iframe>
<script>
const frame = document.querySelector("iframe");
window.told = [];
window.facts = FACTS;
const answers = {
  "id-token": () => window.mint(),
  extensions: () => window.facts.extensions,
  "scopes.query": () => ({ granted: window.facts.granted, required: [], optional: [] }),
  "scopes.request": ({ scopes }) => {
    const result = window.facts.grants ? "granted-all" : "declined-all";
    if (window.facts.grants) window.facts.granted.push(...scopes);
    return { result, detail: { granted: window.facts.granted, required: [], optional: [] } };
  },
};
window.say = (tell, more) => frame.contentWindow.postMessage({ bridge: 1, tell, ...more }, "*");
addEventListener("message", async ({ source, data }) => {
  if (source !== frame.contentWindow || data?.bridge !== 1) return;
  if (!data.ask) return window.told.push(data);
  const value = await answers[data.ask](data);
  source.postMessage({ bridge: 1, id: data.id, value }, "*");
});
</script></body></html>"""


class _Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log(self, *_: object) -> None: ...


def _nothing(_environ: object, _start: object) -> list[bytes]:
    raise AssertionError("the application comes before the first request")


def whole(here: Wiring) -> WSGIApplication:
    """Return all that Framme serves: what the settings frame of it can be opened, too."""
    return create_app(here, replace(CONFIG, public_url=here.public_url))


@contextmanager
def served(wiring: Wiring, made: Callable[[Wiring], WSGIApplication] = site) -> Iterator[Wiring]:
    """Serve the settings, or what is `made`; yields the wiring with that public address."""
    server = make_server("127.0.0.1", 0, _nothing, threaded=True, request_handler=_Quiet)
    here = at(wiring, f"http://127.0.0.1:{server.port}")
    server.app = made(here)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield here
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def open_in_admin(
    context: BrowserContext,
    wiring: Wiring,
    path: str = "/settings",
    until: Literal["commit", "load"] = "load",
    **facts: object,
) -> tuple[Page, FrameLocator]:
    """Open the admin with our page in its frame, without a proof at first.

    `until`: whether to wait for everything on the page.
    `facts`: granted (scopes), grants (whether the merchant grants more), extensions.
    """
    known = {"granted": [], "grants": True, "extensions": [], **facts}
    src = f"{wiring.public_url}{path}?embedded=1&amp;shop={SHOP}&amp;host=aG9zdA&amp;locale=en"
    page_text = PAGE.replace("SRC", src).replace("FACTS", json.dumps(known))

    def script(route: Route) -> None:
        name = Path(route.request.url).name
        route.fulfill(body=(SCRIPTS / name).read_text(), content_type="text/javascript")

    context.route("https://cdn.shopify.com/**", script)
    context.route(
        f"{ADMIN}*", lambda route: route.fulfill(body=page_text, content_type="text/html")
    )
    context.expose_function("mint", id_token)
    page = context.new_page()
    page.goto(ADMIN, wait_until=until)
    return page, page.frame_locator("iframe")
