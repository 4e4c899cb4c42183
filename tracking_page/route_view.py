"""The picture of a parcel's way, with the words for those who do not see it.

Who has only the link sees the places of the scans; the town it goes to is shown to the shopper.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from babel.lists import format_list
from markupsafe import Markup

from domain.access import Level
from domain.order import roll_up
from domain.route import Gazetteer, Point, goal_of, home_of, route_of, same_place
from domain.status import Status
from messages.language import Language
from services.look_up_order import OrderStory
from tracking_page.route_svg import Scene, draw

_ISOLATED = "\u2068{}\u2069"


@dataclass(frozen=True, slots=True)
class RoutePicture:
    """A picture as SVG, safe to stand in a page; `words` say the same.

    `width` and `height` are its proportions: it may be shown in any size.
    """

    svg: Markup
    words: str
    width: int
    height: int


def route_picture(
    story: OrderStory, language: Language, gazetteer: Gazetteer, level: Level
) -> RoutePicture | None:
    """Draw the way of an order's parcels, or None when there is too little to be seen of it.

    That is fewer than two known places; for the shopper one, if the town of the address is known.
    """
    order, find, proven = story.order, gazetteer.find, level >= Level.PROVEN
    lead = roll_up(order.shipments).lead
    if lead is None:
        return None
    route = route_of(order, find)
    goal = goal_of(order, find) if proven else None
    if goal and route.stops and same_place(goal, route.stops[-1]):
        goal = None
    arrived = lead.state.status is Status.DELIVERED and not lead.state.is_return_leg
    words = _words(language, route.stops, goal, arrived=arrived)
    scene = Scene(
        stops=route.stops,
        goal=goal,
        others=route.others,
        moving=not lead.state.final,
        title=language.say("Map of the way so far"),
        words=words,
        credit=language.say("Places: %(source)s", source="GeoNames"),
    )
    fewest = 1 if proven and home_of(order, find) else 2
    if _places(scene.places) < fewest:
        return None
    svg, width, height = draw(scene, gazetteer)
    return RoutePicture(svg, words, width, height)


def _places(points: Iterable[Point]) -> int:
    return len({(point.lat, point.lon) for point in points})


def _words(
    language: Language, stops: tuple[Point, ...], goal: Point | None, *, arrived: bool
) -> str:
    names = [_ISOLATED.format(point.name) for point in stops]
    said = []
    if len(names) > 1:
        listed = format_list(names, locale=language.code)
        said.append(language.say("The way so far: %(places)s.", places=listed))
    if names and arrived:
        said.append(language.say("Arrived in %(place)s.", place=names[-1]))
    elif names:
        said.append(language.say("Last seen in %(place)s.", place=names[-1]))
    if goal:
        place = _ISOLATED.format(goal.name)
        said.append(language.say("It is on its way to %(place)s.", place=place))
    return " ".join(said)
