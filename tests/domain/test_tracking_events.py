"""The order of events and their identity."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.status import Meaning, Status
from domain.tracking import Place, TrackingEvent, in_order, state_after
from tests.domain.events import any_events, distinct_events, one, zones
from tests.fakes import NOON

SCANNED = Meaning(Status.IN_TRANSIT)
DELIVERED = Meaning(Status.DELIVERED)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        pytest.param("2026-11-20T10:00+01:00", "2026-11-20T10:01+01:00", id="one zone"),
        pytest.param(
            "2026-11-20T23:30+08:00", "2026-11-20T16:00+00:00", id="an earlier instant, later clock"
        ),
        pytest.param("2026-11-21T00:30+13:00", "2026-11-20T12:00+00:00", id="tomorrow already"),
        pytest.param("2026-11-20T12:00-08:00", "2026-11-21T05:00+08:00", id="across the date line"),
    ],
)
def test_events_are_ordered_by_instant_and_not_by_the_clock_on_the_wall(
    earlier: str, later: str
) -> None:
    first = one(SCANNED, occurred_at=at(earlier))
    last = one(DELIVERED, occurred_at=at(later))
    assert in_order([last, first]) == [first, last]


def test_the_hour_that_comes_twice_in_autumn_is_told_apart() -> None:
    stockholm = ZoneInfo("Europe/Stockholm")
    first = one(SCANNED, occurred_at=datetime(2026, 10, 25, 2, 30, tzinfo=stockholm))
    last = one(DELIVERED, occurred_at=datetime(2026, 10, 25, 2, 10, tzinfo=stockholm, fold=1))
    assert in_order([last, first]) == [first, last]


def test_events_of_the_same_time_are_ordered_by_the_carriers_sequence() -> None:
    delivered, scanned = one(DELIVERED, sequence=1), one(SCANNED, sequence=2)
    assert in_order([scanned, delivered]) == [delivered, scanned]


def test_the_time_counts_before_the_sequence() -> None:
    first, last = one(SCANNED, 0, sequence=9), one(DELIVERED, 1, sequence=1)
    assert in_order([last, first]) == [first, last]


def test_of_events_that_tie_the_more_advanced_comes_later() -> None:
    scanned, delivered = one(SCANNED), one(DELIVERED)
    assert in_order([delivered, scanned]) == [scanned, delivered]


@given(st.data())
def test_the_order_does_not_depend_on_how_events_arrive(data: st.DataObject) -> None:
    events = data.draw(distinct_events())
    ordered = in_order(events)
    assert in_order(data.draw(st.permutations(events))) == ordered
    assert [e.occurred_at for e in ordered] == sorted(e.occurred_at for e in events)


@given(any_events(), zones)
def test_the_same_instant_in_another_zone_is_the_same_event(
    event: TrackingEvent, zone: timezone
) -> None:
    there = one(event.meaning, occurred_at=event.occurred_at.astimezone(zone))
    here = one(event.meaning, occurred_at=event.occurred_at.astimezone(UTC))
    assert there.key == here.key


SCAN = one(SCANNED, raw_code="A1", place=Place("Malmö", "SE", "Terminal"))


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"raw_code": "A2"}, id="another code"),
        pytest.param({"occurred_at": NOON + timedelta(seconds=1)}, id="another time"),
        pytest.param({"place": Place("Lund", "SE", "Terminal")}, id="another city"),
        pytest.param({"place": Place("Malmö", "DK", "Terminal")}, id="another country"),
        pytest.param({"place": Place("Malmö", "SE", "Depot")}, id="another building"),
        pytest.param({"place": Place("", "Malmö", "SETerminal")}, id="the same letters, shifted"),
    ],
)
def test_another_code_time_or_place_is_another_event(other: dict[str, Any]) -> None:
    values: dict[str, Any] = {"raw_code": SCAN.raw_code, "place": SCAN.place, **other}
    assert one(SCANNED, **values).key != SCAN.key


@pytest.mark.parametrize(
    "other",
    [
        pytest.param({"raw_text": "Sorterad"}, id="in another language"),
        pytest.param({"sequence": 4}, id="at another place in the list"),
        pytest.param({"raw": '{"a": 1}'}, id="with more around it"),
        pytest.param({"zone_assumed": True}, id="with its zone assumed"),
        pytest.param({"meaning": DELIVERED}, id="understood differently"),
    ],
)
def test_the_same_code_time_and_place_is_the_same_event_retold(other: dict[str, Any]) -> None:
    values = {"meaning": SCANNED, "raw_code": SCAN.raw_code, "place": SCAN.place, **other}
    retold = one(**values)
    assert retold.key == SCAN.key


def test_a_key_is_short_and_plain() -> None:
    assert len(SCAN.key) == 32
    assert int(SCAN.key, 16)


def test_late_news_of_the_past_does_not_move_a_parcel_back() -> None:
    heard_first = [one(Meaning(Status.OUT_FOR_DELIVERY), 60)]
    heard_later = one(SCANNED, 30)
    assert state_after([*heard_first, heard_later]) == state_after(heard_first)
