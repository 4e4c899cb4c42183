"""A new date is told once it has stood for a while, beside the one that was expected before."""

from datetime import timedelta

from domain.kinds import Kind
from domain.status import Status
from domain.tracking import DeliveryWindow
from jobs.poll_carriers import poll_round
from services.notify_shopper import send_due
from tests.fakes import NOON, scan
from tests.services.deliver import deliver
from tests.services.due_messages import ORDER, rows
from tests.shop_bodies import shopify_fulfilment, shopify_order

DAY = timedelta(days=1)


def test_a_new_date_is_told_with_the_old_one(wiring, shop_id, carrier, clock, outbox) -> None:
    told = shopify_order(ORDER, fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    departed = scan(Status.IN_TRANSIT, NOON - timedelta(hours=1))
    for days, news in ((3, [departed]), (5, [departed, scan(None, NOON, code="noted")])):
        due = NOON + days * DAY
        carrier.report("TP1", *news, estimate=DeliveryWindow(due, due + timedelta(hours=2)))
        poll_round(wiring)
        clock.forward(hours=5)
    send_due(wiring)
    (row,) = (one for one in rows(wiring) if one.kind == Kind.NEW_DATE)
    assert (row.state, row.about) == ("sent", "2026-11-25")
    mail = next(one for one in outbox.sent if "new delivery day" in one.subject)
    assert "on Wednesday between 13:00 and 15:00" in mail.text
    assert "Before, it was expected on Monday" in mail.text
