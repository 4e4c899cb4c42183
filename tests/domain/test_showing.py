"""A platform's order page is shown what changed a parcel's status: once, and nothing else."""

from datetime import timedelta

import pytest

from domain.showing import TOO_OLD, worth_showing
from domain.status import Meaning, Status
from domain.tracking import TrackingEvent, states_along
from tests.fakes import NOON, scan

HOUR = timedelta(hours=1)


def shown(heard: list[TrackingEvent], new: list[TrackingEvent]) -> list[Status]:
    return [one.status for one in worth_showing(heard, new, NOON)]


def test_only_the_scan_that_brought_a_status_is_shown() -> None:
    events = [scan(Status.IN_TRANSIT, NOON - n * HOUR, code=f"c{n}") for n in (3, 2, 1)]
    (one,) = worth_showing([], events, NOON)
    assert (one.status, one.event) == (Status.IN_TRANSIT, events[0])


def test_what_was_heard_before_is_not_shown_again() -> None:
    before = scan(Status.IN_TRANSIT, NOON - 2 * HOUR)
    assert shown([before], [scan(Status.OUT_FOR_DELIVERY, NOON)]) == [Status.OUT_FOR_DELIVERY]
    assert shown([before], [scan(Status.IN_TRANSIT, NOON)]) == []


def test_a_late_told_scan_is_shown_only_where_it_changed_the_status() -> None:
    heard = [scan(Status.DELIVERED, NOON)]
    told_late = [scan(Status.IN_TRANSIT, NOON - HOUR), scan(Status.INFO_RECEIVED, NOON + HOUR)]
    assert shown(heard, told_late) == [Status.IN_TRANSIT]


def test_codes_nobody_has_mapped_and_mere_delays_are_not_shown() -> None:
    unmapped = TrackingEvent(NOON, "??", "Something", None)
    delay = TrackingEvent(NOON, "late", "Snow", Meaning(None, delayed=True))
    assert shown([], [unmapped, delay]) == []


@pytest.mark.parametrize("status", [Status.PENDING, Status.CANCELLED, Status.EXPIRED])
def test_statuses_that_are_no_scans_are_not_shown(status: Status) -> None:
    assert shown([], [scan(status, NOON)]) == []


@pytest.mark.parametrize(("age", "count"), [(TOO_OLD, 1), (TOO_OLD + HOUR, 0)])
def test_what_is_too_old_is_not_shown(age: timedelta, count: int) -> None:
    assert len(shown([], [scan(Status.IN_TRANSIT, NOON - age)])) == count


def test_on_its_way_back_a_parcel_returns_and_is_never_delivered() -> None:
    back = [
        scan(Status.RETURNING, NOON - 3 * HOUR, is_return_leg=True),
        scan(Status.IN_TRANSIT, NOON - 2 * HOUR),
        scan(Status.DELIVERED, NOON),
    ]
    assert shown([], back) == [Status.RETURNING, Status.RETURNED]


def test_a_delivery_that_was_corrected_is_shown_as_what_it_became() -> None:
    delivered = scan(Status.DELIVERED, NOON - HOUR)
    corrected = scan(Status.IN_TRANSIT, NOON, corrects_delivery=True)
    assert shown([delivered], [corrected]) == [Status.IN_TRANSIT]


def test_states_follow_the_carriers_order_whatever_order_is_given() -> None:
    later, first = scan(Status.DELIVERED, NOON), scan(Status.IN_TRANSIT, NOON - HOUR)
    along = [(event, state.status) for event, state in states_along([later, first])]
    assert along == [(first, Status.IN_TRANSIT), (later, Status.DELIVERED)]
