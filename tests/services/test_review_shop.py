"""A merchant sees the shop as it is: its own figures only, and what needs a look."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.plan import FREE
from domain.shop_task import ShopTask
from domain.status import Status
from jobs.poll_carriers import poll_round
from services.review_shop import AccessState, shop_overview
from services.wiring import Wiring
from storage.order_syncs import begin_backfill, count_failed
from storage.shop_access import SealedAccess, keep_access, mark_refused
from storage.shop_tasks import ask_for, claim_task, fail_task
from storage.shops import ShopRow
from tests.fakes import NOON, scan
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_fulfilment, shopify_order


@pytest.fixture
def busy(wiring: Wiring, shop_id: int, carrier) -> int:
    """A shop with three parcels we follow, one by another carrier, and one sent long ago."""
    parcels = {
        "TP1": Status.DELIVERED,
        "TP2": Status.OUT_FOR_DELIVERY,
        "TP3": Status.ATTEMPT_FAILED,
    }
    for order, (number, status) in enumerate(parcels.items(), start=1001):
        carrier.report(number, scan(status))
        told = shopify_order(order, fulfillments=[shopify_fulfilment(order, order, number)])
        deliver(wiring, shop_id, "orders/create", told)
    van = shopify_fulfilment(1004, 1004, "V1", tracking_company="Grandma's van")
    deliver(wiring, shop_id, "orders/create", shopify_order(1004, fulfillments=[van]))
    past = NOON - timedelta(days=31)
    old = shopify_fulfilment(1005, 1005, "V2", updated=past, tracking_company="Old van")
    told = shopify_order(1005, created_at=past.isoformat(), fulfillments=[old])
    deliver(wiring, shop_id, "orders/create", told)
    poll_round(wiring)
    return shop_id


def test_the_figures_count_the_last_thirty_days(wiring, busy) -> None:
    seen = shop_overview(wiring, busy)
    figures = seen.figures
    assert (figures.orders, figures.shipments) == (4, 4)
    assert (figures.delivered, figures.under_way, figures.in_trouble) == (1, 1, 1)
    assert seen.followed_share == 0.75
    assert [(u.carrier_text, u.shipments) for u in seen.unknown_carriers] == [("Grandma's van", 1)]


def test_another_shop_sees_nothing_of_it(wiring, busy, connect) -> None:
    other = shop_overview(wiring, connect(domain="other.myshopify.com"))
    assert (other.figures.orders, other.figures.shipments, other.unknown_carriers) == (0, 0, ())
    assert other.followed_share is None
    assert other.access is AccessState.NONE
    assert (other.plan, other.slowdown, other.sync.operation) == (FREE, 1, "")


def test_messages_count_when_they_are_sent(wiring, busy) -> None:
    from services.notify_shopper import send_due

    assert shop_overview(wiring, busy).figures.messages_sent == 0
    send_due(wiring, limit=20)
    assert shop_overview(wiring, busy).figures.messages_sent > 0


def test_a_refusal_and_a_failing_task_are_named(wiring, shop_id) -> None:
    with wiring.sessions.begin() as session:
        keep_access(session, shop_id, SealedAccess(b"a", b"b", None, None, ()))
    assert shop_overview(wiring, shop_id).access is AccessState.OK
    with wiring.sessions.begin() as session:
        mark_refused(session, shop_id, 1, "revoked", NOON)
        ask_for(session, shop_id, [ShopTask.PUBLISH], NOON)
        claimed = claim_task(session, NOON, NOON + timedelta(minutes=10))
        assert claimed is not None
        fail_task(session, claimed, "the shop is frozen", NOON + timedelta(hours=1))
    seen = shop_overview(wiring, shop_id)
    assert seen.access is AccessState.REFUSED
    assert [(f.task, f.reason) for f in seen.failing] == [(ShopTask.PUBLISH, "the shop is frozen")]


def test_an_outgrown_plan_names_the_one_that_fits(wiring, shop_id) -> None:
    with wiring.sessions.begin() as session:
        session.execute(update(ShopRow).values(shipments_this_month=1200, poll_slowdown=4))
    seen = shop_overview(wiring, shop_id)
    assert (seen.plan.handle, seen.fitting_plan.handle) == ("free", "growth")
    assert (seen.shipments_this_month, seen.slowdown) == (1200, 4)


def test_orders_that_could_not_be_taken_over_are_told(wiring, shop_id) -> None:
    with wiring.sessions.begin() as session:
        begin_backfill(session, shop_id, "an export", NOON, NOON)
        count_failed(session, shop_id, 3)
    sync = shop_overview(wiring, shop_id).sync
    assert (sync.operation, sync.orders_failed) == ("an export", 3)
