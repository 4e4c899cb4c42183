"""An entrance from the shop lets in for an hour, to the order it is for, while its link lives."""

from datetime import timedelta

import pytest

from domain.access import ENTRANCE_LASTS, Level
from domain.errors import BadTokenError
from domain.shop import PlatformKey
from services.enter_from_shop import enter, entrance
from services.look_up_order import open_link
from services.page_address import page_address
from services.revoke_links import revoke_links_of
from services.shopper_visit import level_of
from services.wiring import Wiring
from tests.tracking_page.kept_orders import keep, told


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return keep(wiring, shop_id, told())


def parts(wiring: Wiring, shop_id: int, order_id: int) -> tuple[str, str]:
    """Return the link's and the entrance's token."""
    address = entrance(wiring, shop_id, order_id)
    page, _, token = address.rpartition("/in/")
    assert page == page_address(wiring, shop_id, order_id)
    return page.rpartition("/")[2], token


def test_an_entrance_begins_a_visit_of_one_who_is_logged_in(wiring, shop_id, order_id) -> None:
    link, token = parts(wiring, shop_id, order_id)
    visit = enter(wiring, link, token)
    assert visit is not None
    assert level_of(wiring, open_link(wiring, link), visit) is Level.PROVEN


def test_an_entrance_is_over_after_an_hour(wiring, shop_id, order_id, clock) -> None:
    link, token = parts(wiring, shop_id, order_id)
    clock.now += ENTRANCE_LASTS - timedelta(seconds=1)
    assert enter(wiring, link, token) is not None
    clock.forward(seconds=1)
    assert enter(wiring, link, token) is None


def test_an_entrance_is_to_one_link_of_one_order(wiring, shop_id, order_id, connect) -> None:
    link, token = parts(wiring, shop_id, order_id)
    other = parts(wiring, shop_id, keep(wiring, shop_id, told("#2")))
    shop = connect(domain="chairs.myshopify.com")
    foreign = parts(wiring, shop, keep(wiring, shop, told()))
    for bad in ("", "x", token[:-1], token + "A", link, other[1], foreign[1], "é", "A" * 43):
        assert enter(wiring, link, bad) is None
    assert enter(wiring, other[0], token) is None
    assert enter(wiring, foreign[0], token) is None


def test_an_entrance_ends_with_its_link(wiring, shop_id, order_id) -> None:
    link, token = parts(wiring, shop_id, order_id)
    revoke_links_of(wiring, PlatformKey.SHOPIFY, "lamps.myshopify.com", "1042")
    with pytest.raises(BadTokenError):
        enter(wiring, link, token)
    new, _ = parts(wiring, shop_id, order_id)
    assert new != link
    assert enter(wiring, new, token) is None
