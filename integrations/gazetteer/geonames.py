"""Find a town by what a carrier wrote, or nothing: a place that could be several is unknown."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from threading import Lock

from domain.route import Box, Point, distance
from domain.tracking import Place
from integrations.gazetteer.reading_geonames import read_lands, read_towns
from integrations.gazetteer.spelling import key_of
from integrations.gazetteer.town_table import TownTable
from integrations.gazetteer.written_place import Lands, Reading, readings

LONGEST = 80
"""Signs that are read of what a carrier wrote."""
MOST_TOWNS = 1500
_LARGE = 100_000
"""People of a town that may be meant by its name alone."""
_TOO_LARGE = 250_000
"""People of a second town of that name that leave it open which is meant."""
_FAR_LARGER, _LARGER = 10, 4
"""How many times the people of the next town of its name one has that must be the one meant."""
_SAME_TOWN_KM = 40
"""Two entries that near to each other are a town and a part of it."""
_TIDY = re.compile(r"[^\W\d_]+(?:[ .'’-]{1,2}[^\W\d_]+)*")


class GeoNames:
    """The towns of GeoNames, read when one is first asked for; several threads may ask."""

    def __init__(
        self,
        lands: Callable[[], Lands] = read_lands,
        towns: Callable[[], TownTable] = read_towns,
    ) -> None:
        self._read, self._lock = (lands, towns), Lock()
        self._known: tuple[Lands, TownTable] | None = None
        self.find = lru_cache(maxsize=4096)(self._find)

    def load(self) -> None:
        """Read the list, unless it was read already."""
        self._table()

    def towns(self, box: Box) -> Sequence[Point]:
        """Return the largest towns of a part of the map, largest first, without their names."""
        return self._table()[1].within(box, MOST_TOWNS)

    def _find(self, place: Place) -> Point | None:
        """Return where a place is, or None for one that is unknown or could be several.

        The point is called what the carrier wrote, where that is a town's name in proper letters.
        """
        written = (place.city or place.name)[:LONGEST]
        country = place.country.strip().upper()
        lands, table = self._table()
        if not written or (country and lands.countries.get(country.lower()) is None):
            return None
        country = lands.countries.get(country.lower(), "")
        whole = _chosen(table, Reading(key_of(written), (country, "")))
        if whole is not None:
            return _as_written(table.point(whole), written)
        chosen = (_chosen(table, reading) for reading in readings(written, country, lands))
        found = {town for town in chosen if town is not None}
        return table.point(found.pop()) if len(found) == 1 else None

    def _table(self) -> tuple[Lands, TownTable]:
        with self._lock:
            if self._known is None:
                lands, towns = self._read
                self._known = lands(), towns()
            return self._known


def _chosen(table: TownTable, reading: Reading) -> int | None:
    """Return the town that is meant, if it is clear which."""
    country, state = reading.where
    named = [
        town
        for town in table.named(reading.key)
        if country in ("", table.countries[town]) and state in ("", table.states[town])
    ]
    if not named:
        return None
    best = named[0]
    here, people = table.point(best), table.people[best]
    elsewhere = (t for t in named[1:] if distance(here, table.point(t)) > _SAME_TOWN_KM)
    next_one = table.people[second] if (second := next(elsewhere, None)) is not None else 0
    if country:
        return best if people >= _LARGER * next_one else None
    alone = people >= _FAR_LARGER * next_one and next_one < _TOO_LARGE
    return best if alone and people >= _LARGE else None


def _as_written(point: Point, written: str) -> Point:
    """Call a town what the carrier does, where that is written as names are: Göteborg."""
    proper = written not in (written.upper(), written.lower())
    return replace(point, name=written) if proper and _TIDY.fullmatch(written) else point
