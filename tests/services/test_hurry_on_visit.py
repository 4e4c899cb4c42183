"""A shopper who looks has old answers renewed, within what a carrier takes."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select, update

from domain.polling import AT_MOST_A_DAY, Heat
from domain.status import Status
from jobs.poll_carriers import poll_round
from services.claim_parcels import claim_parcels
from services.look_up_order import tell_story
from services.wiring import Wiring
from storage.poll_schedule import PollRow
from tests.fakes import NOON, scan
from tests.services.several_carriers import send


@pytest.fixture
def order_id(wiring, shop_id, carrier) -> int:
    """An order whose parcel was asked about just now and is on its way."""
    send(wiring, shop_id, 1, "TP1")
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wiring)
    return 1


def the_poll(wiring: Wiring) -> PollRow:
    with wiring.sessions() as session:
        return session.scalars(select(PollRow)).one()


def test_an_old_answer_is_renewed_at_once(wiring, order_id, shop_id, clock) -> None:
    clock.forward(minutes=16)
    tell_story(wiring, shop_id, order_id)
    poll = the_poll(wiring)
    assert (poll.next_poll_at, poll.heat) == (clock(), Heat.HOT)
    assert poll_round(wiring) == 1
    assert the_poll(wiring).next_poll_at > clock() + timedelta(hours=2)


def test_a_fresh_answer_is_good_enough(wiring, order_id, shop_id, clock) -> None:
    clock.forward(minutes=14)
    tell_story(wiring, shop_id, order_id)
    assert the_poll(wiring).next_poll_at > NOON + timedelta(hours=2)


@pytest.mark.parametrize(
    "spent", [{"polls_today": AT_MOST_A_DAY}, {"failures": 1}, {"confirmed": True}]
)
def test_no_visit_asks_more_than_a_carrier_takes(wiring, order_id, shop_id, clock, spent) -> None:
    with wiring.sessions.begin() as session:
        session.execute(update(PollRow).values(**spent))
    clock.forward(hours=1)
    tell_story(wiring, shop_id, order_id)
    assert the_poll(wiring).next_poll_at > NOON + timedelta(hours=2)


@pytest.mark.parametrize(("hours", "name"), [(15, "America/New_York"), (11, "Asia/Tokyo")])
def test_a_day_is_the_destinations(wiring, order_id, shop_id, clock, hours, name) -> None:
    clock.forward(hours=hours)
    zone = ZoneInfo(name)
    there = replace(wiring, zone_of=lambda country: zone)
    local = clock().astimezone(zone).date()
    with wiring.sessions.begin() as session:
        spent = {"polls_today": AT_MOST_A_DAY, "polled_on": local}
        later = clock() + timedelta(hours=3)
        session.execute(update(PollRow).values(next_poll_at=later, **spent))
    tell_story(there, shop_id, order_id)
    assert the_poll(wiring).next_poll_at == later
    assert local != clock().date()


def test_a_visit_does_not_ask_again_about_what_is_being_asked(
    wiring, order_id, shop_id, clock
) -> None:
    clock.forward(hours=6)
    assert claim_parcels(wiring, 10)
    clock.forward(seconds=10)
    tell_story(wiring, shop_id, order_id)
    assert not claim_parcels(wiring, 10)
