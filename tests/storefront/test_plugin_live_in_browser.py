"""A customer's open page of an order in a WooCommerce shop: it keeps itself true."""

import json
import re
import subprocess
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
from playwright.sync_api import Browser, Page, expect
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

from tests.storefront.served_site import SEED, connect, served_site
from tests.storefront.told_to_the_plugin import FOLDER

A_MINUTE = 60_000
ARRIVED = "Your parcel has arrived."
FORGET = SEED.with_name("forget_answers.php")
TURN = """(away) => {
  Object.defineProperty(document, "hidden", { configurable: true, get: () => away });
  document.dispatchEvent(new Event("visibilitychange"));
}"""
MINUTES = timedelta(minutes=3)


class Quiet(WSGIRequestHandler):
    """Serves without a word."""

    def log(self, *_: object) -> None: ...


@dataclass
class Framme:
    """Tells the plugin of one order, and counts how often it was asked."""

    changes: dict[str, object] = field(default_factory=dict)
    asked: int = 0

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return self._answer(Request(environ))(environ, start_response)

    def _answer(self, request: Request) -> Response:
        if request.path != "/shop-api/v1/order":
            return Response(status=HTTPStatus.NOT_FOUND)
        self.asked += 1
        told = json.loads((FOLDER / "order.en.json").read_text(encoding="utf-8"))
        checked = (datetime.now(UTC) - MINUTES).isoformat()
        told["order"] |= {"id": request.args["id"], "checked_at": checked, **self.changes}
        return Response(json.dumps(told), mimetype="application/json")


@pytest.fixture
def framme() -> Framme:
    return Framme()


@pytest.fixture
def framme_address(framme: Framme) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, framme, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


def open_order(page: Page, address: str) -> None:
    """Log in as a customer and open the page of their order."""
    page.goto(f"{address}/wp-login.php")
    page.get_by_role("button", name="First Shopper").click()
    page.goto(f"{address}/my-account/view-order/34/")
    page.evaluate("window.notReloaded = true")


def pass_time(page: Page, done: Callable[[], bool]) -> None:
    """Let a page's clock run until something has come of it, for five minutes at most."""
    for _ in range(30):
        page.clock.run_for(A_MINUTE // 6)
        page.wait_for_timeout(50)
        if done():
            return


def test_a_change_appears_without_a_reload_and_disturbs_nothing(
    framme: Framme, framme_address: str, chromium: Browser, tmp_path: Path
) -> None:
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.clock.install()
    again: list[int] = []
    page.on("response", lambda told: again.append(told.status) if "/v1/del" in told.url else None)
    with served_site(tmp_path / "state", framme_address) as address:
        connect(address, framme_address)
        open_order(page, address)
        expect(page.get_by_text(re.compile(r"Updated 3 min\.? ago"))).to_be_visible()
        fold = page.get_by_text("Show the carrier's own words")
        fold.click()
        fold.focus()

        pass_time(page, lambda: bool(again))
        assert (again, framme.asked) == ([HTTPStatus.NOT_MODIFIED], 1)

        page.evaluate(TURN, arg=True)
        framme.changes = {"headline": ARRIVED, "live": False}
        subprocess.run(["php", FORGET, tmp_path / "state"], check=True, timeout=30)
        page.clock.run_for(10 * A_MINUTE)
        assert framme.asked == 1, "nobody looks at the page"
        with page.expect_response("**/framme/v1/deliveries/34?**"):
            page.evaluate(TURN, arg=False)
            page.clock.run_for(1)
        expect(page.get_by_role("heading", name=ARRIVED)).to_be_visible()
        expect(page.locator(".framme-panel [role=status]")).to_have_text(ARRIVED)
        expect(page.get_by_text("Finns att hämta")).to_be_visible()
        expect(fold).to_be_focused()
        assert page.evaluate("window.notReloaded") is True

        page.clock.run_for(10 * A_MINUTE)
        assert (again, framme.asked) == ([HTTPStatus.NOT_MODIFIED, HTTPStatus.OK], 2)
        page.close()
