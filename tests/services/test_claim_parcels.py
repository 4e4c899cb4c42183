"""Whose parcels are asked about first: everybody's in turns, the hot ones before the cold."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import update

from domain.poll_budget import CallsLeft
from domain.polling import Heat
from jobs.poll_carriers import poll_round
from services.claim_parcels import anything_to_ask, claim_parcels
from storage.carrier_accounts import pause_account, rest_account
from storage.poll_schedule import PollRow
from tests.fake_switchboard import ScriptedSwitchboard
from tests.fakes import NOON
from tests.services.several_carriers import another_carrier, enter_account, send, wired_to


def claimed_by_shop(wiring, limit: int) -> Counter[int]:
    return Counter(due.shop_id for one in claim_parcels(wiring, limit) for due in one.due)


@pytest.fixture
def crowd(wiring, shop_id, connect):
    """A shop with fifty parcels due for hours, and one whose two have just been sent."""
    send(wiring, shop_id, 1, *(f"BIG{number}" for number in range(50)))
    with wiring.sessions.begin() as session:
        session.execute(update(PollRow).values(next_poll_at=NOON - timedelta(hours=9)))
    small = connect(domain="small.myshopify.com")
    send(wiring, small, 2, "SMALL1", "SMALL2")
    return shop_id, small


def test_a_shop_with_many_parcels_does_not_starve_one_with_few(wiring, crowd) -> None:
    big, small = crowd
    assert claimed_by_shop(wiring, 10) == {big: 8, small: 2}
    assert claimed_by_shop(wiring, 100) == {big: 42}


def test_shops_have_their_turns_when_not_all_can_be_served(wiring, crowd) -> None:
    big, small = crowd
    assert claimed_by_shop(wiring, 2) == {big: 1, small: 1}


def test_no_shop_waits_longer_than_the_others_at_a_slow_account(
    wiring, shop_id, connect, switchboard, clock
) -> None:
    shops = [shop_id, *(connect(domain=f"shop{n}.myshopify.com") for n in range(6))]
    for order, shop in enumerate(shops):
        send(wiring, shop, order + 1, *(f"S{order}N{number}" for number in range(5)))
    switchboard.left["testpost"] = CallsLeft(soon=2)
    served = set()
    for _ in range(4):
        served |= set(claimed_by_shop(wiring, 500))
        clock.forward(seconds=1)
    assert served == set(shops)


def test_a_shop_that_could_not_be_served_keeps_its_turn(wiring, crowd, switchboard) -> None:
    big, small = crowd
    with wiring.sessions.begin() as session:
        hot = update(PollRow).where(PollRow.shipment_id.in_([7, 9]))
        session.execute(hot.values(heat=Heat.HOT, next_poll_at=NOON))
    switchboard.left["testpost"] = CallsLeft(today=20, a_day=1000)
    assert claimed_by_shop(wiring, 500) == {big: 2}
    switchboard.left["testpost"] = CallsLeft(soon=1)
    assert claimed_by_shop(wiring, 500) == {small: 1}


def test_a_shops_own_account_is_asked_before_the_installations(wiring, crowd, switchboard) -> None:
    _, small = crowd
    enter_account(wiring, small)
    poll_round(wiring)
    asked = {
        enquiry.account.credentials["key"]: [number.number for number in enquiry.numbers]
        for enquiry in switchboard.asked
    }
    assert sorted(asked[f"of-{small}"]) == ["SMALL1", "SMALL2"]
    assert len(asked["own"]) == 50


def test_accounts_have_their_turns(wiring, crowd) -> None:
    big, small = crowd
    enter_account(wiring, small)
    assert claimed_by_shop(wiring, 2) == {big: 1, small: 1}


def test_carriers_have_their_turns(wiring, shop_id) -> None:
    switchboard = ScriptedSwitchboard(
        [another_carrier("many", "Many"), another_carrier("few", "Few")]
    )
    wired = wired_to(wiring, switchboard)
    send(wired, shop_id, 1, *(f"M{number}" for number in range(50)), by="Many")
    send(wired, shop_id, 2, "F1", by="Few")
    providers = Counter({one.kept.provider: len(one.due) for one in claim_parcels(wired, 20)})
    assert providers["few"] == 1
    assert providers["many"] >= 10


def test_a_day_nearly_spent_is_for_parcels_on_their_last_mile(wiring, crowd, switchboard) -> None:
    assert crowd
    with wiring.sessions.begin() as session:
        hot = update(PollRow).where(PollRow.shipment_id.in_([7, 9]))
        session.execute(hot.values(heat=Heat.HOT, next_poll_at=NOON))
    switchboard.left["testpost"] = CallsLeft(today=20, a_day=1000)
    (claimed,) = claim_parcels(wiring, 500)
    assert sorted(due.id for due in claimed.due) == [7, 9]
    assert claimed_by_shop(wiring, 500) == {}
    assert anything_to_ask(wiring)


def test_no_more_is_claimed_than_the_pace_allows(wiring, crowd, switchboard) -> None:
    switchboard.left["testpost"] = CallsLeft(soon=7)
    assert sum(claimed_by_shop(wiring, 500).values()) == 7
    switchboard.left["testpost"] = CallsLeft(soon=0)
    assert claimed_by_shop(wiring, 500) == {}


def test_an_account_that_may_not_call_now_gives_its_place_to_others(
    wiring, crowd, switchboard, clock
) -> None:
    switchboard.left["testpost"] = CallsLeft(soon=0)
    assert claimed_by_shop(wiring, 500) == {}
    assert not anything_to_ask(wiring)
    switchboard.left.clear()
    clock.forward(minutes=1)
    assert sum(claimed_by_shop(wiring, 500).values()) == 52


def test_a_call_for_many_numbers_claims_as_many(wiring, crowd, switchboard) -> None:
    switchboard.left["testpost"] = CallsLeft(soon=2)
    provider = replace(switchboard.providers["testpost"], per_call=10)
    switchboard.providers = {"testpost": provider}
    assert sum(claimed_by_shop(wiring, 500).values()) == 20


def test_paused_and_resting_accounts_are_left_alone_and_resting_ends(wiring, crowd, clock) -> None:
    with wiring.sessions.begin() as session:
        rest_account(session, 1, 1, NOON + timedelta(minutes=10), "Retry-After")
    assert not anything_to_ask(wiring)
    clock.forward(minutes=10)
    assert sum(claimed_by_shop(wiring, 500).values()) == 52
    clock.forward(hours=1)
    with wiring.sessions.begin() as session:
        assert pause_account(session, 1, 1, "HTTP 401", clock())
        assert not pause_account(session, 1, 1, "HTTP 401", clock())
    assert claim_parcels(wiring, 500) == []


def test_an_account_whose_adapter_is_gone_claims_nothing(wiring, crowd) -> None:
    gone = replace(wiring, switchboard=ScriptedSwitchboard([another_carrier("other", "Other")]))
    assert not anything_to_ask(gone)
    assert claim_parcels(gone, 500) == []
