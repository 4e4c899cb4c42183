"""The picture of the way: true, escaped, small, and no more than its reader may know."""

import gzip
import re
from datetime import timedelta
from xml.etree import ElementTree as ET

import pytest

from domain.access import Level
from domain.order import Address, Order
from domain.route import Box, Point
from domain.shipment import Shipment
from domain.status import Meaning, Status
from domain.tracking import Place, TrackingEvent
from messages.language import LANGUAGES, language
from tests.fake_gazetteer import FewTowns
from tests.fakes import NOON
from tests.tracking_page.samples import parcel, placed_earlier, story
from tracking_page.route_land import MOST_TOWNS
from tracking_page.route_view import RoutePicture, route_picture

ENGLISH = language("en")
LINK, PROVEN = Level.LINK, Level.PROVEN
MOST_BYTES = 12_000
HOSTILE = '</text><script>alert(1)</script>"\u202e' + "x" * 200


def way(*cities: str, last: Status = Status.IN_TRANSIT) -> Shipment:
    statuses = [Status.IN_TRANSIT] * (len(cities) - 1) + [last]
    return parcel(
        *(
            TrackingEvent(
                NOON - timedelta(hours=2 * (len(cities) - n)),
                f"code-{n}",
                "",
                Meaning(status),
                Place(city, country),
            )
            for n, (status, (city, country)) in enumerate(
                zip(statuses, (one.split("/") for one in cities), strict=True)
            )
        )
    )


def going(town: str, *parcels: Shipment) -> Order:
    city, country = town.split("/")
    return placed_earlier(*parcels, address=Address(city=city, country=country))


def drawn(
    order: Order, level: Level = PROVEN, towns: FewTowns | None = None, code: str = "en"
) -> RoutePicture | None:
    return route_picture(story(order), language(code), towns or FewTowns(), level)


def plain(words: str) -> str:
    return re.sub("[\u2068\u2069]", "", words)


def names(picture: RoutePicture | None) -> list[str]:
    assert picture
    texts = re.findall(r"<text[^>]*>\u2068(.*?)\u2069</text>", picture.svg)
    return [str(text) for text in texts]


NORTH = way("Malmö/SE", "Jönköping/SE")


def test_the_way_is_drawn_and_said() -> None:
    picture = drawn(going("Stockholm/SE", NORTH), LINK)
    assert picture
    assert plain(picture.words) == "The way so far: Malmö and Jönköping. Last seen in Jönköping."
    assert names(picture) == ["Jönköping", "Malmö"]
    root = ET.fromstring(picture.svg)  # noqa: S314 - it is ours
    assert root.get("role") == "img"
    assert root.get("viewBox") == f"0 0 {picture.width} {picture.height}"
    title, words = root[0], root[1]
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == words.get("id")
    assert (title.text, words.text) == ("Map of the way so far", picture.words)
    assert "Places: GeoNames" in picture.svg


@pytest.mark.parametrize("code", LANGUAGES)
def test_ways_of_any_length_are_said_in_every_language(code: str) -> None:
    towns = ("Malmö/SE", "Jönköping/SE", "Stockholm/SE", "København/DK")
    for length in range(2, len(towns) + 1):
        passed = towns[:length]
        picture = drawn(going("Stockholm/SE", way(*passed)), LINK, code=code)
        assert picture
        said = plain(picture.words)
        places = [said.index(town.split("/")[0]) for town in passed]
        assert places == sorted(places)


def test_where_it_goes_is_told_to_the_shopper_alone() -> None:
    order = going("Stockholm/SE", NORTH)
    stranger, shopper = drawn(order, LINK), drawn(order)
    assert stranger
    assert shopper
    assert "Stockholm" not in stranger.svg + stranger.words
    assert "route-ahead" not in stranger.svg
    assert plain(shopper.words).endswith("It is on its way to Stockholm.")
    assert "route-ahead" in shopper.svg
    assert names(shopper) == ["Jönköping", "Stockholm", "Malmö"]


@pytest.mark.parametrize(
    ("order", "level", "places"),
    [
        (going("Stockholm/SE"), PROVEN, None),
        (going("Stockholm/SE", way("Atlantis/SE")), LINK, None),
        (going("Stockholm/SE", way("Atlantis/SE")), PROVEN, ["Stockholm"]),
        (going("Malmö/SE", way("Malmö/SE", "Malmö/SE")), LINK, None),
        (going("Malmö/SE", way("Malmö/SE", "Malmö/SE")), PROVEN, ["Malmö"]),
        (going("Atlantis/SE", way("Malmö/SE")), PROVEN, None),
        (going("Atlantis/SE", way("Malmö/SE", "Lund/SE")), PROVEN, ["Lund", "Malmö"]),
        (going("Lund/SE", way("Malmö/SE", "Lund/SE")), PROVEN, ["Lund", "Malmö"]),
    ],
)
def test_a_picture_needs_two_places_or_for_the_shopper_one(
    order: Order, level: Level, places: list[str] | None
) -> None:
    picture = drawn(order, level)
    assert (names(picture) if picture else None) == places


