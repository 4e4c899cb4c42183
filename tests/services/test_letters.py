"""What goes out together, what is held, and what is dropped."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from sqlalchemy import text, update

from domain.errors import ProviderError
from domain.kinds import ChannelKey, Kind
from domain.letters import NO_LONGER_TRUE, NO_WAY_TO_SEND, TOLD_BY_LATER
from domain.status import Status
from services.notify_shopper import send_due
from services.prepare_letters import (
    FOR_ITS_HOUR,
    FOR_THE_EVENING,
    NO_LONGER_SECOND,
    SHOP_LEFT,
    SUPPRESSED,
    SWITCHED_OFF,
    UNWANTED,
)
from services.shopper_links import Purpose, behind, meant_for
from services.wiring import Wiring
from storage.message_rules import KeptRules, keep_rules
from storage.shipments import ShipmentRow
from storage.suppressions import suppress
from tests.fakes import NOON
from tests.services.due_messages import choose, plan, rows, the_row, wish
from tests.storage.told import ship, write

EVENING = datetime.combine(NOON.date(), time(17), NOON.tzinfo)
"""Six in the evening in Malmö."""
NEXT_MORNING = EVENING + timedelta(hours=14)


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    return write(wiring, shop_id, locale="en")


def parcels(
    wiring: Wiring, shop_id: int, order_id: int, *numbers: str, status: Status = Status.PENDING
) -> Sequence[int]:
    ids = [ship(wiring, shop_id, order_id, number, platform_id=number) for number in numbers]
    with wiring.sessions.begin() as session:
        session.execute(update(ShipmentRow).where(ShipmentRow.id.in_(ids)).values(status=status))
    return ids


def states(wiring: Wiring) -> list[tuple[str, str]]:
    return [(row.state, row.reason) for row in rows(wiring)]


def test_parcels_with_the_same_news_are_told_together(wiring, shop_id, order_id, outbox) -> None:
    ids = parcels(wiring, shop_id, order_id, "TP1", "TP2", "TP3")
    lead, *others = plan(wiring, shop_id, Kind.SHIPPED, order_id, *ids)
    assert send_due(wiring) == 1
    (mail,) = outbox.sent
    assert all(number in mail.text for number in ("TP1", "TP2", "TP3"))
    assert mail.reference == str(lead)
    assert [(row.state, row.told_with) for row in rows(wiring)] == [
        ("sent", None),
        *[("told", lead)] * len(others),
    ]


def test_older_news_of_the_same_parcel_is_left_out(wiring, shop_id, order_id, outbox) -> None:
    (id_,) = parcels(wiring, shop_id, order_id, "TP1", status=Status.IN_TRANSIT)
    for kind in (Kind.SHIPPED, Kind.IN_TRANSIT):
        plan(wiring, shop_id, kind, order_id, id_)
    send_due(wiring)
    assert states(wiring) == [("dropped", TOLD_BY_LATER), ("sent", "")]
    assert len(outbox.sent) == 1


def bounced(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions.begin() as session:
        suppress(session, shop_id, ChannelKey.EMAIL, "Alva@Example.com", "bounced", NOON)


def left(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions.begin() as session:
        session.execute(text("UPDATE shops SET uninstalled_at = now()"))


MEANWHILE: Mapping[str, tuple[Callable[[Wiring, int], None], str]] = {
    "the address has bounced": (bounced, SUPPRESSED),
    "the shop has left": (left, SHOP_LEFT),
    "off": (lambda w, s: choose(w, s, Kind.ORDER_RECEIVED), SWITCHED_OFF),
    "on elsewhere": (
        lambda w, s: choose(w, s, Kind.ORDER_RECEIVED, ChannelKey.SMS),
        SWITCHED_OFF,
    ),
    "not this kind": (lambda w, s: wish(w, s, kinds_off=["order_received"]), UNWANTED),
    "not by mail": (lambda w, s: wish(w, s, channels_off=["email"]), UNWANTED),
    "not about this order": (lambda w, s: wish(w, s, stopped_orders=[1]), UNWANTED),
    "not others": (lambda w, s: wish(w, s, stopped_orders=[2], kinds_off=["shipped"]), ""),
    "another shopper": (lambda w, s: wish(w, s, "bo@else.example", channels_off=["email"]), ""),
}


@pytest.mark.parametrize("meanwhile", MEANWHILE)
def test_what_is_not_wanted_any_more_is_dropped_with_the_reason(
    wiring, shop_id, order_id, outbox, meanwhile
) -> None:
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    change, reason = MEANWHILE[meanwhile]
    change(wiring, shop_id)
    send_due(wiring)
    assert states(wiring) == [("dropped", reason) if reason else ("sent", "")]
    assert len(outbox.sent) == (not reason)
    assert the_row(wiring).attempts == (not reason)


def test_what_was_planned_and_is_not_true_when_its_time_has_come_is_dropped(
    wiring, shop_id, order_id, outbox
) -> None:
    (id_,) = parcels(wiring, shop_id, order_id, "TP1", status=Status.DELIVERED)
    plan(wiring, shop_id, Kind.ARRIVING_TOMORROW, order_id, id_, movable=True)
    send_due(wiring)
    assert states(wiring) == [("dropped", NO_LONGER_TRUE)]
    assert the_row(wiring).attempts == 0
    plan(wiring, shop_id, Kind.ARRIVING_TOMORROW, order_id, id_, movable=True)
    assert the_row(wiring).state == "due"


def test_a_channel_nobody_has_is_no_way_to_send(wiring, shop_id, order_id) -> None:
    choose(wiring, shop_id, Kind.ORDER_RECEIVED, ChannelKey.SMS)
    sms = {"channel": ChannelKey.SMS, "recipient": "+46700000000"}
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id, **sms)
    send_due(wiring)
    assert states(wiring) == [("dropped", NO_WAY_TO_SEND)]


@pytest.mark.parametrize(
    ("wishes", "reason"),
    [
        ({"also_to": "Bo@Example.com", "also_confirmed_at": NOON}, ""),
        ({"also_to": "bo@example.com"}, NO_LONGER_SECOND),
        ({"also_to": "cy@example.com", "also_confirmed_at": NOON}, NO_LONGER_SECOND),
        ({}, NO_LONGER_SECOND),
        (
            {
                "also_to": "bo@example.com",
                "also_confirmed_at": NOON,
                "channels_off": ["email"],
            },
            "",
        ),
        (
            {
                "also_to": "bo@example.com",
                "also_confirmed_at": NOON,
                "kinds_off": ["order_received"],
            },
            UNWANTED,
        ),
    ],
)
def test_a_second_recipient_is_written_to_as_long_as_both_want_it(
    wiring, shop_id, order_id, outbox, wishes: dict[str, Any], reason
) -> None:
    wish(wiring, shop_id, **wishes)
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id, recipient="bo@example.com", second=True)
    send_due(wiring)
    assert states(wiring) == [("dropped", reason) if reason else ("sent", "")]
    for mail in outbox.sent:
        token = mail.headers["List-Unsubscribe"].removesuffix("/unsubscribe>").rpartition("/")[2]
        linked = behind(wiring, Purpose.PREFERENCES, token)
        assert linked.second
        assert meant_for(wiring, linked, "bo@example.com")


def test_no_more_go_to_one_in_a_day_than_the_shop_allows_urgent_ones_aside(
    wiring, shop_id, outbox, clock
) -> None:
    with wiring.sessions.begin() as session:
        keep_rules(session, shop_id, KeptRules(most_a_day=2))
    for number in range(4):
        order_id = write(wiring, shop_id, platform_id=f"{number}", number=f"#{number}")
        plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    send_due(wiring)
    assert [row.state for row in rows(wiring)] == ["sent", "sent", "due", "due"]
    held = rows(wiring)[2]
    assert (held.next_attempt_at, held.attempts, held.reason) == (NEXT_MORNING, 0, FOR_ITS_HOUR)
    coming = write(wiring, shop_id)
    (id_,) = parcels(wiring, shop_id, coming, "TP1", status=Status.OUT_FOR_DELIVERY)
    plan(wiring, shop_id, Kind.OUT_FOR_DELIVERY, coming, id_)
    send_due(wiring)
    assert len(outbox.sent) == 3
    clock.now = NEXT_MORNING
    send_due(wiring)
    assert len(outbox.sent) == 5


def test_who_wants_one_mail_a_day_gets_it_in_the_evening_with_all_that_is_still_true(
    wiring, shop_id, outbox, clock
) -> None:
    wish(wiring, shop_id, daily_digest=True)
    first, second = (write(wiring, shop_id, platform_id=f"{n}", number=f"#{n}") for n in (71, 72))
    going, coming = parcels(wiring, shop_id, first, "TP1", "TP2", status=Status.IN_TRANSIT)
    plan(wiring, shop_id, Kind.IN_TRANSIT, first, going, coming)
    plan(wiring, shop_id, Kind.ORDER_RECEIVED, second)
    send_due(wiring)
    assert outbox.sent == []
    assert {(row.next_attempt_at, row.attempts, row.gathered) for row in rows(wiring)} == {
        (EVENING, 0, True)
    }
    assert {row.reason for row in rows(wiring)} == {FOR_THE_EVENING}
    with wiring.sessions.begin() as session:
        there = update(ShipmentRow).where(ShipmentRow.id == coming)
        session.execute(there.values(status=Status.OUT_FOR_DELIVERY))
    plan(wiring, shop_id, Kind.OUT_FOR_DELIVERY, first, coming)
    send_due(wiring)
    assert [mail.reference for mail in outbox.sent] == [str(rows(wiring)[3].id)]
    clock.now = EVENING
    send_due(wiring)
    assert [row.state for row in rows(wiring)] == ["sent", "dropped", "told", "sent"]
    digest = outbox.sent[-1]
    assert "#71" in digest.text
    assert "#72" in digest.text
    pages = {line.strip() for line in digest.text.splitlines() if "/t/" in line}
    assert len(pages) == 2


def test_a_digest_that_could_not_be_sent_is_tried_again_whole(
    wiring, shop_id, outbox, clock
) -> None:
    wish(wiring, shop_id, daily_digest=True)
    for number in (71, 72):
        order_id = write(wiring, shop_id, platform_id=f"{number}", number=f"#{number}")
        plan(wiring, shop_id, Kind.ORDER_RECEIVED, order_id)
    send_due(wiring)
    clock.now = EVENING
    outbox.failures = [ProviderError("450 later")]
    send_due(wiring)
    assert [row.state for row in rows(wiring)] == ["due", "due"]
    clock.forward(minutes=1)
    send_due(wiring)
    assert [row.state for row in rows(wiring)] == ["sent", "told"]
    assert len(outbox.sent) == 1
