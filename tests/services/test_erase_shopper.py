"""A shopper who is forgotten is gone everywhere, cannot be looked up, and does not come back."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select, text

from domain.errors import BadTokenError
from domain.kinds import ChannelKey
from domain.shop_events import OrderTold, Shopper
from domain.status import Status
from jobs.poll_carriers import poll_round
from services.answer_privacy import answer_privacy
from services.claim_parcels import claim_parcels
from services.erase_shopper import erase_shopper
from services.export_shopper import NoAnswerError, export_shopper, open_answer
from services.look_up_order import look_up, open_link, tell_story
from services.page_address import page_address
from services.plan_next_poll import Heard
from services.record_tracking import record_answers
from services.wiring import Wiring
from storage.compression import decompress
from storage.notifications import NotificationRow
from storage.orders import OrderRow, order_id_of
from storage.schema import Table
from storage.shipments import ShipmentRow
from storage.shopper_preferences import switch_channel
from storage.shops import shop_by_id
from storage.webhook_inbox import InboxRow
from tests.fakes import NOON, scan
from tests.services.deliver import deliver
from tests.services.outcomes import polled
from tests.shop_bodies import raw, shopify_fulfilment, shopify_order

ALVA = Shopper("5", "alva@example.com", "", ("1001",))
LATER = NOON.replace(hour=14)
CUSTOMER = {"id": 5, "first_name": "Alva", "last_name": "Ek", "email": "alva@example.com"}


def her_order(**changes: Any) -> dict[str, Any]:
    parcel = shopify_fulfilment(1001, 9001, "TP1", tracking_urls=["https://x.example/?z=21134"])
    return shopify_order(1001, customer=CUSTOMER, fulfillments=[parcel], **changes)


@pytest.fixture
def bought(wiring: Wiring, shop_id: int, carrier) -> int:
    """A shop with her order under way, and somebody else's beside it."""
    deliver(wiring, shop_id, "orders/create", her_order())
    his: dict[str, Any] = {"email": "bo@example.com", "contact_email": None, "customer": {"id": 6}}
    address = {"name": "Bo", "address1": "Lilla vägen 2", "zip": "111 22", "city": "Umeå"}
    told = shopify_order(1002, **his, shipping_address=address | {"country_code": "SE"})
    deliver(wiring, shop_id, "orders/create", told)
    carrier.report("TP1", scan(Status.IN_TRANSIT, text="Handed to Alva's neighbour"))
    poll_round(wiring)
    return shop_id


def everything_kept(wiring: Wiring) -> str:
    """Return every row of every table as text, bodies unpacked."""
    found = []
    with wiring.engine.connect() as connection:
        for table in Table.metadata.sorted_tables:
            found += [repr(row) for row in connection.execute(select(table))]
        for body in connection.execute(select(InboxRow.body)).scalars():
            found.append(decompress(body).decode())
    return "\n".join(found)


def order_row(wiring: Wiring) -> OrderRow:
    with wiring.sessions() as session:
        return session.scalars(select(OrderRow).where(OrderRow.platform_id == "1001")).one()


def test_nothing_that_names_her_is_left_in_any_table_and_the_other_stays(wiring, bought) -> None:
    assert erase_shopper(wiring, bought, ALVA) == 1
    left = everything_kept(wiring)
    for personal in ("alva", "storgatan", "211 34", "21134", "TP1", "neighbour", "Malmö"):
        assert personal.lower() not in left.lower(), personal
    assert "Lilla vägen 2" in left
    assert "bo@example.com" in left


def test_what_the_figures_need_stays(wiring, bought) -> None:
    erase_shopper(wiring, bought, ALVA)
    row = order_row(wiring)
    assert (row.country, row.number, row.erased_at) == ("SE", "#1001", NOON)
    with wiring.sessions() as session:
        (status,) = session.scalars(
            select(ShipmentRow.status).where(ShipmentRow.order_id == row.id)
        )
    assert status == Status.IN_TRANSIT


def test_her_order_can_neither_be_looked_up_nor_opened_any_more(wiring, bought) -> None:
    order_id = order_row(wiring).id
    token = page_address(wiring, bought, order_id).rpartition("/")[2]
    with wiring.sessions() as session:
        shop = shop_by_id(session, bought)
    assert look_up(wiring, shop, "1001", "alva@example.com", "caller") is not None
    erase_shopper(wiring, bought, ALVA)
    with pytest.raises(BadTokenError):
        open_link(wiring, token)
    assert tell_story(wiring, bought, order_id) is None
    for proof in ("alva@example.com", "21134", ""):
        assert look_up(wiring, shop, "1001", proof, "caller") is None


def test_messages_still_to_be_sent_are_not(wiring, bought, outbox) -> None:
    from services.notify_shopper import send_due

    erase_shopper(wiring, bought, ALVA)
    send_due(wiring)
    assert [mail.recipient for mail in outbox.sent] == ["bo@example.com"]
    with wiring.sessions() as session:
        states = session.scalars(
            select(NotificationRow.state).where(NotificationRow.recipient == "")
        )
        assert set(states) == {"dropped"}


