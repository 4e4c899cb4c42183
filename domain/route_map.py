"""A flat picture of a part of the earth (Mercator), chosen so that given places lie well in it.

Units are those of the picture: it is 800 wide, x goes right and y goes down, 0 0 is top left.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import atan, cos, degrees, log, pi, radians, sinh, tan

from domain.route import Box, Point

WIDTH = 800
LOWEST, TALLEST = 400, 600
SIDE, TOP, BOTTOM = 110, 80, 80
"""Room that is kept around the places, for their names."""
_FURTHEST_NORTH = 80.0
"""Mercator has no poles; what lies beyond is drawn at the edge."""
_SMALLEST = radians(1.7)
"""The least that a picture is wide, along the earth: some 190 km."""
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 15, 30, 45)
_LINES = 6
"""About how many lines of the grid lie across a picture."""
_BEND = 0.16
"""How far the middle of a leg lies off its straight line, of the leg's length, doubled."""

Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Leg:
    """A bent line from a spot to another: a quadratic Bézier curve."""

    start: Spot
    control: Spot
    end: Spot

    def spots(self, pieces: int = 8) -> Iterator[Spot]:
        """Yield spots along it, both ends included."""
        for step in range(pieces + 1):
            t = step / pieces
            yield self._at(0, t), self._at(1, t)

    def _at(self, axis: int, t: float) -> float:
        start, control, end = self.start[axis], self.control[axis], self.end[axis]
        return (1 - t) ** 2 * start + 2 * t * (1 - t) * control + t**2 * end


@dataclass(frozen=True, slots=True)
class RouteMap:
    """A picture of the earth: `west` and `top` are its edges, `scale` its units per radian."""

    west: float
    top: float
    scale: float
    height: int

    @property
    def box(self) -> Box:
        """Return the part of the earth that is in the picture; at most all of it."""
        across = min(degrees(WIDTH / self.scale), 360)
        south = _latitude(self.top - self.height / self.scale)
        return Box(south, degrees(self.west), _latitude(self.top), degrees(self.west) + across)

    def spot(self, lat: float, lon: float) -> Spot:
        """Return where a place lies; what is outside is put at the edge."""
        x = ((radians(lon) - self.west) % (2 * pi)) * self.scale
        y = (self.top - _northing(lat)) * self.scale
        return min(x, float(WIDTH)), min(max(y, 0.0), float(self.height))

    def leg(self, start: Point, end: Point) -> Leg:
        """Return the line between two places, bent away from the equator as great circles are."""
        (x1, y1), (x2, y2) = self.spot(start.lat, start.lon), self.spot(end.lat, end.lon)
        side = _BEND if start.lat + end.lat >= 0 else -_BEND
        if x2 < x1 or (x1 == x2 and y2 < y1):
            side = -side
        x, y = (x1 + x2) / 2 + (y2 - y1) * side, (y1 + y2) / 2 - (x2 - x1) * side
        return Leg((x1, y1), (min(max(x, 0), WIDTH), min(max(y, 0), self.height)), (x2, y2))

    def grid(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return where meridians (x) and parallels (y) of round degrees lie."""
        box = self.box
        step = _step((box.east - box.west) / _LINES)
        meridians = [self.spot(0, lon)[0] for lon in _multiples(box.west, box.east, step)]
        parallels = [self.spot(lat, 0)[1] for lat in _multiples(box.south, box.north, step)]
        return tuple(meridians), tuple(parallels)


def map_of(points: Sequence[Point]) -> RouteMap:
    """Choose the picture in which all the places lie; there is at least one.

    It crosses the date line where that is the shorter way round.
    """
    west, across = _arc([point.lon for point in points])
    norths = [_northing(point.lat) for point in points]
    up = max(norths) - min(norths)
    middle = (max(norths) + min(norths)) / 2
    closest = WIDTH / (_SMALLEST / cos(radians(_latitude(middle))))
    wide = min((WIDTH - 2 * SIDE) / across if across else closest, closest)
    height = round(min(max(up * wide + TOP + BOTTOM, LOWEST), TALLEST))
    scale = min(wide, (height - TOP - BOTTOM) / up) if up else wide
    left = west + across / 2 - WIDTH / 2 / scale
    left = (left + pi) % (2 * pi) - pi
    return RouteMap(left, middle + height / 2 / scale, scale, height)


def _arc(lons: Sequence[float]) -> tuple[float, float]:
    """Return where the shortest arc with all longitudes begins, and how long it is, in radians."""
    # Twice: just below 0 the first remainder is 360 itself.
    around = sorted({lon % 360 % 360 for lon in lons})
    gaps = [
        (after - before) % 360 or 360.0
        for before, after in zip(around, [*around[1:], around[0]], strict=True)
    ]
    widest = gaps.index(max(gaps))
    begins = around[(widest + 1) % len(around)]
    return radians(begins), radians(360 - gaps[widest])


def _northing(lat: float) -> float:
    kept = min(max(lat, -_FURTHEST_NORTH), _FURTHEST_NORTH)
    return log(tan(pi / 4 + radians(kept) / 2))


def _latitude(northing: float) -> float:
    return degrees(atan(sinh(northing)))


def _step(wanted: float) -> float:
    return next((step for step in _STEPS if step >= wanted), _STEPS[-1])


def _multiples(first: float, last: float, step: float) -> Iterator[float]:
    at = -(-first // step) * step
    while at <= last:
        yield at
        at += step
