"""Draw a parcel's way as SVG: the map is made of the towns themselves, no tiles of anybody's.

It is told what to draw, and decides nothing about who may see it. Colours are variables that a
style sheet may set (--framme-way, --framme-towns, --framme-ground); without one it is the text's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

from domain.route import Gazetteer, Point
from domain.route_labels import SIZE, Label, labels
from domain.route_map import WIDTH, Leg, RouteMap, Spot, map_of
from tracking_page.route_land import grid_of, land_of

_WAY = Markup("var(--framme-way, currentColor)")
_GROUND = Markup("var(--framme-ground, Canvas)")
_TOWNS = Markup("var(--framme-towns, currentColor)")
_CREDIT = 34
"""Room for the credit at the lower edge."""
_ISOLATED = "\u2068{}\u2069"
"""A name keeps its own direction, and gives it to nothing beside it."""

_PICTURE = Markup(
    '<svg class="route-map" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}"'
    ' width="{wide}" height="{high}" role="img" aria-labelledby="route-title"'
    ' aria-describedby="route-words"'
    ' direction="ltr" fill="none" stroke-linecap="round" stroke-linejoin="round">'
    '<title id="route-title">{title}</title><desc id="route-words">{words}</desc>'
    '<path class="route-grid" d="{grid}" stroke="{towns}" stroke-opacity=".14"/>'
    '<g class="route-land" stroke="{towns}" stroke-opacity=".08">'
    '<path d="{land}" stroke-width="{shore}"/><path d="{land}" stroke-width="{inland}"/></g>'
    '<g class="route-towns" stroke="{towns}" stroke-opacity=".5">'
    '<path d="{small}" stroke-width="4"/><path d="{large}" stroke-width="7"/></g>'
    '{ways}{stops}<g class="route-names" fill="currentColor" stroke="{ground}" stroke-width="7"'
    ' paint-order="stroke" font-size="{size}">{names}</g>'
    '<text class="route-credit" x="{right}" y="{low}" text-anchor="end" font-size="19"'
    ' fill="currentColor" fill-opacity=".75" stroke="{ground}" stroke-width="5"'
    ' paint-order="stroke">{credit}</text></svg>'
)


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: the stops, where the way is to end, and whether it goes on."""

    stops: tuple[Point, ...]
    goal: Point | None
    others: tuple[tuple[Point, ...], ...]
    moving: bool
    title: str
    words: str
    credit: str

    @property
    def places(self) -> tuple[Point, ...]:
        """Return every place in it."""
        more = [point for way in self.others for point in way]
        return (*self.stops, *((self.goal,) if self.goal else ()), *more)


def draw(scene: Scene, gazetteer: Gazetteer) -> tuple[Markup, int, int]:
    """Return the picture with its width and height in units of its own."""
    on = map_of(scene.places)
    land = land_of(gazetteer, on)
    svg = _PICTURE.format(
        wide=WIDTH,
        high=on.height,
        title=scene.title,
        words=scene.words,
        grid=grid_of(on),
        land=land.land,
        shore=land.reach,
        inland=land.reach * 5 // 8,
        small=land.small,
        large=land.large,
        ways=_ways(scene, on),
        stops=_stops(scene, on),
        names=_names(scene, on),
        credit=scene.credit,
        right=WIDTH - 12,
        low=on.height - 12,
        size=SIZE,
        ground=_GROUND,
        towns=_TOWNS,
    )
    return svg, WIDTH, on.height


def _legs(on: RouteMap, way: Sequence[Point]) -> list[Leg]:
    return [on.leg(start, end) for start, end in pairwise(way)]


