"""A handful of towns, written by hand, where the tests need to know that there are towns."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.route import Box, Point
from domain.tracking import Place

TOWNS = (
    Point(59.33, 18.07, "Stockholm", "SE"),
    Point(55.61, 13.00, "Malmö", "SE"),
    Point(55.70, 13.19, "Lund", "SE"),
    Point(57.78, 14.16, "Jönköping", "SE"),
    Point(57.71, 11.97, "Göteborg", "SE"),
    Point(59.27, 15.21, "Örebro", "SE"),
    Point(57.72, 12.94, "Borås", "SE"),
    Point(55.68, 12.57, "København", "DK"),
    Point(51.34, 12.37, "Leipzig", "DE"),
    Point(22.55, 114.07, "Shenzhen", "CN"),
    Point(-36.85, 174.76, "Auckland", "NZ"),
    Point(21.31, -157.86, "Honolulu", "US"),
    Point(34.05, -118.24, "Los Angeles", "US"),
    Point(40.71, -74.01, "New York", "US"),
)


@dataclass(frozen=True, slots=True)
class FewTowns:
    """Knows its towns by their exact names and countries."""

    known: tuple[Point, ...] = TOWNS

    def load(self) -> None:
        pass

    def find(self, place: Place) -> Point | None:
        named = (town for town in self.known if (town.name, town.country) == _names(place))
        return next(named, None)

    def towns(self, box: Box) -> Sequence[Point]:
        return [town for town in self.known if box.holds(town.lat, town.lon)]


def _names(place: Place) -> tuple[str, str]:
    return place.city, place.country
