"""The orders of the last 60 days are read once, in slices, and told to nobody."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from domain.errors import AccessRefusedError, ProviderError
from domain.order import Item
from domain.shipment import ShipmentItem
from domain.shop import PlatformKey
from domain.shop_api import Export, ExportState
from domain.shop_events import OrderTold
from domain.shop_task import Again, ShopTask
from services.sync_orders import HISTORY, NothingToSyncError, ask_for_sync, backfill
from services.welcome_shop import welcome_by_code
from services.wiring import Wiring
from storage.notifications import NotificationRow
from storage.order_syncs import OrderSync, order_sync, want_backfill
from storage.orders import OrderRow
from storage.shop_tasks import ShopTaskRow
from tests.fake_embedded_app import grant
from tests.fakes import NOON
from tests.services.deliver import the_order
from tests.services.outcomes import polled
from tests.storage.told import LAMP, order_told, shipment_told

OPERATION = "gid://shopify/BulkOperation/1"
READY = Export(OPERATION, ExportState.READY, "https://storage.example/orders.jsonl", objects=7)


@pytest.fixture
def granted(wired: Wiring, app, shop_id: int) -> int:
    grant(wired, shop_id, app.issue())
    return shop_id


def told(number: int, **changes: object) -> OrderTold:
    shipment = shipment_told(f"TP{number}", platform_id=f"9{number}")
    values = {"platform_id": str(number), "number": f"#{number}", "shipments": (shipment,)}
    return order_told(**{**values, **changes})


def progress(wiring: Wiring, shop_id: int) -> OrderSync:
    with wiring.sessions() as session:
        return order_sync(session, shop_id)


def orders(wiring: Wiring) -> int:
    with wiring.sessions() as session:
        return session.scalars(select(func.count()).select_from(OrderRow)).one()


def messages(wiring: Wiring) -> int:
    with wiring.sessions() as session:
        return session.scalars(select(func.count()).select_from(NotificationRow)).one()


def test_an_export_is_asked_for_once_and_looked_at_until_it_is_ready(
    wired, api, granted, clock
) -> None:
    assert backfill(wired, granted) == Again(NOON + timedelta(seconds=30))
    clock.forward(seconds=30)
    assert backfill(wired, granted) == Again(NOON + timedelta(seconds=60))
    assert api.changes == [NOON - HISTORY]
    sync = progress(wired, granted)
    assert (sync.operation, sync.since, sync.asked_at) == (OPERATION, NOON - HISTORY, NOON)


@pytest.mark.parametrize(("minutes", "pause"), [(9, 0.5), (11, 2), (59, 2), (61, 10)])
def test_the_longer_an_export_takes_the_more_rarely_it_is_looked_at(
    wired, granted, clock, minutes, pause
) -> None:
    backfill(wired, granted)
    clock.forward(minutes=minutes)
    assert backfill(wired, granted) == Again(clock() + timedelta(minutes=pause))


def test_while_it_is_written_its_length_can_be_seen(wired, api, granted) -> None:
    backfill(wired, granted)
    api.exports = [Export(OPERATION, ExportState.RUNNING, objects=400)]
    backfill(wired, granted)
    assert (progress(wired, granted).objects, progress(wired, granted).orders_read) == (400, 0)


def test_a_finished_export_is_taken_over_polled_and_told_to_nobody(
    wired, api, granted, clock
) -> None:
    backfill(wired, granted)
    api.exports, api.lines = [READY], [told(1), told(2, shipments=())]
    clock.forward(minutes=1)
    assert backfill(wired, granted) is None
    assert the_order(wired, granted, 1).number == "#1"
    assert the_order(wired, granted, 1).shipments[0].tracking_number == "TP1"
    assert len(polled(wired)) == 1
    assert messages(wired) == 0
    sync = progress(wired, granted)
    assert (sync.orders_read, sync.orders_failed, sync.objects) == (2, 0, 7)
    assert (sync.operation, sync.finished_at) == ("", clock())


def test_a_shop_without_orders_is_finished_at_once(wired, api, granted, clock) -> None:
    backfill(wired, granted)
    api.exports = [Export(OPERATION, ExportState.READY)]
    assert backfill(wired, granted) is None
    assert progress(wired, granted).finished_at == clock()


def test_what_was_read_is_counted_against_the_plan_at_once(wired, api, granted, clock) -> None:
    backfill(wired, granted)
    api.exports, api.lines = [READY], [told(1)]
    clock.forward(minutes=1)
    backfill(wired, granted)
    with wired.sessions() as session:
        due = session.execute(select(ShopTaskRow.task, ShopTaskRow.due_at)).all()
    assert (ShopTask.REVIEW_PLAN, clock()) in due


def test_what_changed_since_it_was_asked_for_is_left_to_be_announced(
    wired, api, granted, clock
) -> None:
    backfill(wired, granted)
    later = NOON + timedelta(seconds=1)
    api.exports, api.lines = [READY], [told(1), told(2, updated_at=later)]
    backfill(wired, granted)
    assert orders(wired) == 1
    assert progress(wired, granted).orders_read == 2


def test_an_order_that_breaks_is_counted_and_named_and_hurts_no_other(
    wired, api, granted, caplog
) -> None:
    broken = told(2, items=(Item("71", "Lamp", 0),))
    refused = told(3, items=(LAMP, LAMP))
    api.exports, api.lines = [READY], [told(1), broken, refused, told(4)]
    backfill(wired, granted)
    backfill(wired, granted)
    assert orders(wired) == 2
    sync = progress(wired, granted)
    assert (sync.orders_read, sync.orders_failed) == (4, 2)
    assert sorted(record.__dict__["order"] for record in caplog.records) == ["2", "3"]
    assert "alva" not in caplog.text.casefold()


def test_a_failed_export_says_why_and_another_is_asked_for_later(wired, api, granted) -> None:
    backfill(wired, granted)
    api.exports = [Export(OPERATION, ExportState.FAILED, reason="TIMEOUT")]
    with pytest.raises(ProviderError, match="TIMEOUT"):
        backfill(wired, granted)
    sync = progress(wired, granted)
    assert (sync.operation, sync.failed_reason, sync.finished_at) == ("", "TIMEOUT", None)
    assert isinstance(backfill(wired, granted), Again)
    assert len(api.changes) == 2
    assert progress(wired, granted).failed_reason == ""


def test_an_export_that_is_held_up_for_days_is_given_up(wired, api, granted, clock) -> None:
    backfill(wired, granted)
    clock.forward(hours=47)
    backfill(wired, granted)
    assert len(api.changes) == 1
    clock.forward(hours=2)
    backfill(wired, granted)
    assert api.changes[1:] == [clock() - HISTORY]


def test_asked_for_by_chance_when_it_is_finished_it_does_nothing(wired, api, granted) -> None:
    backfill(wired, granted)
    api.exports = [READY]
    backfill(wired, granted)
    asked = len(api.sessions)
    assert backfill(wired, granted) is None
    assert len(api.sessions) == asked
    with wired.sessions.begin() as session:
        want_backfill(session, granted)
    backfill(wired, granted)
    assert len(api.changes) == 2


def test_a_second_one_wanted_while_one_runs_is_the_same(wired, api, granted) -> None:
    backfill(wired, granted)
    with wired.sessions.begin() as session:
        want_backfill(session, granted)
    api.exports = [READY]
    assert backfill(wired, granted) is None
    assert len(api.changes) == 1


def test_a_shop_that_refuses_us_is_not_read(wired, shop_id) -> None:
    with pytest.raises(AccessRefusedError):
        backfill(wired, shop_id)


def test_an_operator_may_have_all_read_again(wired, app, api) -> None:
    shop_id = welcome_by_code(wired, PlatformKey.SHOPIFY, "lamps.myshopify.com", app.issue()).id
    backfill(wired, shop_id)
    api.exports = [READY]
    backfill(wired, shop_id)
    with wired.engine.begin() as connection:
        connection.exec_driver_sql("DELETE FROM shop_tasks")
    assert ask_for_sync(wired, "Lamps.myshopify.com") == shop_id
    with wired.sessions() as session:
        asked = set(session.scalars(select(ShopTaskRow.task)))
    assert asked == {ShopTask.BACKFILL, ShopTask.RECONCILE}
    backfill(wired, shop_id)
    assert len(api.changes) == 2


def test_a_shop_that_grants_nothing_cannot_be_read_again(wired, shop_id) -> None:
    with pytest.raises(NothingToSyncError):
        ask_for_sync(wired, "lamps.myshopify.com")


def test_an_order_in_parts_is_read_on_its_own_since_an_export_mixes_its_items(
    wired, api, granted
) -> None:
    parts = tuple(shipment_told(f"TP{n}", platform_id=f"9{n}", items=()) for n in (1, 2))
    items = tuple(replace(p, items=(ShipmentItem(LAMP.platform_id, 1),)) for p in parts)
    backfill(wired, granted)
    api.exports, api.lines = [READY], [told(1, shipments=parts)]
    api.orders = {"1": told(1, shipments=items)}
    backfill(wired, granted)
    kept = the_order(wired, granted, 1).shipments
    assert [len(shipment.items) for shipment in kept] == [1, 1]
