"""A page of one visitor's own: kept by nobody, and unchanged for that visit alone."""

import gzip
from dataclasses import replace

import pytest

from domain.shop import PlatformKey
from services.revoke_links import revoke_links_of
from services.wiring import Wiring
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.shoppers import Shopper, shopper
from tests.tracking_page.test_order_page import CountingCache, statements


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return keep(wiring, shop_id, told())


@pytest.fixture
def alva(wiring: Wiring, shop_id: int, order_id: int) -> Shopper:
    return shopper(wiring, shop_id, order_id)


def test_only_what_the_link_shows_is_ever_cached(
    wiring: Wiring, shop_id: int, order_id: int
) -> None:
    cache = CountingCache()
    alva = shopper(replace(wiring, page_cache=cache), shop_id, order_id)
    open_page = alva.look()
    alva.prove()
    pages = dict(cache.pages)
    own = alva.look()
    assert "Storgatan" in own.text
    assert cache.pages == pages
    packed = (page for page in pages.values() if page.startswith(b"\x1f\x8b"))
    assert list(map(gzip.decompress, packed)) == [open_page.data]
    assert own.headers["Cache-Control"] == "private, no-store"
    assert open_page.headers["Cache-Control"] == "private, no-cache"
    assert {page.headers["Vary"] for page in (own, open_page)} == {
        "Accept-Encoding, Accept-Language, Cookie"
    }


def test_a_page_of_ones_own_is_unchanged_for_that_visit_alone(
    wiring: Wiring, alva: Shopper
) -> None:
    bare = alva.look().headers["ETag"]
    alva.prove()
    own = alva.look().headers["ETag"]
    with statements(wiring) as seen:
        again = alva.look(If_None_Match=own)
    assert (again.status_code, again.data, len(seen)) == (304, b"", 2)
    assert again.headers["Cache-Control"] == "private, no-store"
    assert again.headers["ETag"] == own
    assert alva.look(If_None_Match=bare).status_code == 200
    alva.send("/leave")
    assert alva.look(If_None_Match=own).status_code == 200
    assert alva.look(If_None_Match=bare).status_code == 304


def test_forms_of_two_links_to_one_order_are_not_mixed_up(
    wiring: Wiring, shop_id: int, order_id: int, alva: Shopper
) -> None:
    first = alva.look()
    revoke_links_of(wiring, PlatformKey.SHOPIFY, "lamps.myshopify.com", "1042")
    second = shopper(wiring, shop_id, order_id)
    page = second.look(If_None_Match=first.headers["ETag"])
    assert page.status_code == 200
    assert alva.path not in page.text
