"""Where a parcel waits, with its hours in the reader's language."""

import re
from dataclasses import dataclass

from babel.dates import get_day_names

from domain.tracking import PickupPoint
from messages.language import Language
from tracking_page.safe_links import way_on_foot

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_HOURS = re.compile(rf"((?:(?:{'|'.join(_DAYS)})\s+)+)(\S.*)")
_A_RUN = 3


@dataclass(frozen=True, slots=True)
class Hours:
    """When a place is open: `days` is empty when the carrier wrote it in its own way."""

    days: str
    times: str


@dataclass(frozen=True, slots=True)
class PickupView:
    """A place to collect a parcel; `code` opens its locker, `map` leads to the way there."""

    name: str
    street: str
    town: str
    hours: tuple[Hours, ...]
    code: str = ""
    map: str = ""


def pickup_view(language: Language, point: PickupPoint) -> PickupView:
    """Show a pick-up point."""
    town = f"{point.postal_code} {point.city}".strip()
    return PickupView(
        name=point.name,
        street=point.street,
        town=town,
        hours=tuple(_hours(language, text) for text in point.opening_hours),
        code=point.code.strip(),
        map=way_on_foot(point.street, town, point.country) if point.street or point.city else "",
    )


def _hours(language: Language, text: str) -> Hours:
    """Read hours as the carriers' parsers write them: Mo Tu We 08:00-18:00."""
    match = _HOURS.fullmatch(text.strip())
    if match is None:
        return Hours("", text)
    days = [_DAYS.index(day) for day in match[1].split()]
    names = get_day_names("abbreviated", "stand-alone", language.code)
    return Hours(_days(days, [names[day] for day in days]), match[2].replace("-", "–"))


def _days(days: list[int], names: list[str]) -> str:
    is_run = len(days) >= _A_RUN and days == list(range(days[0], days[0] + len(days)))
    return f"{names[0]}–{names[-1]}" if is_run else ", ".join(names)
