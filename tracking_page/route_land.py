"""What lies under a parcel's way: land, drawn of the towns on it alone, and the grid of degrees."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

from domain.route import Gazetteer
from domain.route_map import WIDTH, RouteMap

MOST_TOWNS = 600
LARGEST_TOWNS = 60
_APART = 11
"""Towns that would be drawn nearer to each other than that are drawn once."""
_REACH, _LEAST_REACH, _MOST_REACH = 1.7, 60, 160
"""How wide land lies around a town, of the distance between towns, and the bounds of that."""


@dataclass(frozen=True, slots=True)
class Land:
    """Paths of dots: all towns, the small and the large ones; `reach` is how wide land is drawn."""

    land: str
    small: str
    large: str
    reach: int


@lru_cache(maxsize=128)
def land_of(gazetteer: Gazetteer, on: RouteMap) -> Land:
    """Draw the towns of a part of the map. Many parcels go the same way: it is kept."""
    drawn: dict[tuple[int, int], tuple[int, int]] = {}
    for town in gazetteer.towns(on.box):
        x, y = (round(at) for at in on.spot(town.lat, town.lon))
        drawn.setdefault((x // _APART, y // _APART), (x, y))
        if len(drawn) == MOST_TOWNS:
            break
    spots = list(drawn.values())
    apart = sqrt(WIDTH * on.height / max(len(spots), 1))
    reach = round(min(max(apart * _REACH, _LEAST_REACH), _MOST_REACH))
    large = min(LARGEST_TOWNS, len(spots) // 4)
    return Land(_dots(spots), _dots(spots[large:]), _dots(spots[:large]), reach)


def _dots(spots: Iterable[tuple[int, int]]) -> str:
    """Write dots as lines of no length with round ends, each from the one before."""
    steps, x, y = ["M0 0"], 0, 0
    for to_x, to_y in sorted(spots, key=lambda spot: (spot[1] // 8, spot[0])):
        steps.append(f"m{to_x - x} {to_y - y}h0")
        x, y = to_x, to_y
    return "".join(steps)


def grid_of(on: RouteMap) -> str:
    """Draw meridians and parallels."""
    meridians, parallels = on.grid()
    down = [f"M{x:.0f} 0V{on.height}" for x in meridians]
    return "".join(down + [f"M0 {y:.0f}H{WIDTH}" for y in parallels])
