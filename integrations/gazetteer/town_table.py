"""All towns of 15,000 people and more, in arrays: some 34,000 of them in a few megabytes.

A name is kept as a 64-bit hash: that two of 330,000 names share one has a chance of one in 10^8.
"""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from math import floor

from domain.route import Box, Point

CELL = 5
"""Degrees of a square in which towns are looked for together."""

Cell = tuple[int, int]


class NameIndex:
    """Which towns a name is of: a table of hashes, a tenth of a dictionary."""

    def __init__(self, names: int) -> None:
        size = 1 << (names * 3 // 2).bit_length()
        self._hashes, self._owners = array("q", bytes(8 * size)), array("I", bytes(4 * size))
        self._mask = size - 1

    def add(self, hashed: int, town: int) -> None:
        """Note that a town has a name of this hash."""
        at = hashed & self._mask
        while self._owners[at]:
            at = (at + 1) & self._mask
        self._hashes[at], self._owners[at] = hashed, town + 1

    def owners(self, key: str) -> Iterator[int]:
        """Yield the towns that have a name of this key."""
        hashed = hash(key)
        at = hashed & self._mask
        while owner := self._owners[at]:
            if self._hashes[at] == hashed:
                yield owner - 1
            at = (at + 1) & self._mask


@dataclass(frozen=True, slots=True)
class TownTable:
    """Towns by their number, the largest first.

    The name of a town ends in `names` (UTF-8) at its number in `ends`. `states` are those of the
    USA.
    """

    lats: "array[float]"
    lons: "array[float]"
    people: "array[int]"
    countries: Sequence[str]
    states: Sequence[str]
    names: bytes
    ends: "array[int]"
    index: "NameIndex"
    cells: Mapping[Cell, "array[int]"]

    def named(self, key: str) -> Sequence[int]:
        """Return the towns of that name, the largest first."""
        return sorted(self.index.owners(key))

    def point(self, town: int) -> Point:
        """Return where a town is, and what it is called."""
        begins = self.ends[town - 1] if town else 0
        name = self.names[begins : self.ends[town]].decode()
        return Point(self.lats[town], self.lons[town], name, self.countries[town])

    def within(self, box: Box, most: int) -> Sequence[Point]:
        """Return where the largest towns of a part of the map are, without their names."""
        found: list[Point] = []
        for town in sorted(chain.from_iterable(self._cells_of(box))):
            if box.holds(self.lats[town], self.lons[town]):
                found.append(Point(self.lats[town], self.lons[town]))
                if len(found) == most:
                    break
        return found

    def _cells_of(self, box: Box) -> Iterator[Sequence[int]]:
        first, last = floor(box.west / CELL), floor(box.east / CELL)
        columns = {column % (360 // CELL) for column in range(first, last + 1)}
        for row in range(floor(box.south / CELL), floor(box.north / CELL) + 1):
            yield from (self.cells.get((row, column), ()) for column in columns)


def cells_of(lats: Sequence[float], lons: Sequence[float]) -> Mapping[Cell, "array[int]"]:
    """Return the towns of each square of the map, the largest first."""
    cells: dict[Cell, array[int]] = {}
    for town, (lat, lon) in enumerate(zip(lats, lons, strict=True)):
        cells.setdefault((floor(lat / CELL), floor(lon % 360 / CELL)), array("I")).append(town)
    return cells
