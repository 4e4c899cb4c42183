"""What a lost webhook would have told is read later, and announced as if it had come."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.errors import ProviderError
from domain.kinds import Kind
from domain.order import Item
from domain.shop_api import OrderPage
from domain.shop_task import Again
from services.sync_orders import OVERLAP, SETTLED, reconcile
from services.wiring import Wiring
from storage.order_syncs import note_reconciled, order_sync
from storage.privacy_requests import PrivacyRequestRow
from tests.fake_embedded_app import grant
from tests.fakes import NOON
from tests.services.deliver import deliver, the_order
from tests.services.outcomes import kinds
from tests.shop_bodies import shopify_order
from tests.storage.told import order_told, shipment_told

HOUR = timedelta(hours=1)


@pytest.fixture
def granted(wired: Wiring, app, shop_id: int) -> int:
    grant(wired, shop_id, app.issue(timedelta(days=90)))
    return shop_id


def reconciled_until(wiring: Wiring, shop_id: int) -> datetime | None:
    with wiring.sessions() as session:
        return order_sync(session, shop_id).reconciled_until


def test_the_first_window_begins_when_the_shop_installed(wired, api, granted, clock) -> None:
    clock.forward(hours=1)
    assert reconcile(wired, granted) is None
    assert api.windows == [(NOON, NOON + HOUR - SETTLED, "")]
    assert reconciled_until(wired, granted) == NOON + HOUR - SETTLED


def test_later_windows_overlap_the_one_before(wired, api, granted, clock) -> None:
    clock.forward(hours=1)
    reconcile(wired, granted)
    clock.forward(hours=1)
    reconcile(wired, granted)
    since, until, _ = api.windows[1]
    assert since == NOON + HOUR - SETTLED - OVERLAP
    assert until == NOON + 2 * HOUR - SETTLED


def test_a_shop_that_installed_this_minute_is_not_asked(wired, api, granted) -> None:
    assert reconcile(wired, granted) is None
    assert (api.windows, reconciled_until(wired, granted)) == ([], None)


def test_a_lost_order_is_taken_over_and_announced(wired, api, granted, clock) -> None:
    clock.forward(hours=1)
    api.pages = [OrderPage((order_told(),), "")]
    reconcile(wired, granted)
    assert the_order(wired, granted, 5001).number == "#1042"
    assert kinds(wired) == [Kind.ORDER_RECEIVED]


def test_a_lost_fulfilment_is_taken_over_and_announced(wired, api, granted, clock) -> None:
    deliver(wired, granted, "orders/create", shopify_order(11))
    clock.forward(hours=1)
    later = NOON + timedelta(minutes=20)
    shipped = order_told(platform_id="11", updated_at=later, shipments=(shipment_told(),))
    api.pages = [OrderPage((shipped,), "")]
    reconcile(wired, granted)
    assert kinds(wired) == [Kind.ORDER_RECEIVED, Kind.SHIPPED]


def test_what_webhooks_have_told_is_not_announced_again(wired, api, granted, clock) -> None:
    deliver(wired, granted, "orders/create", shopify_order(11))
    clock.forward(hours=1)
    for _ in range(2):
        api.pages = [OrderPage((order_told(platform_id="11"),), "")]
        reconcile(wired, granted)
        clock.forward(hours=1)
    assert kinds(wired) == [Kind.ORDER_RECEIVED]


def test_all_pages_of_a_window_are_read_before_it_counts_as_read(
    wired, api, granted, clock
) -> None:
    clock.forward(hours=1)
    first, second = order_told(platform_id="1"), order_told(platform_id="2")
    api.pages = [OrderPage((first,), "one"), OrderPage((), "two"), OrderPage((second,), "")]
    assert reconcile(wired, granted) is None
    assert [after for _, _, after in api.windows] == ["", "one", "two"]
    assert len({window[:2] for window in api.windows}) == 1
    assert the_order(wired, granted, 2).number == "#1042"


def test_a_window_that_breaks_off_is_read_again(wired, api, granted, clock) -> None:
    clock.forward(hours=1)
    api.pages = [OrderPage((order_told(),), "one")]
    asked = api.orders_changed

    def breaks_off(shop, since, until, after):
        if after:
            raise ProviderError("HTTP 502")
        return asked(shop, since, until, after)

    api.orders_changed = breaks_off
    with pytest.raises(ProviderError):
        reconcile(wired, granted)
    assert reconciled_until(wired, granted) is None
    api.orders_changed = asked
    reconcile(wired, granted)
    assert api.windows[-1][0] == NOON


def test_a_long_window_goes_on_where_it_was_whatever_crowds_there(
    wired, api, granted, clock
) -> None:
    clock.forward(days=1)
    begun = clock()
    asked = api.orders_changed

    def slowly(shop, since, until, after):
        clock.forward(minutes=2)
        return asked(shop, since, until, after)

    api.orders_changed = slowly
    changed = [NOON + timedelta(seconds=second) for second in (1, 2, 3)]
    api.pages = [
        OrderPage((order_told(platform_id=str(number), updated_at=at),), f"after {number}", at)
        for number, at in enumerate(changed)
    ]
    assert reconcile(wired, granted) == Again(begun + timedelta(minutes=4))
    assert len(api.windows) == 2
    reconcile(wired, granted)
    assert api.windows[2][0] == changed[1]
    assert reconciled_until(wired, granted) == api.windows[-1][1]
    assert [after for _, _, after in api.windows] == ["", "after 0", "", "after 2"]


def test_an_order_that_breaks_is_counted_and_hurts_no_other(
    wired, api, granted, clock, caplog
) -> None:
    clock.forward(hours=1)
    broken = order_told(platform_id="1", items=(Item("71", "Lamp", 0),))
    api.pages = [OrderPage((broken, order_told(platform_id="2")), "")]
    reconcile(wired, granted)
    assert the_order(wired, granted, 2).number == "#1042"
    with wired.sessions() as session:
        assert order_sync(session, granted).orders_failed == 1
    assert [record.__dict__["order"] for record in caplog.records] == ["1"]


def test_orders_whose_shopper_was_forgotten_stay_forgotten(wired, api, granted, clock) -> None:
    deliver(wired, granted, "orders/create", shopify_order(11))
    with wired.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE orders SET erased_at = now(), email = ''")
    clock.forward(hours=1)
    api.pages = [OrderPage((order_told(platform_id="11", updated_at=clock()),), "")]
    reconcile(wired, granted)
    assert the_order(wired, granted, 11).contact.email == ""
    with wired.sessions() as session:
        assert session.scalars(select(PrivacyRequestRow)).all() == []


def test_a_mark_ahead_of_the_clock_waits_for_it(wired, api, granted, clock) -> None:
    with wired.sessions.begin() as session:
        note_reconciled(session, granted, NOON + HOUR)
    assert reconcile(wired, granted) is None
    assert api.windows == []
