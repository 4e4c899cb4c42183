"""The page behind a link, through HTTP, a real database and a real cache."""

import gzip
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import event

from domain.stage import Stage
from services.wiring import Wiring
from tests.fakes import NOON, SteppingClock
from tests.tracking_page.kept_orders import keep, move_on, path_to, told, visitor


@dataclass
class CountingCache:
    """A page cache that notes how often it is used."""

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: int = 0

    def get(self, key: str) -> bytes | None:
        self.asked += 1
        return self.pages.get(key)

    def put(self, key: str, page: bytes, seconds: int) -> None:
        self.pages[key] = page


@contextmanager
def statements(wiring: Wiring) -> Iterator[list[str]]:
    """Note every SQL statement."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(wiring.engine, "before_cursor_execute", note)
    yield seen
    event.remove(wiring.engine, "before_cursor_execute", note)


@pytest.fixture
def path(wiring: Wiring, shop_id: int) -> str:
    return path_to(wiring, shop_id, keep(wiring, shop_id, told()))


def test_a_link_opens_the_orders_page(wiring: Wiring, path: str) -> None:
    page = visitor(wiring).get(path)
    assert page.status_code == 200
    assert "Your order has been received." in page.text
    assert "#1042" in page.text


def test_the_page_behind_a_link_tells_nothing_that_is_personal(wiring: Wiring, path: str) -> None:
    text = visitor(wiring).get(path).text
    for word in ("Alva", "Åkesson", "alva@", "Storgatan", "211 34"):
        assert word not in text


def test_an_unchanged_page_is_answered_by_one_query_and_nothing_else(
    wiring: Wiring, path: str
) -> None:
    cache = CountingCache()
    client = visitor(replace(wiring, page_cache=cache))
    etag = client.get(path).headers["ETag"]
    cache.asked = 0
    with statements(wiring) as seen:
        again = client.get(path, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert (len(seen), cache.asked) == (1, 0)
    assert again.headers["ETag"] == etag
    assert again.headers["Cache-Control"] == "private, no-cache"


def test_a_cached_page_costs_one_query_and_one_look_into_the_cache(
    wiring: Wiring, path: str
) -> None:
    cache = CountingCache()
    client = visitor(replace(wiring, page_cache=cache))
    first = client.get(path).data
    cache.asked = 0
    with statements(wiring) as seen:
        assert client.get(path).data == first
    assert (len(seen), cache.asked) == (1, 1)


def test_redis_keeps_the_page_for_every_process(wiring: Wiring, path: str) -> None:
    first = visitor(wiring).get(path)
    with statements(wiring) as seen:
        second = visitor(wiring).get(path)
    assert second.data == first.data
    assert len(seen) == 1


def test_a_change_of_the_order_changes_the_page_at_once(
    wiring: Wiring, shop_id: int, path: str
) -> None:
    client = visitor(wiring)
    etag = client.get(path).headers["ETag"]
    move_on(wiring, shop_id, Stage.PACKED, NOON + timedelta(minutes=1))
    fresh = client.get(path, headers={"If-None-Match": etag})
    assert fresh.status_code == 200
    assert "Your order is packed." in fresh.text


def test_a_page_is_told_afresh_every_quarter_of_an_hour(
    wiring: Wiring, path: str, clock: SteppingClock
) -> None:
    client = visitor(wiring)
    etag = client.get(path).headers["ETag"]
    clock.forward(hours=24)
    fresh = client.get(path, headers={"If-None-Match": etag})
    assert fresh.status_code == 200
    assert fresh.headers["ETag"] != etag


def test_a_page_travels_compressed_to_those_who_can_read_it(wiring: Wiring, path: str) -> None:
    client = visitor(wiring)
    packed = client.get(path, headers={"Accept-Encoding": "br, gzip"})
    plain = client.get(path, headers={"Accept-Encoding": "gzip;q=0"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Content-Encoding" not in plain.headers


@pytest.mark.parametrize(
    ("query", "browser", "words"),
    [
        ("?lang=sv", "en", "Din beställning"),
        ("?lang=en", "sv", "Your order"),
        ("?lang=xx", "sv", "Din beställning"),
        ("", "sv-SE,sv;q=0.9", "Din beställning"),
        ("", "hu", "Your order"),
    ],
)
def test_each_reader_gets_his_language_even_from_the_cache(
    wiring: Wiring, path: str, query: str, browser: str, words: str
) -> None:
    client = visitor(wiring)
    for lang in ("en", "sv", ""):
        client.get(f"{path}?lang={lang}", headers={"Accept-Language": "en"})
    page = client.get(path + query, headers={"Accept-Language": browser})
    assert words in page.text
    assert ("Accept-Language" in page.headers["Vary"]) is (query not in {"?lang=sv", "?lang=en"})


def test_the_orders_language_goes_before_the_browsers(wiring: Wiring, shop_id: int) -> None:
    path = path_to(wiring, shop_id, keep(wiring, shop_id, told(locale="sv-SE")))
    page = visitor(wiring).get(path, headers={"Accept-Language": "en"})
    assert 'lang="sv"' in page.text


def test_the_page_is_guarded_by_its_headers(wiring: Wiring, path: str) -> None:
    headers = visitor(wiring).get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in headers["X-Robots-Tag"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in headers


def test_a_link_signed_with_the_previous_key_still_opens(wiring: Wiring, path: str) -> None:
    rotated = replace(wiring, link_keys=[b"newest key", *wiring.link_keys])
    assert visitor(rotated).get(path).status_code == 200


def test_files_are_kept_for_ever_at_the_address_of_their_content(wiring: Wiring, path: str) -> None:
    client = visitor(wiring)
    text = client.get(path).text
    for name in ("page.css", "page.js", "icon.svg"):
        start = text.index("/t/static/")
        version = text[start:].split("/")[3]
        kept = client.get(f"/t/static/{version}/{name}")
        assert kept.status_code == 200
        assert "immutable" in kept.headers["Cache-Control"]
        other = client.get(f"/t/static/older/{name}")
        assert other.data == kept.data
        assert other.headers["Cache-Control"] == "no-cache"
    assert client.get("/t/static/x/routes.py").status_code == 404
    assert client.get("/t/static/x/..%2froutes.py").status_code == 404


def test_the_first_visit_is_light(wiring: Wiring, path: str) -> None:
    client = visitor(wiring)
    squeezed = {"Accept-Encoding": "gzip"}
    names = ("page.css", "page.js", "icon.svg")
    sizes = [len(client.get(f"/t/static/x/{name}", headers=squeezed).data) for name in names]
    assert sum(sizes) + len(client.get(path, headers=squeezed).data) < 15_000
    assert len(client.get("/t/static/x/page.js").data) <= 6_000


def test_days_begin_when_they_begin_at_the_destination(wiring: Wiring, shop_id: int) -> None:
    order = told(placed_at=NOON.replace(hour=23, minute=30))
    path = path_to(wiring, shop_id, keep(wiring, shop_id, order))
    assert "placed Sat, Nov 21" in visitor(wiring).get(path).text
