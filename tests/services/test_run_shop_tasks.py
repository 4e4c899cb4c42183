"""Shops' tasks are done in turn; one that fails is tried again, and stops nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from domain.errors import AccessRefusedError, ProviderError
from domain.shop_task import BACKOFF, REFUSED, ShopTask
from services.run_shop_tasks import anything_to_do, run_next
from services.sync_orders import backfill
from services.wiring import Wiring
from storage.order_syncs import order_sync
from storage.shop_tasks import ShopTaskRow, ask_for
from tests.fake_embedded_app import OUT_OF_ORDER, grant
from tests.fakes import NOON

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


@pytest.fixture
def granted(wired: Wiring, app, shop_id: int) -> int:
    grant(wired, shop_id, app.issue(timedelta(days=90)))
    return shop_id


def ask(wiring: Wiring, shop_id: int, *tasks: ShopTask) -> None:
    with wiring.sessions.begin() as session:
        ask_for(session, shop_id, tasks, wiring.clock())


def row(wiring: Wiring, task: ShopTask) -> ShopTaskRow | None:
    with wiring.sessions() as session:
        return session.scalars(select(ShopTaskRow).where(ShopTaskRow.task == task)).one_or_none()


def due(wiring: Wiring, task: ShopTask) -> timedelta:
    found = row(wiring, task)
    assert found is not None
    return found.due_at - NOON


def test_nothing_due_is_nothing_done(wired, granted) -> None:
    assert not anything_to_do(wired)
    assert not run_next(wired)


def test_a_recurring_task_is_due_again_after_its_time(wired, api, granted) -> None:
    ask(wired, granted, ShopTask.RECONCILE)
    assert anything_to_do(wired)
    assert run_next(wired)
    assert due(wired, ShopTask.RECONCILE) == HOUR
    assert not anything_to_do(wired)


def test_a_task_that_is_not_finished_goes_on_when_it_says(wired, api, granted) -> None:
    ask(wired, granted, ShopTask.BACKFILL)
    run_next(wired)
    assert due(wired, ShopTask.BACKFILL) == timedelta(seconds=30)


def test_a_task_asked_for_while_it_runs_is_done_once_more_at_once(wired, api, granted) -> None:
    ask(wired, granted, ShopTask.BACKFILL)
    begin = api.begin_export

    def begin_and_ask(shop, since):
        ask(wired, granted, ShopTask.BACKFILL)
        return begin(shop, since)

    api.begin_export = begin_and_ask
    run_next(wired)
    assert due(wired, ShopTask.BACKFILL) == timedelta()
    run_next(wired)
    assert len(api.changes) == 1
    assert due(wired, ShopTask.BACKFILL) == timedelta(seconds=30)


def test_a_task_done_for_good_is_gone(wired, app, api, granted) -> None:
    backfill(wired, granted)
    with wired.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE order_syncs SET finished_at = now(), operation = ''")
    ask(wired, granted, ShopTask.BACKFILL)
    run_next(wired)
    assert row(wired, ShopTask.BACKFILL) is None


def test_failures_are_tried_again_ever_more_rarely_with_the_reason(
    wired, api, granted, clock
) -> None:
    ask(wired, granted, ShopTask.SET_UP)
    for pause in (*BACKOFF, BACKOFF[-1]):
        api.failing.append(OUT_OF_ORDER)
        run_next(wired)
        found = row(wired, ShopTask.SET_UP)
        assert found is not None
        assert (found.due_at, found.reason) == (clock() + pause, "HTTP 502")
        clock.now = found.due_at
    run_next(wired)
    found = row(wired, ShopTask.SET_UP)
    assert found is not None
    assert (found.attempts, found.reason) == (0, "")


def test_a_platform_that_asks_for_patience_gets_it(wired, api, granted) -> None:
    ask(wired, granted, ShopTask.SET_UP)
    api.failing.append(ProviderError("HTTP 429", retry_after=2 * HOUR))
    run_next(wired)
    assert due(wired, ShopTask.SET_UP) == 2 * HOUR


def test_a_shop_that_refuses_us_is_left_alone_for_half_a_day(wired, shop_id) -> None:
    ask(wired, shop_id, ShopTask.SET_UP)
    run_next(wired)
    assert due(wired, ShopTask.SET_UP) == REFUSED


def test_a_merchants_visit_during_a_refused_task_is_not_slept_through(wired, api, granted) -> None:
    def visit_and_refuse(shop):
        ask(wired, granted, ShopTask.SET_UP)
        raise AccessRefusedError("HTTP 401")

    api.profile = visit_and_refuse
    ask(wired, granted, ShopTask.SET_UP)
    run_next(wired)
    assert due(wired, ShopTask.SET_UP) == timedelta()
    assert anything_to_do(wired)


def test_a_task_that_breaks_stops_no_other(wired, api, granted, caplog) -> None:
    def breaks(shop):
        raise RuntimeError("personal data")

    api.profile = breaks
    ask(wired, granted, ShopTask.SET_UP)
    run_next(wired)
    found = row(wired, ShopTask.SET_UP)
    assert found is not None
    assert (found.reason, found.due_at) == ("internal error: RuntimeError", NOON + BACKOFF[0])
    ask(wired, granted, ShopTask.BACKFILL)
    assert run_next(wired)
    with wired.sessions() as session:
        assert order_sync(session, granted).operation


def test_when_the_database_is_away_the_lease_brings_the_task_back(
    wired, api, granted, clock
) -> None:
    def away(shop):
        raise OperationalError("away", None, Exception("away"))

    told, api.profile = api.profile, away
    ask(wired, granted, ShopTask.SET_UP)
    with pytest.raises(OperationalError):
        run_next(wired)
    assert not run_next(wired)
    clock.forward(minutes=10)
    api.profile = told
    assert run_next(wired)
    assert due(wired, ShopTask.SET_UP) == DAY + timedelta(minutes=10)
