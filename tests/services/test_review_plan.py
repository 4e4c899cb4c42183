"""A shop that outgrows its plan has its carriers asked less often; nothing is ever stopped."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from domain.shop import PlatformKey
from domain.status import Status
from services.choose_lane import choose_lane
from services.review_plan import review_plan
from services.wiring import Wiring
from storage.poll_schedule import PollRow, schedule_poll
from storage.shipments import ShipmentRow
from storage.shops import ShopRow, shop_by_id
from tests.fake_embedded_app import FakeEmbeddedApp
from tests.fakes import NOON
from tests.storage.told import ship, write


@pytest.fixture
def listed(wiring: Wiring) -> Wiring:
    """The wiring of an installation that is an app on Shopify."""
    return replace(wiring, apps={PlatformKey.SHOPIFY: FakeEmbeddedApp(wiring.clock)})


def send(wiring: Wiring, shop_id: int, parcels: int) -> int:
    order_id = write(wiring, shop_id)
    for number in range(parcels):
        ship(wiring, shop_id, order_id, f"N{number}")
    return order_id


def pace(wiring: Wiring, shop_id: int) -> tuple[int, int]:
    with wiring.sessions() as session:
        shop = session.scalars(select(ShopRow).where(ShopRow.id == shop_id)).one()
        return shop.shipments_this_month, shop.poll_slowdown


@pytest.mark.parametrize(("parcels", "slowdown"), [(0, 1), (100, 1), (101, 2), (450, 4)])
def test_the_pace_follows_the_months_shipments(listed, shop_id, parcels, slowdown) -> None:
    send(listed, shop_id, parcels)
    assert review_plan(listed, shop_id) is None
    assert pace(listed, shop_id) == (parcels, slowdown)


def test_a_larger_plan_brings_the_usual_pace_back(listed, shop_id) -> None:
    send(listed, shop_id, 101)
    review_plan(listed, shop_id)
    with listed.sessions.begin() as session:
        session.execute(update(ShopRow).values(plan="starter"))
    review_plan(listed, shop_id)
    assert pace(listed, shop_id) == (101, 1)


def test_last_months_cancelled_and_other_shops_shipments_do_not_count(
    listed, shop_id, connect
) -> None:
    send(listed, connect(domain="other.myshopify.com"), 2)
    order_id = send(listed, shop_id, 3)
    ship(listed, shop_id, order_id, "OLD", shipped_at=NOON - timedelta(days=21))
    ship(listed, shop_id, order_id, "BACK", cancelled=True)
    review_plan(listed, shop_id)
    assert pace(listed, shop_id) == (3, 1)


def test_the_month_begins_at_the_shops_midnight(listed, shop_id) -> None:
    order_id = write(listed, shop_id)
    stockholm_midnight = datetime(2026, 10, 31, 23, 0, tzinfo=UTC)
    ship(listed, shop_id, order_id, "N1", shipped_at=stockholm_midnight)
    ship(listed, shop_id, order_id, "N2", shipped_at=stockholm_midnight - timedelta(seconds=1))
    review_plan(listed, shop_id)
    assert pace(listed, shop_id)[0] == 1


@pytest.mark.parametrize("zone", ["", "Mars/Olympus"])
def test_a_zone_nobody_knows_does_not_stop_the_count(listed, shop_id, zone) -> None:
    with listed.sessions.begin() as session:
        session.execute(update(ShopRow).values(time_zone=zone))
    send(listed, shop_id, 1)
    review_plan(listed, shop_id)
    assert pace(listed, shop_id) == (1, 1)


def test_where_no_plan_is_sold_nobody_is_slowed(wiring, listed, shop_id, connect) -> None:
    woo = connect(PlatformKey.WOOCOMMERCE, "mugs.example", webhook_key="k1")
    for wired, shop in ((replace(wiring, apps={}), shop_id), (listed, woo)):
        send(wired, shop, 450)
        review_plan(wired, shop)
        assert pace(wired, shop) == (450, 1)


def test_polls_of_a_slowed_shop_come_at_its_pace(wiring, shop_id) -> None:
    from jobs.poll_carriers import poll_round

    parcel = ship(wiring, shop_id, write(wiring, shop_id))
    waits = []
    for slowdown in (1, 2):
        with wiring.sessions.begin() as session:
            session.execute(update(ShopRow).values(poll_slowdown=slowdown))
            lane = choose_lane(session, wiring, shop_id, "testpost")
            schedule_poll(session, parcel, lane, NOON)
        poll_round(wiring)
        with wiring.sessions() as session:
            waits.append(session.scalars(select(PollRow.next_poll_at)).one() - NOON)
    assert waits[1] == 2 * waits[0]
    with wiring.sessions() as session:
        assert session.scalars(select(ShipmentRow.status)).all() == [Status.PENDING]
        assert shop_by_id(session, shop_id).poll_slowdown == 2