@pytest.mark.parametrize(
    ("topic", "body"),
    [
        ("orders/updated", her_order(updated=LATER)),
        ("orders/cancelled", her_order(updated=LATER, cancelled_at=LATER.isoformat())),
        ("fulfillments/update", shopify_fulfilment(1001, 9002, "TP2", updated=LATER)),
        (
            "fulfillment_events/create",
            {
                "id": 3,
                "order_id": 1001,
                "fulfillment_id": 9001,
                "status": "delivered",
                "happened_at": LATER.isoformat(),
                "city": "Malmö",
            },
        ),
    ],
)
def test_a_later_webhook_does_not_bring_her_back_and_is_not_kept(
    wiring, bought, topic, body
) -> None:
    erase_shopper(wiring, bought, ALVA)
    assert deliver(wiring, bought, topic, body).state == "ignored"
    left = everything_kept(wiring).lower()
    assert "alva" not in left
    assert "malmö" not in left
    assert order_row(wiring).erased_at == NOON


def test_a_webhook_that_waited_while_she_was_forgotten_is_not_kept_either(wiring, bought) -> None:
    from services.apply_shop_event import apply_waiting
    from storage.compression import compress
    from storage.webhook_inbox import Delivery, keep

    body = compress(raw(her_order(updated=LATER)))
    with wiring.engine.begin() as connection:
        keep(connection, [Delivery(bought, "shopify", "orders/updated", "late", body)], NOON)
    erase_shopper(wiring, bought, ALVA)
    apply_waiting(wiring)
    assert "alva" not in everything_kept(wiring).lower()


def test_an_order_read_from_the_platform_stays_forgotten(wiring, bought) -> None:
    from integrations.platforms.shopify.events import read_event
    from services.import_order import import_order

    erase_shopper(wiring, bought, ALVA)
    told = read_event("orders/updated", raw(her_order(updated=LATER)))
    assert isinstance(told, OrderTold)
    with wiring.sessions.begin() as session:
        assert not import_order(session, wiring, bought, told)
    assert order_row(wiring).email == ""


def test_a_carrier_asked_before_says_nothing_more_into_her_order(
    wiring, bought, carrier, clock
) -> None:
    clock.forward(hours=20)
    (claimed,) = claim_parcels(wiring, 500)
    carrier.report("TP1", scan(Status.DELIVERED, clock(), text="Signed by Alva"))
    erase_shopper(wiring, bought, ALVA)
    record_answers(wiring, [Heard(claimed.due[0], carrier.reports["TP1"])])
    assert "alva" not in everything_kept(wiring).lower()
    assert polled(wiring) == []


def test_an_answer_about_her_that_still_could_be_fetched_is_deleted(wiring, bought) -> None:
    asked = [(5, "alva@example.com", ""), (6, "bo@example.com", ""), (None, "", "+46701")]
    for number, (customer, email, phone) in enumerate(asked, start=1):
        body = {
            "customer": {"id": customer, "email": email, "phone": phone},
            "orders_requested": [],
            "data_request": {"id": number},
        }
        deliver(wiring, bought, "customers/data_request", body)
    answer_privacy(wiring, bought)
    erase_shopper(wiring, bought, replace(ALVA, phone="+46701"))
    for hers in (1, 3):
        with pytest.raises(NoAnswerError):
            open_answer(wiring, bought, hers, "link")
    assert open_answer(wiring, bought, 2, "link")


def test_forgetting_asked_for_by_the_platform_ends_in_the_same(wiring, bought) -> None:
    body = {
        "customer": {"id": 5, "email": "alva@example.com", "phone": "+46700000000"},
        "orders_to_redact": [1001],
    }
    deliver(wiring, bought, "customers/redact", body)
    answer_privacy(wiring, bought)
    assert "alva" not in everything_kept(wiring).lower()
    with wiring.engine.connect() as connection:
        row = connection.execute(
            text("SELECT answered_at, orders, sealed_subject FROM privacy_requests")
        ).one()
    assert tuple(row) == (NOON, 1, None)


def test_forgetting_twice_does_no_harm(wiring, bought) -> None:
    assert erase_shopper(wiring, bought, ALVA) == 1
    assert erase_shopper(wiring, bought, ALVA) == 0
    assert export_shopper(wiring, bought, ALVA).orders == 0


def test_another_shop_keeps_the_same_shopper(wiring, bought, connect) -> None:
    other = connect(domain="other.myshopify.com")
    deliver(wiring, other, "orders/create", her_order())
    erase_shopper(wiring, bought, ALVA)
    with wiring.sessions() as session:
        order_id = order_id_of(session, other, "1001")
    assert order_id is not None
    story = tell_story(wiring, other, order_id)
    assert story is not None
    assert story.order.contact.email == "alva@example.com"


def test_who_dies_in_the_midst_of_forgetting_leaves_no_wishes_behind(wiring, bought) -> None:
    with wiring.sessions.begin() as session:
        switch_channel(session, bought, "alva@example.com", ChannelKey.EMAIL, on=False)
    asked, times = Shopper("", "", "", ("1001",)), iter([NOON])
    dying = replace(wiring, clock=lambda: next(times))
    with suppress(StopIteration):
        erase_shopper(dying, bought, asked)
    erase_shopper(wiring, bought, asked)
    assert "alva@example.com" not in everything_kept(wiring)
