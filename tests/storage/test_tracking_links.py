"""Links open one order, for a while, until they are revoked."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select

from services.wiring import Wiring
from storage.gone_orders import mark_deleted
from storage.orders import bump_versions
from storage.tracking_links import TrackingLinkRow, link_for_order, order_behind, revoke_links
from tests.fakes import NOON
from tests.storage.told import write

EXPIRES = NOON + timedelta(days=180)
ALMOST = EXPIRES - timedelta(seconds=1)


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return write(wiring, shop_id)


def make(wiring, shop_id, order_id, now=NOON, expires=EXPIRES) -> int:
    with wiring.sessions.begin() as session:
        return link_for_order(session, shop_id, order_id, now, expires)


def behind(wiring, link, now=NOON) -> tuple[int, int, int, int, datetime | None] | None:
    with wiring.sessions() as session:
        return order_behind(session, link, now)


def test_a_link_leads_to_its_order_until_it_expires(wiring, shop_id, order_id) -> None:
    link = make(wiring, shop_id, order_id)
    assert behind(wiring, link, ALMOST) == (shop_id, order_id, 1, 0, None)
    assert behind(wiring, link, EXPIRES) is None
    assert behind(wiring, link + 1) is None


def test_a_link_tells_the_version_its_order_has_now(wiring, shop_id, order_id) -> None:
    link = make(wiring, shop_id, order_id)
    with wiring.sessions.begin() as session:
        bump_versions(session, [order_id])
    assert behind(wiring, link) == (shop_id, order_id, 2, 0, None)


def test_a_live_link_is_used_again_and_a_dead_one_replaced(wiring, shop_id, order_id) -> None:
    link = make(wiring, shop_id, order_id)
    later = EXPIRES + timedelta(days=180)
    assert make(wiring, shop_id, order_id, ALMOST, later) == link
    renewed = make(wiring, shop_id, order_id, EXPIRES, later)
    assert renewed != link
    assert behind(wiring, renewed, EXPIRES) == (shop_id, order_id, 1, 0, None)


def test_revoking_ends_every_live_link_of_the_order_and_no_other(wiring, shop_id, order_id) -> None:
    other = write(wiring, shop_id, platform_id="5002")
    link, others = make(wiring, shop_id, order_id), make(wiring, shop_id, other)
    with wiring.sessions.begin() as session:
        assert revoke_links(session, shop_id, order_id, NOON) == 1
        assert revoke_links(session, shop_id, order_id, NOON) == 0
    assert behind(wiring, link) is None
    assert behind(wiring, others) == (shop_id, other, 1, 0, None)
    assert make(wiring, shop_id, order_id) != link


def test_another_shop_can_neither_revoke_nor_use_a_link(wiring, shop_id, order_id, connect) -> None:
    link = make(wiring, shop_id, order_id)
    stranger = connect(domain="other.myshopify.com")
    with wiring.sessions.begin() as session:
        assert revoke_links(session, stranger, order_id, NOON) == 0
    assert make(wiring, stranger, order_id) != link
    assert behind(wiring, link) == (shop_id, order_id, 1, 0, None)


def test_a_link_to_a_deleted_order_leads_nowhere(wiring, shop_id, order_id) -> None:
    link = make(wiring, shop_id, order_id)
    with wiring.sessions.begin() as session:
        mark_deleted(session, shop_id, "5001", NOON)
    assert behind(wiring, link) is None


def test_the_table_of_links_holds_nothing_that_opens_one(wiring, shop_id, order_id) -> None:
    make(wiring, shop_id, order_id)
    assert set(TrackingLinkRow.__table__.columns.keys()) == {
        "id",
        "shop_id",
        "order_id",
        "created_at",
        "expires_at",
        "revoked_at",
    }
    with wiring.sessions() as session:
        assert session.execute(select(func.count()).select_from(TrackingLinkRow)).scalar_one() == 1
