"""A shop that comes back finds its parcels followed as if it had never been away."""

from sqlalchemy import select, update

from domain.shop import PlatformKey
from domain.status import Status
from services.leave_shop import leave_shop
from services.welcome_shop import welcome
from storage.poll_schedule import PollRow
from storage.shipments import ShipmentRow
from tests.fake_embedded_app import a_visit
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_fulfilment, shopify_order

SHOPIFY = PlatformKey.SHOPIFY
ORDER = 5_820_982_511_634_001


def test_what_was_under_way_when_a_shop_left_is_followed_again_when_it_comes_back(
    wired, app, clock
) -> None:
    shop_id = welcome(wired, SHOPIFY, a_visit()).id
    sent = [shopify_fulfilment(ORDER, 9000 + n, f"TP{n}") for n in (1, 2)]
    deliver(wired, shop_id, "orders/create", shopify_order(fulfillments=sent))
    with wired.sessions.begin() as session:
        arrived = update(ShipmentRow).where(ShipmentRow.tracking_number == "TP1")
        session.execute(arrived.values(status=Status.DELIVERED.value))
        under_way = session.scalars(
            select(ShipmentRow.id).where(ShipmentRow.tracking_number == "TP2")
        ).all()
    with wired.sessions.begin() as session:
        leave_shop(session, wired, shop_id)
    clock.forward(days=3)
    welcome(wired, SHOPIFY, a_visit())
    with wired.sessions() as session:
        due = session.execute(select(PollRow.shipment_id, PollRow.next_poll_at)).all()
    assert due == [(under_way[0], clock())]
