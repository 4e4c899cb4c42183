"""What is planned for a time to come: the eve, the delay, the reminder, the review."""

from dataclasses import replace
from datetime import datetime

import pytest

from domain.kinds import Kind
from domain.occasions import SETTLING, Occasion
from domain.status import Status
from tests.domain.messages import DAY, happened, in_state, local, window
from tests.fakes import NOON, an_order

SENT = in_state(Status.INFO_RECEIVED)
MOVING = in_state(Status.IN_TRANSIT)
OUT = in_state(Status.OUT_FOR_DELIVERY)

ESTIMATES = [
    (window(local(22, 10), local(22, 14)), local(21, 17), local(22, 14), "a window"),
    (window(local(22, 0)), local(21, 17), local(23, 8), "a bare day: late the morning after"),
    (window(local(22, 18), local(22, 23)), local(21, 17), local(23, 8), "until late at night"),
    (window(local(22, 0), local(23, 0)), local(21, 17), local(23, 8), "a day until midnight"),
    (window(local(22, 2), local(22, 6)), local(21, 17), local(22, 8), "before people are up"),
    (window(local(21, 9), local(21, 12)), local(20, 17), local(21, 12), "tomorrow"),
]


@pytest.mark.parametrize(
    ("estimate", "eve", "over"),
    [one[:3] for one in ESTIMATES],
    ids=[one[3] for one in ESTIMATES],
)
def test_an_estimate_plans_the_evening_before_the_delay_and_its_voucher(
    estimate, eve: datetime, over: datetime
) -> None:
    found = happened(an_order(SENT), an_order(replace(SENT, estimate=estimate)))
    assert {one.kind: one.at for one in found} == {
        Kind.ARRIVING_TOMORROW: eve,
        Kind.DELAYED: over,
        Kind.DELAY_VOUCHER: over + 2 * DAY,
    }
    assert all(one.movable for one in found)


def test_what_is_on_the_van_is_late_only_once_its_day_is_over() -> None:
    out = replace(OUT, estimate=window(local(20, 14), local(20, 18)))
    found = happened(an_order(SENT), an_order(out))
    assert local(21, 8) in [one.at for one in found if one.kind is Kind.DELAYED]


def test_what_comes_today_is_not_told_as_coming_tomorrow() -> None:
    today = replace(SENT, estimate=window(local(20, 14), local(20, 18)))
    kinds = {one.kind for one in happened(an_order(SENT), an_order(today))}
    assert kinds == {Kind.DELAYED, Kind.DELAY_VOUCHER}


def test_an_estimate_of_yesterday_plans_nothing() -> None:
    gone = replace(SENT, estimate=window(local(19, 14)))
    assert happened(an_order(SENT), an_order(gone)) == []


def test_a_new_date_is_told_once_it_has_stood_for_a_while() -> None:
    monday = replace(MOVING, estimate=window(local(23, 10), local(23, 14)))
    tuesday = replace(MOVING, estimate=window(local(24, 10), local(24, 14)))
    later = replace(MOVING, estimate=window(local(23, 12), local(23, 16)))
    found = happened(an_order(monday), an_order(tuesday))
    assert Occasion(Kind.NEW_DATE, 1, NOON + SETTLING, "2026-11-24", movable=True) in found
    kinds = {one.kind for one in happened(an_order(monday), an_order(later))}
    assert Kind.NEW_DATE not in kinds  # the same day
    assert happened(an_order(tuesday), an_order(tuesday)) == []


def test_a_parcel_no_longer_awaited_has_no_plans_by_its_estimate() -> None:
    there = in_state(Status.AVAILABLE_FOR_PICKUP, estimate=window(local(24, 10)))
    assert {one.kind for one in happened(an_order(OUT), an_order(there))} == {
        Kind.READY_FOR_PICKUP,
        Kind.PICKUP_REMINDER,
    }


def test_collecting_is_reminded_of_and_a_review_asked_for_after_a_while() -> None:
    there = in_state(Status.AVAILABLE_FOR_PICKUP)
    since = there.state.since
    assert since
    reminder = Occasion(Kind.PICKUP_REMINDER, 1, since + 3 * DAY)
    assert reminder in happened(an_order(OUT), an_order(there))
    came = in_state(Status.DELIVERED)
    asked = Occasion(Kind.REVIEW_ASK, None, since + 5 * DAY, movable=True)
    assert asked in happened(an_order(OUT), an_order(came))
    long_ago = in_state(Status.DELIVERED, since=NOON - 9 * DAY)
    assert happened(an_order(OUT), an_order(long_ago)) == []
    waiting = in_state(Status.AVAILABLE_FOR_PICKUP, since=NOON - 9 * DAY)
    assert happened(an_order(OUT), an_order(waiting)) == []


def test_nobody_is_asked_for_a_review_of_what_came_before_we_first_looked() -> None:
    came = in_state(Status.DELIVERED)
    never_looked_at = an_order(replace(OUT, checked_at=None))
    for before in (None, an_order(), never_looked_at):
        kinds = {one.kind for one in happened(before, an_order(came))}
        assert Kind.REVIEW_ASK not in kinds


def test_a_delay_the_carrier_has_reported_does_not_wait_for_its_estimate() -> None:
    late = in_state(Status.IN_TRANSIT, delayed=True)
    found = happened(an_order(late), an_order(replace(late, estimate=window(local(24, 10)))))
    assert Kind.DELAYED not in {one.kind for one in found}
    assert Kind.DELAY_VOUCHER in {one.kind for one in found}
