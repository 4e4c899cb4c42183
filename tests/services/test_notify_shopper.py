"""Messages that are due go out, once each, in the right words."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from email.utils import parseaddr

import pytest
from sqlalchemy import text

from domain.errors import ProviderError
from domain.kinds import ChannelKey, Kind
from domain.ports import Message
from domain.shop import PlatformKey
from domain.status import Status
from jobs.poll_carriers import poll_round
from services.look_up_order import open_link
from services.notify_shopper import (
    anything_due,
    send_due,
)
from services.wiring import Wiring
from tests.fakes import NOON, ScriptedCarrier, TestOutbox, scan
from tests.services.deliver import deliver
from tests.services.due_messages import ORDER, place, rows, the_row
from tests.shop_bodies import shopify_fulfilment, shopify_order


@pytest.fixture
def ordered(wiring: Wiring, shop_id: int) -> int:
    """A shop with one order just placed: one message is due."""
    deliver(wiring, shop_id, "orders/create", shopify_order(ORDER))
    return shop_id


def test_a_due_message_is_sent_once_and_its_receipt_is_kept(wiring, ordered, outbox) -> None:
    assert anything_due(wiring)
    assert send_due(wiring) == 1
    assert send_due(wiring) == 0
    assert not anything_due(wiring)
    assert len(outbox.sent) == 1
    row = the_row(wiring)
    assert (row.state, row.receipt, row.attempts) == ("sent", "250 2.0.0 kept", 1)
    assert row.finished_at == NOON


def test_a_message_is_from_the_shop_and_links_to_a_live_page(wiring, ordered, outbox) -> None:
    send_due(wiring)
    (message,) = outbox.sent
    assert parseaddr(message.sender) == ("Lamps & Co", "post@track.example.com")
    assert (message.reply_to, message.recipient) == ("help@lamps.example", "alva@example.com")
    assert message.headers["Auto-Submitted"] == "auto-generated"
    assert message.headers["Date"] == "Fri, 20 Nov 2026 12:00:00 +0000"
    assert message.subject == "Your order #4001 has been received"
    link = next(line for line in message.text.splitlines() if line.startswith("https://"))
    assert open_link(wiring, link.rpartition("/")[2]).shop_id == ordered
    assert link in message.html


def test_the_orders_language_goes_before_the_shops(wiring, connect, outbox) -> None:
    shop = connect(locale="sv")
    place(wiring, shop, 1, customer_locale="en-GB")
    place(wiring, shop, 2, customer_locale="hu-HU")
    place(wiring, shop, 3, customer_locale=None)
    send_due(wiring)
    subjects = {message.subject for message in outbox.sent}
    assert subjects == {
        "Your order #1 has been received",
        "Din beställning #2 har tagits emot",
        "Din beställning #3 har tagits emot",
    }


def test_times_are_those_of_the_shop(wiring, shop_id, carrier, clock, outbox) -> None:
    told = shopify_order(ORDER, fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    send_due(wiring)
    carrier.report("TP1", scan(Status.IN_TRANSIT, NOON - timedelta(hours=3)))
    poll_round(wiring)
    clock.forward(hours=5)
    delivered = scan(Status.DELIVERED, NOON + timedelta(hours=4))
    carrier.report("TP1", scan(Status.IN_TRANSIT, NOON - timedelta(hours=3)), delivered)
    poll_round(wiring)
    send_due(wiring)
    assert "delivered today at 17:00" in outbox.sent[-1].text


def test_a_time_zone_nobody_knows_does_not_hold_up_the_mail(wiring, ordered, outbox) -> None:
    with wiring.sessions.begin() as session:
        session.execute(text("UPDATE shops SET time_zone = 'Mars/Olympus'"))
    send_due(wiring)
    assert len(outbox.sent) == 1


def test_the_message_id_is_the_same_at_every_attempt_and_another_for_another_message(
    wiring, ordered, outbox, clock
) -> None:
    seen: list[Message] = []

    class Recording(TestOutbox):
        def send(self, message: Message, handing_over: Callable[[], None]) -> str:
            seen.append(message)
            return super().send(message, handing_over)

    recording = Recording(failures=[ProviderError("later")])
    wiring = replace(wiring, channels={ChannelKey.EMAIL: recording})
    send_due(wiring)
    clock.forward(minutes=1)
    place(wiring, ordered, 2)
    send_due(wiring)
    first, *others = (message.message_id for message in seen)
    assert sorted(message_id == first for message_id in others) == [False, True]
    assert first.endswith("@track.example.com>")


def test_no_more_than_the_limit_are_taken_on(wiring, shop_id, outbox) -> None:
    for number in range(8):
        place(wiring, shop_id, number, email=f"shopper{number}@example.com")
    assert send_due(wiring, limit=7) == 7
    assert send_due(wiring, limit=7) == 1
    assert len({message.message_id for message in outbox.sent}) == 8


def test_a_parcel_is_announced_by_its_number_and_carrier(
    wiring, shop_id, carrier: ScriptedCarrier, outbox
) -> None:
    told = shopify_order(ORDER, fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    send_due(wiring)
    assert [row.kind for row in rows(wiring)] == [Kind.SHIPPED]
    (message,) = outbox.sent
    assert "TestPost has not scanned it yet" in message.text
    assert "TP1" in message.html


def test_other_shops_messages_keep_their_own_sender(wiring, shop_id, connect, outbox) -> None:
    other = connect(PlatformKey.WOOCOMMERCE, "https://mugs.example", "door-key")
    place(wiring, shop_id, 1)
    with wiring.sessions.begin() as session:
        session.execute(
            text("UPDATE shops SET name = :name WHERE id = :id"),
            {"name": 'Åsas "Mugs"\r\nX: y', "id": other},
        )
        for table in ("orders", "notifications", "message_lanes"):
            session.execute(text(f"UPDATE {table} SET shop_id = :id"), {"id": other})
    send_due(wiring)
    assert parseaddr(outbox.sent[0].sender) == ('Åsas "Mugs" X: y', "post@track.example.com")
