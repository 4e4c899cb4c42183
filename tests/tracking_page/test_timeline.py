"""What happened, in the time of the place."""

from dataclasses import replace
from datetime import timedelta

from domain.status import Status
from domain.tracking import TrackingEvent
from messages.language import language
from tests.fakes import NOON, scan
from tests.tracking_page.samples import STOCKHOLM, local
from tracking_page.timeline import Happening, timeline
from tracking_page.times import zone_label

ENGLISH = language("en")


def told(*events: TrackingEvent) -> list[Happening]:
    line = timeline(ENGLISH, events, NOON, STOCKHOLM)
    return [one for day in (*line.recent, *line.earlier) for one in day.happenings]


def test_the_newest_scan_comes_first_whatever_the_order_of_arrival() -> None:
    early, late = scan(Status.IN_TRANSIT, local(9)), scan(Status.OUT_FOR_DELIVERY, local(2))
    assert [one.time for one in told(early, late)] == ["11:00", "04:00"]
    assert told(late, early) == told(early, late)


def test_a_scan_is_told_in_the_time_of_its_place_with_its_zone() -> None:
    [abroad] = told(scan(Status.IN_TRANSIT, local(12, "Asia/Shanghai"), city="Shenzhen"))
    assert (abroad.day, abroad.time, abroad.zone) == ("today", "08:00", "UTC+8")
    assert abroad.instant == "2026-11-20T08:00+08:00"


def test_the_readers_own_zone_is_not_worth_a_word() -> None:
    assert [one.zone for one in told(scan(Status.IN_TRANSIT, local(3)))] == [""]


def test_an_assumed_zone_is_always_shown_as_one() -> None:
    [one] = told(replace(scan(Status.IN_TRANSIT, local(3)), zone_assumed=True))
    assert (one.zone, one.zone_assumed) == ("UTC+1", True)


def test_scans_of_one_day_stand_together() -> None:
    line = timeline(
        ENGLISH,
        [scan(Status.IN_TRANSIT, local(hours)) for hours in (1, 2, 30)],
        NOON,
        STOCKHOLM,
    )
    assert [(day.name, len(day.happenings)) for day in line.recent] == [
        ("today", 2),
        ("yesterday", 1),
    ]


def test_five_hundred_scans_are_folded_away() -> None:
    events = [scan(Status.IN_TRANSIT, local(hours)) for hours in range(500)]
    line = timeline(ENGLISH, events, NOON, STOCKHOLM)
    assert sum(len(day.happenings) for day in line.recent) == 4
    assert line.earlier_count == 496


def test_a_scan_without_words_has_no_original_to_show() -> None:
    line = timeline(
        ENGLISH, [replace(scan(Status.IN_TRANSIT, local(1)), raw_text=" ")], NOON, STOCKHOLM
    )
    assert line.originals == ()


def test_zones_are_written_by_their_distance() -> None:
    assert zone_label(local(1, "Asia/Kolkata")) == "UTC+5:30"
    assert zone_label(local(1, "America/St_Johns")) == "UTC-3:30"
    assert zone_label(NOON) == "UTC"
    assert zone_label(NOON + timedelta(hours=1)) == "UTC"
