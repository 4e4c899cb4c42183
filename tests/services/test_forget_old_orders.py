"""Who bought what is forgotten after the months a merchant has chosen, and not before."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update

from domain.errors import ChangedMeanwhileError
from domain.shop_task import ShopTask
from services import forget_old_orders as module
from services.forget_old_orders import forget_old_orders, months_before
from services.leave_shop import leave_shop
from services.review_changes import review_changes
from services.run_shop_tasks import run_next
from services.set_retention import OutOfBoundsError, retention_of, set_retention
from storage.orders import OrderRow
from storage.shop_tasks import ShopTaskRow
from tests.services.deliver import deliver
from tests.services.several_carriers import send
from tests.shop_bodies import shopify_order


@pytest.fixture
def orders(wiring, shop_id):
    """Three orders: of now, of just within six months, and of just beyond."""
    for number in (1001, 1002, 1003):
        deliver(wiring, shop_id, "orders/create", shopify_order(number))
    limit = months_before(wiring.clock(), 6)
    ages = {"1002": limit, "1003": limit - timedelta(seconds=1)}
    with wiring.sessions.begin() as session:
        for platform_id, placed_at in ages.items():
            row = update(OrderRow).where(OrderRow.platform_id == platform_id)
            session.execute(row.values(placed_at=placed_at))
    return shop_id


def known(wiring) -> set[str]:
    with wiring.sessions() as session:
        rows = session.scalars(select(OrderRow).where(OrderRow.email != ""))
        return {row.platform_id for row in rows}


def test_what_is_older_is_forgotten_by_the_task_and_the_rest_stays(wiring, orders) -> None:
    set_retention(wiring, orders, 6, 0, "link")
    while run_next(wiring):
        pass
    assert known(wiring) == {"1001", "1002"}
    with wiring.sessions() as session:
        due = session.scalars(
            select(ShopTaskRow.due_at).where(ShopTaskRow.task == ShopTask.RETENTION)
        ).one()
    assert due == wiring.clock() + timedelta(days=1)


def test_nothing_is_forgotten_where_nothing_was_chosen(wiring, orders, clock) -> None:
    clock.forward(days=4000)
    forget_old_orders(wiring, orders)
    assert len(known(wiring)) == 3


def test_another_shop_keeps_its_orders(wiring, orders, connect) -> None:
    other = connect(domain="other.myshopify.com")
    set_retention(wiring, other, 6, 0, "link")
    forget_old_orders(wiring, other)
    assert len(known(wiring)) == 3


def test_more_than_a_batch_is_forgotten_whole(wiring, shop_id, clock) -> None:
    send(wiring, shop_id, 1, "A1")
    with wiring.sessions.begin() as session:
        order = session.scalars(select(OrderRow)).one()
        values = {c.name: getattr(order, c.name) for c in OrderRow.__table__.c if c.name != "id"}
        copies = [{**values, "platform_id": f"c{n}"} for n in range(module.AT_A_TIME + 5)]
        session.bulk_insert_mappings(OrderRow, copies)
    clock.forward(days=366)
    set_retention(wiring, shop_id, 12, 0, "link")
    forget_old_orders(wiring, shop_id)
    assert known(wiring) == set()


def test_a_shop_that_has_left_still_forgets_what_is_too_old(wiring, orders) -> None:
    set_retention(wiring, orders, 6, 0, "link")
    with wiring.sessions.begin() as session:
        leave_shop(session, wiring, orders)
    while run_next(wiring):
        pass
    assert known(wiring) == {"1001", "1002"}


@pytest.mark.parametrize("months", [-1, 0, 5, 85])
def test_what_is_out_of_bounds_is_not_kept(wiring, shop_id, months) -> None:
    with pytest.raises(OutOfBoundsError):
        set_retention(wiring, shop_id, months, 0, "link")
    assert retention_of(wiring, shop_id) == (None, 0)


def test_two_who_choose_at_once_are_told_of_each_other(wiring, shop_id) -> None:
    set_retention(wiring, shop_id, 24, 0, "link")
    with pytest.raises(ChangedMeanwhileError):
        set_retention(wiring, shop_id, 12, 0, "kim@team.example")
    set_retention(wiring, shop_id, None, 1, "kim@team.example")
    assert retention_of(wiring, shop_id) == (None, 2)
    noted = [(c.change.who, c.change.after) for c in review_changes(wiring, shop_id).changes]
    assert noted == [("kim@team.example", {"months": None}), ("link", {"months": 24})]


@pytest.mark.parametrize(
    ("moment", "months", "before"),
    [
        ("2026-11-20", 6, "2026-05-20"),
        ("2026-08-31", 6, "2026-02-28"),
        ("2028-08-31", 6, "2028-02-29"),
        ("2026-01-15", 12, "2025-01-15"),
        ("2026-01-31", 84, "2019-01-31"),
        ("2026-12-31", 13, "2025-11-30"),
    ],
)
def test_months_are_counted_by_the_calendar(moment, months, before) -> None:
    at, then = (datetime.fromisoformat(f"{day}T09:30:00+00:00") for day in (moment, before))
    assert months_before(at, months) == then