def _ways(scene: Scene, on: RouteMap) -> Markup:
    """Draw the lines: others' faintly, the way to go in dashes, the way taken on top."""
    drawn = [_line("route-other", _legs(on, way), _WAY, 4) for way in scene.others]
    if scene.goal and scene.stops:
        drawn.append(_line("route-ahead", [on.leg(scene.stops[-1], scene.goal)], _WAY, 5))
    taken = _legs(on, scene.stops)
    if taken:
        drawn += [_line("route-casing", taken, _GROUND, 13), _line("route-taken", taken, _WAY, 6)]
    return Markup().join(drawn)


_KINDS = {"route-other": ' stroke-opacity=".35"', "route-ahead": ' stroke-dasharray="1 14"'}


def _line(kind: str, legs: Sequence[Leg], colour: str, width: int) -> Markup:
    path, at = [], None
    for leg in legs:
        begins = "" if leg.start == at else f"M{_xy(leg.start)}"
        path.append(f"{begins}Q{_xy(leg.control)} {_xy(leg.end)}")
        at = leg.end
    line = f'<path class="{kind}" d="{"".join(path)}" stroke="{colour}" stroke-width="{width}"'
    return Markup(f"{line}{_KINDS.get(kind, '')}/>")  # noqa: S704 - numbers, and words of ours


def _stops(scene: Scene, on: RouteMap) -> Markup:
    """Draw the stops as rings, the goal as a larger one; where the parcel is, it is filled."""
    ring, dot = f'fill="{_GROUND}" stroke="{_WAY}"', f'fill="{_WAY}"'
    others = dict.fromkeys(stop for way in scene.others for stop in way)
    drawn = [f'<circle class="route-other" {_centre(on, stop)} r="6" {dot}/>' for stop in others]
    drawn += [
        f'<circle class="route-stop" {_centre(on, stop)} r="7" {ring} stroke-width="4"/>'
        for stop in dict.fromkeys(scene.stops[:-1])
    ]
    if scene.goal:
        goal = f'<circle class="route-goal" {_centre(on, scene.goal)} r="11" {ring}'
        drawn.append(f'{goal} stroke-width="5" stroke-dasharray="6.5 5"/>')
    for here in scene.stops[-1:]:
        kind = "route-pulse" if scene.moving else "route-rest"
        drawn.append(f'<circle class="{kind}" {_centre(on, here)} r="20" {dot} opacity=".25"/>')
        edge = f'stroke="{_GROUND}" stroke-width="4"'
        drawn.append(f'<circle class="route-here" {_centre(on, here)} r="12" {dot} {edge}/>')
    return Markup("".join(drawn))  # noqa: S704 - numbers, and words of ours


def _names(scene: Scene, on: RouteMap) -> Markup:
    """Write the names: first where the parcel is, where it goes, whence it came."""
    stops = scene.stops
    first = [*stops[-1:], *([scene.goal] if scene.goal else []), *stops[:1]]
    order = dict.fromkeys(first + list(stops[1:-1][::-1]) + list(scene.places))
    spots = {point: on.spot(point.lat, point.lon) for point in order}
    way = (*stops, scene.goal) if scene.goal else stops
    line = [spot for leg in _legs(on, way) for spot in leg.spots()]
    named = {spot: point.name for point, spot in reversed(spots.items())}
    wanted = [(named[spot], spot) for spot in dict.fromkeys(spots.values())]
    written = labels(wanted, list(named), line, on.height - _CREDIT)
    return Markup().join(map(_name, written, range(len(written))))


def _name(label: Label, rank: int) -> Markup:
    weight, spot = 400 if rank else 700, (f"{label.x:.0f}", f"{label.y:.0f}")
    return Markup('<text x="{}" y="{}" text-anchor="{}" font-weight="{}">{}</text>').format(
        *spot, label.anchor, weight, _ISOLATED.format(label.text)
    )


def _centre(on: RouteMap, point: Point) -> str:
    x, y = on.spot(point.lat, point.lon)
    return f'cx="{x:.0f}" cy="{y:.0f}"'


def _xy(spot: Spot) -> str:
    return f"{spot[0]:.0f} {spot[1]:.0f}"
