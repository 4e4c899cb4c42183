"""From events to a state: the rules of the canonical vocabulary, one by one."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.status import FINAL, MOVING, Meaning, Status, SubStatus
from domain.tracking import TrackingEvent, TrackingState, state_after
from tests.domain.events import Said, any_events, distinct_events, one, told
from tests.fakes import NOON

PENDING, ANNOUNCED, ON_ITS_WAY = Status.PENDING, Status.INFO_RECEIVED, Status.IN_TRANSIT
OUT, WAITING, MISSED = Status.OUT_FOR_DELIVERY, Status.AVAILABLE_FOR_PICKUP, Status.ATTEMPT_FAILED
DELIVERED, TROUBLE = Status.DELIVERED, Status.EXCEPTION
GOING_BACK, BACK, CANCELLED = Status.RETURNING, Status.RETURNED, Status.CANCELLED
UNKNOWN = None


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        pytest.param([], PENDING, id="a number without events is pending"),
        pytest.param([UNKNOWN], PENDING, id="an unknown code alone says nothing"),
        pytest.param([ANNOUNCED], ANNOUNCED, id="a label is information, not movement"),
        pytest.param([ANNOUNCED, ON_ITS_WAY], ON_ITS_WAY, id="a scan is movement"),
        pytest.param([ON_ITS_WAY, UNKNOWN], ON_ITS_WAY, id="an unknown code keeps the status"),
        pytest.param([ON_ITS_WAY, ANNOUNCED], ON_ITS_WAY, id="a late label keeps the movement"),
        pytest.param([ON_ITS_WAY, PENDING], ON_ITS_WAY, id="no data keeps the movement"),
        pytest.param([OUT, ANNOUNCED], OUT, id="a late label keeps the van on its round"),
        pytest.param([TROUBLE, ANNOUNCED], TROUBLE, id="a late label keeps the trouble"),
        pytest.param([OUT, MISSED, OUT], OUT, id="a second round follows a failed attempt"),
        pytest.param([OUT, ON_ITS_WAY], ON_ITS_WAY, id="a van may come back to the depot"),
        pytest.param([MISSED, WAITING, DELIVERED], DELIVERED, id="a collected parcel is delivered"),
        pytest.param([DELIVERED, ON_ITS_WAY], DELIVERED, id="a late scan keeps the delivery"),
        pytest.param([DELIVERED, MISSED], DELIVERED, id="a late attempt keeps the delivery"),
        pytest.param([DELIVERED, TROUBLE], DELIVERED, id="late trouble keeps the delivery"),
        pytest.param([DELIVERED, GOING_BACK], DELIVERED, id="a return keeps the delivery"),
        pytest.param([DELIVERED, CANCELLED], DELIVERED, id="a cancellation keeps the delivery"),
        pytest.param([TROUBLE, ON_ITS_WAY], ON_ITS_WAY, id="trouble ends with the next scan"),
        pytest.param([GOING_BACK, BACK], BACK, id="a parcel comes back"),
        pytest.param([ANNOUNCED, CANCELLED], CANCELLED, id="a label is cancelled"),
    ],
)
def test_the_status_is_the_latest_known_one(statuses: list[Said], status: Status) -> None:
    assert state_after(told(*statuses)).status is status


@pytest.mark.parametrize("status", sorted(Status))
def test_only_a_correction_leaves_a_delivery(status: Status) -> None:
    delivery, after = told(DELIVERED, status)
    assert state_after([delivery, after]).status is DELIVERED
    correction = replace(after, meaning=Meaning(status, corrects_delivery=True))
    assert state_after([delivery, correction]).status is status


@pytest.mark.parametrize("status", sorted(MOVING))
def test_no_announcement_overwrites_movement(status: Status) -> None:
    for quiet in (PENDING, ANNOUNCED):
        assert state_after(told(status, quiet)).status is status


def test_a_correction_and_its_delivery_at_the_same_minute_are_told_apart() -> None:
    delivery = one(Meaning(DELIVERED))
    correction = one(Meaning(ON_ITS_WAY, corrects_delivery=True))
    assert state_after([correction, delivery]).status is ON_ITS_WAY
    assert state_after([delivery, correction]).status is ON_ITS_WAY


def test_a_correction_dates_the_new_status() -> None:
    taken_back = Meaning(ON_ITS_WAY, corrects_delivery=True)
    state = state_after([*told(ON_ITS_WAY, DELIVERED), one(taken_back, 9)])
    assert (state.status, state.since) == (ON_ITS_WAY, NOON + timedelta(minutes=9))


@pytest.mark.parametrize("status", [ON_ITS_WAY, TROUBLE, ANNOUNCED, MISSED])
def test_a_delay_sets_the_flag_and_leaves_the_status(status: Status) -> None:
    delay = one(Meaning(None, delayed=True), 5)
    before, after = state_after(told(status)), state_after([*told(status), delay])
    assert after == replace(before, delayed=True, last_event_at=delay.occurred_at)


@pytest.mark.parametrize(
    ("status", "delayed"),
    [
        pytest.param(ON_ITS_WAY, True, id="another scan does not catch up"),
        pytest.param(TROUBLE, True, id="trouble does not catch up"),
        pytest.param(MISSED, True, id="a failed attempt does not catch up"),
        pytest.param(OUT, False, id="the last round ends the delay"),
        pytest.param(WAITING, False, id="the pick-up point ends the delay"),
        pytest.param(DELIVERED, False, id="the delivery ends the delay"),
        pytest.param(BACK, False, id="the return ends the delay"),
    ],
)
def test_a_delay_lasts_until_the_parcel_is_nearly_there(status: Status, *, delayed: bool) -> None:
    events = [one(Meaning(None, delayed=True)), one(Meaning(status), 1)]
    assert state_after(events).delayed is delayed


def test_news_that_says_nothing_leaves_a_delay_as_it_is() -> None:
    delay, nothing = one(Meaning(None, delayed=True), 1), one(Meaning(None), 2)
    assert state_after([*told(ON_ITS_WAY), delay, nothing, *told(UNKNOWN)]).delayed


def test_a_delay_after_the_delivery_is_no_delay() -> None:
    assert not state_after([*told(DELIVERED), one(Meaning(None, delayed=True), 9)]).delayed


def test_a_call_for_action_lasts_until_the_next_scan() -> None:
    call = one(Meaning(None, action_required=True), 1)
    assert state_after([*told(ON_ITS_WAY), call]).action_required
    assert state_after([*told(ON_ITS_WAY), call, one(Meaning(None), 2)]).action_required
    assert not state_after([*told(ON_ITS_WAY), call, one(Meaning(ON_ITS_WAY), 2)]).action_required


@pytest.mark.parametrize("status", [ON_ITS_WAY, OUT, DELIVERED])
def test_a_parcel_on_its_way_back_stays_so_whatever_is_scanned(status: Status) -> None:
    turned = one(Meaning(GOING_BACK, is_return_leg=True))
    state = state_after([turned, one(Meaning(status), 1)])
    assert (state.status, state.is_return_leg) == (status, True)


def test_a_status_dates_from_its_first_scan_and_keeps_the_newest_detail() -> None:
    departed = one(Meaning(ON_ITS_WAY, SubStatus.DEPARTED), 1)
    arrived = one(Meaning(ON_ITS_WAY, SubStatus.ARRIVED_FACILITY), 2)
    state = state_after([departed, arrived])
    assert state.since == departed.occurred_at
    assert state.last_event_at == arrived.occurred_at
    assert state.sub_status is SubStatus.ARRIVED_FACILITY


def test_an_unknown_code_is_heard_even_though_it_says_nothing() -> None:
    known, unknown = told(ON_ITS_WAY, UNKNOWN)
    state = state_after([known, unknown])
    assert (state.since, state.last_event_at) == (known.occurred_at, unknown.occurred_at)


def test_a_parcel_nobody_has_heard_of_has_no_times() -> None:
    assert state_after([]) == TrackingState()


@pytest.mark.parametrize("status", sorted(Status))
def test_a_state_knows_whether_it_is_final_and_whether_it_moves(status: Status) -> None:
    state = TrackingState(status)
    assert state.final is (status in {DELIVERED, BACK, CANCELLED, Status.EXPIRED})
    never_scanned = {PENDING, ANNOUNCED, CANCELLED, Status.EXPIRED}
    assert state.moving is (status not in never_scanned)


@given(st.data())
def test_the_state_is_the_same_in_whatever_order_the_events_arrive(data: st.DataObject) -> None:
    events = data.draw(distinct_events())
    assert state_after(data.draw(st.permutations(events))) == state_after(events)


@given(st.lists(any_events(), max_size=7))
def test_an_event_told_twice_changes_nothing(events: list[TrackingEvent]) -> None:
    assert state_after([*events, *events]) == state_after(events)


@given(distinct_events())
def test_nothing_is_invented(events: list[TrackingEvent]) -> None:
    state = state_after(events)
    said = {e.meaning.status for e in events if e.meaning} | {PENDING}
    assert state.status in said
    times = {e.occurred_at for e in events} | {None}
    assert state.since in times
    assert state.last_event_at == max((e.occurred_at for e in events), default=None)


@given(distinct_events())
def test_a_delivery_stays_whatever_follows_but_a_correction(events: list[TrackingEvent]) -> None:
    later = [
        replace(event, occurred_at=event.occurred_at + timedelta(hours=1))
        for event in events
        if event.meaning is None or not event.meaning.corrects_delivery
    ]
    assert state_after([*told(DELIVERED), *later]).status is DELIVERED


@given(distinct_events())
def test_a_final_state_is_reached_by_a_final_event_only(events: list[TrackingEvent]) -> None:
    final_said = any(e.meaning and e.meaning.status in FINAL for e in events)
    assert final_said or not state_after(events).final


def test_every_status_may_be_followed_by_every_later_one_but_delivered() -> None:
    for earlier, later in pairwise([ANNOUNCED, ON_ITS_WAY, OUT, MISSED, WAITING, DELIVERED]):
        assert state_after(told(earlier, later)).status is later