def test_a_parcel_on_its_way_beats_and_one_that_has_arrived_rests() -> None:
    moving = drawn(going("Lund/SE", way("Malmö/SE", "Lund/SE")))
    arrived = drawn(going("Lund/SE", way("Malmö/SE", "Lund/SE", last=Status.DELIVERED)))
    assert moving
    assert arrived
    assert "route-pulse" in moving.svg
    assert "route-pulse" not in arrived.svg
    assert plain(arrived.words).endswith("Arrived in Lund.")


def test_the_ways_of_a_few_parcels_are_drawn_fainter() -> None:
    ahead = parcel(*way("Göteborg/SE", "Borås/SE", last=Status.OUT_FOR_DELIVERY).events, id=2)
    picture = drawn(going("Stockholm/SE", NORTH, ahead))
    assert picture
    assert picture.svg.count('class="route-other" d=') == 1
    assert "Borås" in names(picture)


def test_a_place_that_is_an_attack_stays_words() -> None:
    towns = FewTowns((Point(55, 13, HOSTILE, "SE"), Point(59, 18, "\u202eB", "SE")))
    order = going("Lund/SE", way(f"{HOSTILE}/SE".replace("</", "<\u2044"), "\u202eB/SE"))
    order = placed_earlier(
        parcel(
            *(
                TrackingEvent(NOON, f"c{n}", "", Meaning(Status.IN_TRANSIT), Place(city, "SE"))
                for n, city in enumerate((HOSTILE, "\u202eB"))
            )
        ),
        address=order.address,
    )
    picture = drawn(order, towns=towns)
    assert picture
    assert "<script" not in picture.svg
    root = ET.fromstring(picture.svg)  # noqa: S314 - it is ours
    assert {element.tag.rpartition("}")[2] for element in root.iter()} == {
        *("svg", "title", "desc", "path", "g", "circle", "text")
    }
    shown = [text.text or "" for text in root.iter() if text.tag.endswith("text")]
    assert all(len(text) < 40 for text in shown)
    assert all(text[0] == "\u2068" and text[-1] == "\u2069" for text in shown[:-1])


class ManyTowns(FewTowns):
    """A town wherever one looks."""

    def towns(self, box: Box) -> list[Point]:
        down, across = (box.north - box.south) / 40, (box.east - box.west) / 40
        steps = [(n * 7 % 40, m * 11 % 40) for n in range(40) for m in range(40)]
        return [Point(box.south + n * down, box.west + m * across) for n, m in steps]


@pytest.mark.parametrize(
    "cities",
    [
        ("Malmö/SE", "Jönköping/SE", "Stockholm/SE"),
        ("Shenzhen/CN", "Leipzig/DE", "København/DK", "Lund/SE"),
        ("Los Angeles/US", "New York/US"),
        ("Auckland/NZ", "Honolulu/US"),
    ],
)
def test_a_picture_is_small_and_all_of_it_inside(cities: tuple[str, ...]) -> None:
    picture = drawn(going(cities[-1], way(*cities)), towns=ManyTowns())
    assert picture
    assert len(gzip.compress(picture.svg.encode(), 6)) < MOST_BYTES
    dots = re.findall(r'd="(M0 0m[^"]*)"', picture.svg)
    assert 10 < dots[0].count("h0") <= MOST_TOWNS
    x = y = 0
    for step in re.findall(r"m(-?\d+) (-?\d+)h0", dots[0]):
        x, y = x + int(step[0]), y + int(step[1])
        assert 0 <= x <= picture.width
        assert 0 <= y <= picture.height
    for x_, y_ in re.findall(r'c?x="(-?\d+)" c?y="(-?\d+)"', picture.svg):
        assert 0 <= int(x_) <= picture.width
        assert 0 <= int(y_) <= picture.height


def test_in_every_language_the_picture_itself_is_the_same() -> None:
    order = going("Stockholm/SE", NORTH)
    english, chinese = drawn(order), drawn(order, code="zh_Hant")
    assert english
    assert chinese
    assert 'direction="ltr"' in chinese.svg
    assert names(english) == names(chinese)
