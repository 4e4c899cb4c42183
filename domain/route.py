"""The way a parcel has taken: the places of its scans that are known. It never guesses a place."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, inf, radians, sin, sqrt
from typing import Protocol

from domain.order import Order, roll_up
from domain.shipment import Shipment
from domain.status import Status
from domain.tracking import Place, in_order

MOST_STOPS = 12
"""More are not drawn: those that change the way least are left out."""
MOST_DRAWN = 3
"""Parcels up to which the ways of all of them are drawn; of more, the leading one's alone."""
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the earth, in degrees: north and east are positive. `country` is ISO 3166-1."""

    lat: float
    lon: float
    name: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the map in degrees, from `west` eastwards: `east` may be above 180."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a place lies in it."""
        within = (lon - self.west) % 360 <= self.east - self.west
        return within and self.south <= lat <= self.north


class Gazetteer(Protocol):
    """Knows where towns lie."""

    def load(self) -> None:
        """Be ready to answer: whoever asks first waits for it, a second or two."""
        ...

    def find(self, place: Place) -> Point | None:
        """Return where a place is, or None for one that is unknown or could be several."""
        ...

    def towns(self, box: Box) -> Sequence[Point]:
        """Return the largest towns of a part of the map, largest first, without their names."""
        ...

    def __hash__(self) -> int:
        """Tell it from others: what was drawn of it may be kept."""
        ...


Find = Callable[[Place], Point | None]


@dataclass(frozen=True, slots=True)
class Route:
    """Where an order's leading parcel has been, in order, and where its few others have."""

    stops: tuple[Point, ...]
    others: tuple[tuple[Point, ...], ...] = ()


def route_of(order: Order, find: Find) -> Route:
    """Return the way of an order's parcels, as far as their places are known.

    The parcel that leads the sentence about the order is the one that is followed.
    """
    rolled = roll_up(order.shipments)
    if rolled.lead is None:
        return Route(())
    stops = _stops(rolled.lead, find)
    if rolled.shipments > MOST_DRAWN:
        return Route(stops)
    rest = [
        _stops(parcel, find)
        for parcel in order.shipments
        if parcel is not rolled.lead and parcel.state.status is not Status.CANCELLED
    ]
    others = dict.fromkeys(way for way in rest if len(way) > 1 and way != stops)
    return Route(stops, tuple(others))


def goal_of(order: Order, find: Find) -> Point | None:
    """Return where an order's leading parcel is to arrive: its pick-up point's or address's town.

    None when that is not known, and for a parcel that has arrived, comes back, is lost, or is
    given up.
    """
    lead = roll_up(order.shipments).lead
    if lead is None or order.cancelled_at or not lead.state.still_comes:
        return None
    point, address = lead.pickup_point, order.address
    if point and point.city:
        return find(Place(point.city, point.country or address.country))
    return home_of(order, find)


def home_of(order: Order, find: Find) -> Point | None:
    """Return the town of an order's delivery address, if it is known."""
    address = order.address
    return find(Place(address.city, address.country)) if address.city else None


def _stops(parcel: Shipment, find: Find) -> tuple[Point, ...]:
    return simplified(list(_known(parcel, find)))


def _known(parcel: Shipment, find: Find) -> Iterator[Point]:
    last: Point | None = None
    for event in in_order(parcel.events):
        found = find(event.place)
        if found and not (last and same_place(found, last)):
            yield found
            last = found


def same_place(one: Point, other: Point) -> bool:
    """Tell whether two points are one place, however either was written."""
    return (one.lat, one.lon) == (other.lat, other.lon)


def simplified(stops: Sequence[Point], most: int = MOST_STOPS) -> tuple[Point, ...]:
    """Leave out stops between the first and the last, those that lengthen the way least first."""
    kept = list(stops)
    if len(kept) <= most:
        return tuple(kept)
    # What leaving out each stop would save; that of the ends is never the least.
    detours = [inf, *(_detour(kept, at) for at in range(1, len(kept) - 1)), inf]
    while len(kept) > most:
        least = detours.index(min(detours))
        del kept[least], detours[least]
        for at in (least - 1, least):
            if 0 < at < len(kept) - 1:
                detours[at] = _detour(kept, at)
    return tuple(kept)


def _detour(way: Sequence[Point], at: int) -> float:
    before, stop, after = way[at - 1 : at + 2]
    return distance(before, stop) + distance(stop, after) - distance(before, after)


def distance(one: Point, other: Point) -> float:
    """Return how far apart two places are, in kilometres along the earth."""
    lat, other_lat = radians(one.lat), radians(other.lat)
    across = sin((other_lat - lat) / 2) ** 2
    along = sin(radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * asin(min(1.0, sqrt(across + cos(lat) * cos(other_lat) * along)))
