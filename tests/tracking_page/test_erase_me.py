"""Who follows the link in a mail can have themselves forgotten, and nobody else."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from domain.kinds import ChannelKey
from domain.order import Address, Contact
from domain.shop_events import Shopper
from services.erase_shopper import erase_shopper
from services.export_shopper import export_shopper
from services.run_shop_tasks import run_next
from services.wiring import Wiring
from storage.event_deliveries import EventDeliveryRow
from storage.event_endpoints import EventEndpointRow
from storage.orders import OrderRow
from storage.push_subscriptions import NewSubscription, keep_subscription
from storage.schema import Table
from storage.second_recipients import name_second, note_agreed, second_recipient_of
from storage.shopper_preferences import preferences_of, switch_channel
from storage.suppressions import is_suppressed, suppress
from storage.vouchers import VoucherRow
from tests.fakes import NOON
from tests.tracking_page.mail_links import ALVA, Reader, reader_of

PHONE = "+46701234567"
BO = Contact("Bo", "bo@example.com", PHONE)
HERS = Shopper("", ALVA, "", ())


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    """Alva, whose order bears a phone, with all that can be kept about messages; and Bo."""
    reader = reader_of(wiring, shop_id, contact=Contact("Alva Åkesson", ALVA, PHONE))
    reader_of(wiring, shop_id, "#2", contact=BO, address=Address("Bo", "Lilla vägen 2"))
    reader.save(rhythm="daily", also_to="friend@example.org")
    with wiring.sessions.begin() as session:
        new = NewSubscription(reader.order_id, "https://push.example.com/x", b"sealed", "en")
        keep_subscription(session, shop_id, new, NOON)
        suppress(session, shop_id, ChannelKey.EMAIL, ALVA, "bounced", NOON)
        session.add(a_voucher(reader))
        session.add(an_event(reader))
    return reader


def a_voucher(reader: Reader) -> VoucherRow:
    return VoucherRow(
        order_id=reader.order_id,
        shop_id=reader.shop_id,
        code="SORRY-7QX2",
        worth=Decimal(50),
        currency="SEK",
        ends_at=NOON + timedelta(days=60),
        promised_at=NOON,
    )


def an_event(reader: Reader) -> EventDeliveryRow:
    listener = EventEndpointRow(
        shop_id=reader.shop_id, target="klaviyo", sealed_secret=b"sealed", created_at=NOON
    )
    with reader.wiring.sessions.begin() as session:
        session.add(listener)
    return EventDeliveryRow(
        shop_id=reader.shop_id,
        endpoint_id=listener.id,
        order_id=reader.order_id,
        event="msg_1",
        kind="parcel.delivered",
        body=b'{"profile": "alva@example.com"}',
        created_at=NOON,
        next_attempt_at=NOON,
    )


def everything_kept(wiring: Wiring) -> str:
    with wiring.engine.connect() as connection:
        rows = [
            repr(row)
            for table in Table.metadata.sorted_tables
            for row in connection.execute(select(table))
        ]
    return "\n".join(rows)


def erased(wiring: Wiring) -> bool:
    """Do what is due for shops; tell whether an order was forgotten."""
    while run_next(wiring):
        pass
    with wiring.sessions() as session:
        return (
            session.scalars(select(OrderRow.erased_at).order_by(OrderRow.id)).all()[0] is not None
        )


def test_the_page_says_what_is_erased_and_asks_once_more(alva: Reader) -> None:
    assert f'href="{alva.path}/erase"' in alva.look().text
    page = alva.look("/erase").text
    for said in ("What is erased", "What is not", "cannot be undone", "a…a@e…e.com"):
        assert said in page
    assert not erased(alva.wiring)
    assert ALVA in everything_kept(alva.wiring)


def test_after_the_second_yes_nothing_names_her_and_bo_stays(alva: Reader) -> None:
    done = alva.client.post(f"{alva.path}/erase")
    assert (done.status_code, "Your data is being erased" in done.text) == (200, True)
    assert erased(alva.wiring)
    left = everything_kept(alva.wiring)
    for personal in ("alva", "Åkesson", "friend@", "push.example.com", "SORRY", "Storgatan"):
        assert personal.lower() not in left.lower(), personal
    assert "bo@example.com" in left
    assert alva.look().status_code == 404
    assert alva.client.post(f"{alva.path}/unsubscribe").status_code == 404


def test_a_phone_she_typed_in_erases_nobody_elses_order_nor_refusal(wiring, shop_id, alva) -> None:
    with wiring.sessions.begin() as session:
        suppress(session, shop_id, ChannelKey.SMS, PHONE, "unsubscribed", NOON)
    alva.client.post(f"{alva.path}/erase")
    erased(wiring)
    with wiring.sessions() as session:
        emails = session.scalars(select(OrderRow.email).order_by(OrderRow.id)).all()
        assert is_suppressed(session, shop_id, ChannelKey.SMS, PHONE)
    assert list(emails) == ["", "bo@example.com"]


def test_her_data_in_another_shop_stays(wiring, connect, alva) -> None:
    elsewhere = reader_of(wiring, connect(domain="other.myshopify.com"))
    elsewhere.save(rhythm="daily")
    alva.client.post(f"{alva.path}/erase")
    erased(wiring)
    assert elsewhere.wishes().daily_digest


def test_asking_without_end_is_stopped(alva: Reader) -> None:
    codes = [alva.client.post(f"{alva.path}/erase").status_code for _ in range(6)]
    assert codes == [200] * 5 + [429]


def test_one_who_is_second_recipient_of_another_is_forgotten_there_too(wiring, shop_id) -> None:
    bo = reader_of(wiring, shop_id, "#2", contact=BO)
    bo.save(rhythm="daily")
    with wiring.sessions.begin() as session:
        name_second(session, shop_id, BO.email, "Alva@Example.com")
        named = second_recipient_of(session, shop_id, BO.email)
        assert named is not None
        note_agreed(session, shop_id, named, NOON)
    told = json.loads(export_shopper(wiring, shop_id, HERS).document)
    (wishes,) = told["wishes"]
    assert (wishes["address"], wishes["also_to"]) == ("", "Alva@Example.com")
    assert erase_shopper(wiring, shop_id, HERS) == 0
    kept = bo.wishes(BO.email)
    assert (kept.also_to, kept.daily_digest) == ("", True)


def test_all_that_is_kept_about_messages_is_told_to_one_who_asks(wiring, shop_id, alva) -> None:
    told = json.loads(export_shopper(wiring, shop_id, HERS).document)
    (wishes,), (refused,), (order,) = told["wishes"], told["not_written_to"], told["orders"]
    assert (wishes["daily_digest"], wishes["also_to"]) == (True, "friend@example.org")
    assert (refused["channel"], refused["reason"]) == ("email", "bounced")
    assert order["vouchers"] == ["SORRY-7QX2"]
    assert order["browsers"] == ["https://push.example.com/x"]
    assert order["events"] == ['{"profile": "alva@example.com"}']
    assert "bo@example.com" not in json.dumps(told)


def test_wishes_kept_by_phone_go_with_the_phone(wiring, shop_id) -> None:
    with wiring.sessions.begin() as session:
        switch_channel(session, shop_id, PHONE, ChannelKey.SMS, on=False)
        suppress(session, shop_id, ChannelKey.SMS, PHONE, "unsubscribed", NOON)
    erase_shopper(wiring, shop_id, Shopper("", "", "+46 70 123 45 67", ()))
    with wiring.sessions() as session:
        assert preferences_of(session, shop_id, PHONE).version == 0
        assert not is_suppressed(session, shop_id, ChannelKey.SMS, PHONE)
