"""What happened to a parcel, newest first, told in the time of the place; nothing is invented."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from itertools import groupby

from domain.tracking import TrackingEvent, in_order
from messages.language import Language
from messages.phrases import event_text, place_text
from tracking_page.times import zone_label

SHOWN_AT_ONCE = 4
SHOWN_OF_ONE_DONE = 1
"""How many scans are shown of a parcel that is done while others are not."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One scan; `zone` is empty when it is the reader's own."""

    instant: str
    day: str
    time: str
    zone: str
    zone_assumed: bool
    what: str
    where: str
    original: str


@dataclass(frozen=True, slots=True)
class Day:
    """What happened on one day of the place's calendar."""

    name: str
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """All scans of a parcel: the newest ones at once, the earlier ones when asked for."""

    recent: tuple[Day, ...]
    earlier: tuple[Day, ...]
    earlier_count: int
    originals: tuple[Happening, ...]


def timeline(
    language: Language,
    events: Iterable[TrackingEvent],
    now: datetime,
    zone: tzinfo,
    at_once: int = SHOWN_AT_ONCE,
) -> Timeline:
    """Tell a parcel's events; `zone` is the reader's, `at_once` how many need no asking."""
    newest_first = in_order(events)[::-1]
    told = [_happening(language, event, now, zone) for event in newest_first]
    recent, earlier = told[:at_once], told[at_once:]
    return Timeline(
        recent=_by_day(recent),
        earlier=_by_day(earlier),
        earlier_count=len(earlier),
        originals=tuple(happening for happening in told if happening.original),
    )


def _happening(language: Language, event: TrackingEvent, now: datetime, zone: tzinfo) -> Happening:
    moment = event.occurred_at
    elsewhere = moment.utcoffset() != moment.astimezone(zone).utcoffset()
    return Happening(
        instant=moment.isoformat(timespec="minutes"),
        day=language.day(moment, now.astimezone(moment.tzinfo)),
        time=language.clock(moment),
        zone=zone_label(moment) if elsewhere or event.zone_assumed else "",
        zone_assumed=event.zone_assumed,
        what=event_text(language, event),
        where=place_text(language, event.place),
        original=event.raw_text.strip(),
    )


def _by_day(told: Sequence[Happening]) -> tuple[Day, ...]:
    return tuple(Day(name, tuple(group)) for name, group in groupby(told, lambda h: h.day))
