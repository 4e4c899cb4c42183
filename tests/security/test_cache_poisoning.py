"""Nothing that a request says of its host gets onto a shopper's page, or into what is kept of it.

With a proxy in front that is trusted, as in production, the host is what `X-Forwarded-Host` says.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pytest
from flask.testing import FlaskClient
from redis import Redis
from werkzeug.test import TestResponse

from app import create_app
from domain.page_design import PageDesign
from domain.page_domain import PageDomain
from services.change_page import change_page
from services.wiring import Wiring
from tests.app_config import CONFIG
from tests.tracking_page.kept_orders import keep, path_to, told

OURS, EVIL = "https://track.example.com", "evil.example"
MINE, THEIRS = "track.lamps.example", "track.other.example"
"""The hosts that the shop and another have proven theirs."""
SHOP = "shopify/lamps.myshopify.com"
POISONED: Mapping[str, dict[str, str]] = {
    "host": {"Host": EVIL},
    "host with a port": {"Host": f"{EVIL}:81", "X-Forwarded-Host": f"{EVIL}:81"},
    "forwarded host": {"X-Forwarded-Host": EVIL},
    "the last of several": {"X-Forwarded-Host": f"track.example.com, {EVIL}"},
    "scheme": {"X-Forwarded-Proto": "http", "X-Forwarded-Ssl": "off"},
    "no scheme at all": {"X-Forwarded-Proto": f"javascript://{EVIL}/"},
    "port": {"X-Forwarded-Host": EVIL, "X-Forwarded-Port": "81", "X-Forwarded-Proto": "http"},
    "folder": {"X-Forwarded-Prefix": f"//{EVIL}"},
    "standard": {"Forwarded": f"host={EVIL};proto=http;for={EVIL}"},
    "rewritten": {"X-Original-URL": f"//{EVIL}/", "X-Rewrite-URL": f"//{EVIL}/"},
    "others": {"X-Host": EVIL, "X-Forwarded-Server": EVIL, "X-HTTP-Host-Override": EVIL},
    "caller": {"X-Forwarded-For": EVIL, "Via": f"1.1 {EVIL}", "Referer": f"https://{EVIL}/"},
    "markup": {"X-Forwarded-Host": f'{EVIL}"><script>alert(1)</script>'},
    "its own host": {"X-Forwarded-Host": MINE},
}
Seen = tuple[int, list[tuple[str, str]], bytes]


@dataclass(frozen=True, slots=True)
class Door:
    """The application behind so many proxies, and the addresses that are tried."""

    client: FlaskClient
    redis: Redis
    paths: tuple[str, ...]

    def ask(self, path: str, **headers: str) -> TestResponse:
        return self.client.get(path, base_url=OURS, headers=headers)

    def anew(self, path: str, headers: Mapping[str, str]) -> tuple[Seen, dict[str, object]]:
        """Ask while nothing is kept; return what is answered, and what is kept of it."""
        self.redis.flushall()
        answer = seen(self.ask(path, **headers))
        names = self.redis.scan_iter("framme:page:*")
        return answer, {str(name): self.redis.get(name) for name in names}


def seen(answer: TestResponse) -> Seen:
    return answer.status_code, sorted(answer.headers), answer.data


@pytest.fixture(params=[0, 1], ids=["no proxy", "a proxy"])
def door(request, wiring: Wiring, shop_id: int, connect, redis_connection) -> Door:
    other = connect(domain="other.myshopify.com")
    for shop, host in ((shop_id, MINE), (other, THEIRS)):
        change_page(wiring, shop, PageDomain(host, proven=True), "anna")
    change_page(wiring, shop_id, PageDesign(css="h1 { color: #abcdef }"), "anna")
    link = path_to(wiring, shop_id, keep(wiring, shop_id, told())).partition("/t/")[2]
    paths = (
        f"/t/{link}",
        f"/t/{link}/prove",
        f"/track/{SHOP}",
        f"/faq/{SHOP}",
        f"/t/look/{shop_id}/1.css",
        f"/t/look/{shop_id}/0.css",
    )
    app = create_app(wiring, replace(CONFIG, trusted_proxies=request.param))
    return Door(app.test_client(), redis_connection, paths)


def test_a_poisoned_request_gets_what_a_clean_one_gets_and_leaves_the_same_behind(door) -> None:
    ready = []
    for path in door.paths:
        clean, left = door.anew(path, {})
        assert clean[0] == 200
        assert EVIL not in str(clean)
        ready += [path] if left else []
        for name, headers in POISONED.items():
            assert door.anew(path, headers) == (clean, left), (path, name)
        assert seen(door.ask(path)) == clean, path
    assert {door.paths[0], f"/faq/{SHOP}"} <= set(ready)


def test_what_the_host_of_another_shop_gets_is_kept_by_nobody(door, request) -> None:
    behind_proxy = "a proxy" in request.node.callspec.id.split("-")
    for path in door.paths:
        clean, left = door.anew(path, {})
        for name, refused in (("Host", True), ("X-Forwarded-Host", behind_proxy)):
            (status, headers, body), kept = door.anew(path, {name: THEIRS})
            if not refused:
                assert ((status, headers, body), kept) == (clean, left)
                continue
            assert (status, kept) == (404, {})
            assert ("Cache-Control", "no-store") in headers
            assert THEIRS.encode() not in body
        assert seen(door.ask(path)) == clean


@pytest.mark.parametrize("headers", [{"Host": EVIL}, {"X-Forwarded-Host": EVIL}])
def test_no_address_is_led_on_to_the_host_that_a_request_names(door, headers) -> None:
    """A redirect for good is kept by caches and browsers, and takes the secret address along."""
    for path in door.paths:
        for other in (path.replace("/", "//")[1:], f"{path}/", f"{path}//"):
            answer = door.ask(other, **headers)
            assert EVIL not in str(answer.headers), other
            assert EVIL not in answer.text
