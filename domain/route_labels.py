"""Put names beside their places in a picture so that none covers another, or leave them out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import combining, east_asian_width

from domain.route_map import WIDTH, Spot

SIZE = 28
"""The height of the letters."""
LONGEST = 24
"""Signs of a name that are written; of a longer one the end is left out."""
_GAP = 16
_ROOM = 6
"""Between a name and whatever else there is, and the edge."""
_STOP = 10
"""Half of the square that a stop takes."""


class Anchor(StrEnum):
    """Which part of a name stands at its spot, counted from the left."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


_LEFT_OF = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


@dataclass(frozen=True, slots=True)
class Label:
    """A name with the spot of its base line, and an estimate of its width."""

    text: str
    x: float
    y: float
    anchor: Anchor
    width: float

    @property
    def area(self) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of what it covers."""
        left = self.x - _LEFT_OF[self.anchor] * self.width
        return left, self.y - SIZE * 0.85, left + self.width, self.y + SIZE * 0.3


Area = tuple[float, float, float, float]


def shortened(name: str) -> str:
    """Return a name of at most LONGEST signs."""
    return name if len(name) <= LONGEST else name[: LONGEST - 1].rstrip() + "…"


def width_of(text: str) -> float:
    """Estimate how wide a name is written, rather too wide than too narrow."""
    return sum(map(_sign_width, text)) * SIZE


def _sign_width(sign: str) -> float:
    if combining(sign):
        return 0.0
    if east_asian_width(sign) in "WF":
        return 1.0
    return 0.72 if sign.isupper() or sign in "mwMW…" else 0.56


def labels(
    names: Sequence[tuple[str, Spot]],
    stops: Sequence[Spot],
    line: Sequence[Spot],
    height: float,
) -> tuple[Label, ...]:
    """Write names at their spots, the most important first, where they find room.

    None covers another, or a stop; the line is kept clear where it can be.
    """
    taken = [_around(stop) for stop in stops]
    written: list[Label] = []
    for name, spot in names:
        free = _free(_choices(shortened(name), spot), taken, height)
        best = _clearest(free, line)
        if best:
            written.append(best)
            taken.append(best.area)
    return tuple(written)


def _free(choices: Iterable[Label], taken: Sequence[Area], height: float) -> Iterator[Label]:
    for label in choices:
        area = label.area
        if _inside(area, height) and not any(_meet(area, other) for other in taken):
            yield label


def _clearest(free: Iterable[Label], line: Sequence[Spot]) -> Label | None:
    """Return the first that covers nothing of the line, else one that covers least."""
    best, least = None, len(line) + 1
    for label in free:
        covered = _covered(label.area, line)
        if covered < least:
            best, least = label, covered
        if not covered:
            break
    return best


def _choices(text: str, spot: Spot) -> Iterator[Label]:
    """Yield where a name may stand, the best first."""
    x, y = spot
    wide = width_of(text)
    mid = min(max(x, wide / 2 + _ROOM), WIDTH - wide / 2 - _ROOM)
    above, below, level = y - _GAP - 4, y + _GAP + SIZE * 0.75, y + SIZE * 0.3
    for at, base, anchor in (
        (x + _GAP + 4, level, Anchor.START),
        (x - _GAP - 4, level, Anchor.END),
        (mid, below, Anchor.MIDDLE),
        (mid, above, Anchor.MIDDLE),
        (x + _GAP / 2, below, Anchor.START),
        (x - _GAP / 2, below, Anchor.END),
        (x + _GAP / 2, above, Anchor.START),
        (x - _GAP / 2, above, Anchor.END),
    ):
        yield Label(text, at, base, anchor, wide)


def _around(stop: Spot) -> Area:
    return stop[0] - _STOP, stop[1] - _STOP, stop[0] + _STOP, stop[1] + _STOP


def _inside(area: Area, height: float) -> bool:
    left, top, right, bottom = area
    return left >= _ROOM - 1 and top >= 0 and right <= WIDTH - _ROOM + 1 and bottom <= height


def _meet(one: Area, other: Area) -> bool:
    apart = one[2] + _ROOM <= other[0] or other[2] + _ROOM <= one[0]
    return not (apart or one[3] <= other[1] or other[3] <= one[1])


def _covered(area: Area, line: Sequence[Spot]) -> int:
    left, top, right, bottom = area
    return sum(1 for x, y in line if left <= x <= right and top <= y <= bottom)
