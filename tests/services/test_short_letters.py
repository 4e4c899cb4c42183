"""Texts and pushes: at what hour, to whom no longer, and what a refused account brings with it."""

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from domain.channels import PushNote, ShortMessage
from domain.errors import GoneError
from domain.kinds import ChannelKey, Kind
from domain.status import Status
from services.notify_shopper import send_due
from services.prepare_letters import SUPPRESSED
from services.wiring import Wiring
from services.write_letter import NO_BROWSER
from storage.message_rules import KeptRules, keep_rules
from storage.push_subscriptions import PushSubscriptionRow
from storage.suppressions import is_suppressed, lift
from tests.fakes import NOON, SteppingClock
from tests.services.due_messages import plan, rows, the_row, wish
from tests.services.phones import PHONE, Phone, a_parcel, set_status, text_to, with_phone

LATE = NOON + timedelta(hours=10)
"""Eleven in the evening in Malmö."""
MORNING = NOON + timedelta(hours=19)


@pytest.fixture
def phone() -> Phone:
    return Phone()


@pytest.fixture
def wired(wiring: Wiring, phone: Phone) -> Wiring:
    return with_phone(wiring, phone)


@pytest.fixture
def parcel(wired: Wiring, shop_id: int) -> tuple[int, int]:
    return a_parcel(wired, shop_id)


def a_browser(wiring: Wiring, shop_id: int, order_id: int) -> str:
    keys = wiring.vault.seal(json.dumps({"p256dh": "point", "auth": "secret"}))
    with wiring.sessions.begin() as session:
        row = PushSubscriptionRow(
            shop_id=shop_id,
            order_id=order_id,
            endpoint="https://push.example/1",
            sealed_keys=keys,
            language="sv",
            created_at=NOON,
        )
        session.add(row)
        session.flush()
        return str(row.id)


def test_a_text_goes_to_the_phone_and_leads_to_the_page(wired, shop_id, parcel, phone) -> None:
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel)
    send_due(wired)
    (message,) = phone.sent
    assert isinstance(message, ShortMessage)
    assert (message.recipient, message.reference) == (PHONE, str(the_row(wired).id))
    assert "https://track.example.com/t/" in message.text
    assert (the_row(wired).state, the_row(wired).receipt) == ("sent", "SM1")


def test_a_push_goes_to_the_browser_in_the_language_it_asked_in(
    wired, shop_id, parcel, phone
) -> None:
    browser = a_browser(wired, shop_id, parcel[0])
    plan(wired, shop_id, Kind.OUT_FOR_DELIVERY, *parcel, channel=ChannelKey.PUSH, recipient=browser)
    send_due(wired)
    (note,) = phone.sent
    assert isinstance(note, PushNote)
    assert (note.endpoint, note.p256dh, note.auth) == ("https://push.example/1", "point", "secret")
    assert note.topic == f"order-{parcel[0]}"
    assert note.url.startswith("https://track.example.com/t/")
    assert note.title
    assert note.body


@pytest.mark.parametrize("gone", ["before", "after"])
def test_a_browser_that_is_gone_is_told_nothing_more(wired, shop_id, parcel, phone, gone) -> None:
    browser = a_browser(wired, shop_id, parcel[0])
    plan(wired, shop_id, Kind.OUT_FOR_DELIVERY, *parcel, channel=ChannelKey.PUSH, recipient=browser)
    if gone == "before":
        with wired.sessions.begin() as session:
            session.delete(session.scalars(select(PushSubscriptionRow)).one())
    else:
        phone.failures = [GoneError("410 Gone", permanent=True)]
    send_due(wired)
    reason = NO_BROWSER if gone == "before" else "410 Gone"
    assert (the_row(wired).state, the_row(wired).reason) == ("dropped", reason)
    with wired.sessions() as session:
        assert session.scalars(select(PushSubscriptionRow)).all() == []


def test_an_address_where_nothing_arrives_is_written_to_no_more_until_it_is_lifted(
    wired, shop_id, parcel, phone
) -> None:
    phone.failures = [GoneError("21610 unsubscribed", permanent=True)]
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel)
    send_due(wired)
    assert (the_row(wired).state, the_row(wired).reason) == ("failed", "21610 unsubscribed")
    with wired.sessions.begin() as session:
        assert is_suppressed(session, shop_id, ChannelKey.SMS, PHONE)
        assert not is_suppressed(session, shop_id, ChannelKey.EMAIL, PHONE)
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel, about="again")
    send_due(wired)
    assert rows(wired)[1].reason == SUPPRESSED
    with wired.sessions.begin() as session:
        lift(session, shop_id, ChannelKey.SMS, PHONE)
    text_to(wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel, about="once more")
    send_due(wired)
    assert len(phone.sent) == 1


@pytest.mark.parametrize(
    ("kind", "status", "rules", "wishes", "until"),
    [
        pytest.param(Kind.IN_TRANSIT, Status.IN_TRANSIT, {}, {}, MORNING, id="by night"),
        pytest.param(
            Kind.OUT_FOR_DELIVERY, Status.OUT_FOR_DELIVERY, {}, {}, None, id="worth waking for"
        ),
        pytest.param(
            Kind.OUT_FOR_DELIVERY,
            Status.OUT_FOR_DELIVERY,
            {"urgent_any_hour": False},
            {},
            MORNING,
            id="not in this shop",
        ),
        pytest.param(
            Kind.IN_TRANSIT, Status.IN_TRANSIT, {"quiet": None}, {}, None, id="never quiet"
        ),
        pytest.param(
            Kind.OUT_FOR_DELIVERY,
            Status.OUT_FOR_DELIVERY,
            {},
            {"quiet_from": datetime.min.time(), "quiet_until": datetime.max.time()},
            datetime.combine(LATE.date(), datetime.max.time(), LATE.tzinfo) - timedelta(hours=1),
            id="the shopper's own",
        ),
    ],
)
def test_a_text_waits_for_its_hour_as_if_it_had_never_been_taken(  # noqa: PLR0913, PLR0917
    wired, shop_id, parcel, phone, clock: SteppingClock, kind, status, rules, wishes, until
) -> None:
    with wired.sessions.begin() as session:
        keep_rules(session, shop_id, replace(KeptRules(), **rules))
    wish(wired, shop_id, **wishes)
    set_status(wired, status)
    clock.now = LATE
    text_to(wired, shop_id, kind, parcel)
    send_due(wired)
    assert len(phone.sent) == (until is None)
    if until:
        assert (the_row(wired).next_attempt_at, the_row(wired).attempts) == (until, 0)
        clock.now = until
        send_due(wired)
        assert len(phone.sent) == 1


def test_a_shop_sends_no_more_texts_in_a_day_than_it_allows(
    wired, shop_id, parcel, phone, clock
) -> None:
    with wired.sessions.begin() as session:
        keep_rules(session, shop_id, KeptRules(most_sms_a_day=2))
    for number in range(3):
        recipient = f"+4670000000{number}"
        text_to(
            wired, shop_id, Kind.OUT_FOR_DELIVERY, parcel, about=f"{number}", recipient=recipient
        )
        send_due(wired)
    assert len(phone.sent) == 2
    clock.now = MORNING
    send_due(wired)
    assert len(phone.sent) == 3
