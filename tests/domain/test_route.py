"""A way is the known places of a parcel's scans, in order; nothing is made up."""

from datetime import timedelta
from itertools import pairwise

import pytest

from domain.order import Address, Order
from domain.route import (
    MOST_STOPS,
    Point,
    Route,
    distance,
    goal_of,
    home_of,
    route_of,
    simplified,
)
from domain.shipment import Shipment
from domain.status import Status, SubStatus
from domain.tracking import PickupPoint, Place, TrackingEvent, TrackingState
from tests.fake_gazetteer import TOWNS, FewTowns
from tests.fakes import NOON, a_shipment, an_order, scan

FIND = FewTowns().find
HOME = Address(city="Stockholm", country="SE")


def seen_in(*cities: str, **changes: object) -> Shipment:
    events = tuple(
        scan(Status.IN_TRANSIT, NOON + timedelta(hours=n), city=city)
        for n, city in enumerate(cities)
    )
    return a_shipment(Status.IN_TRANSIT, events=events, **changes)


def names(way: tuple[Point, ...]) -> list[str]:
    return [point.name for point in way]


@pytest.mark.parametrize(
    ("scanned", "way"),
    [
        ((), []),
        (("Malmö",), ["Malmö"]),
        (("Malmö", "Malmö", "Jönköping"), ["Malmö", "Jönköping"]),
        (("Malmö", "Atlantis", "Malmö"), ["Malmö"]),
        (("Atlantis", ""), []),
        (("Malmö", "Lund", "Malmö"), ["Malmö", "Lund", "Malmö"]),
    ],
)
def test_a_way_is_the_known_places_and_none_twice_in_a_row(
    scanned: tuple[str, ...], way: list[str]
) -> None:
    assert names(route_of(an_order(seen_in(*scanned)), FIND).stops) == way


def test_scans_told_late_stand_where_they_happened() -> None:
    early, late = scan(Status.IN_TRANSIT, NOON, city="Lund"), scan(Status.IN_TRANSIT, city="Malmö")
    moved = TrackingEvent(NOON + timedelta(hours=1), late.raw_code, "", late.meaning, late.place)
    order = an_order(a_shipment(Status.IN_TRANSIT, events=(moved, early)))
    assert names(route_of(order, FIND).stops) == ["Lund", "Malmö"]


def test_one_place_written_in_two_ways_is_one_place() -> None:
    def find(place: Place) -> Point | None:
        return Point(55.61, 13.0, place.city, "SE")

    assert names(route_of(an_order(seen_in("Malmö", "Malmoe")), find).stops) == ["Malmö"]


def test_the_parcel_that_leads_is_followed_and_few_others_are_drawn() -> None:
    lead = seen_in("Malmö", "Lund", id=1)
    there, off = TrackingState(Status.OUT_FOR_DELIVERY), TrackingState(Status.CANCELLED)
    ahead = seen_in("Göteborg", "Borås", id=2, state=there)
    still, gone = seen_in("Örebro", id=3), seen_in("Lund", "Borås", id=4, state=off)
    route = route_of(an_order(lead, ahead, still, gone), FIND)
    assert names(route.stops) == ["Malmö", "Lund"]
    assert [names(way) for way in route.others] == [["Göteborg", "Borås"]]


def test_the_same_way_is_drawn_once_and_of_many_parcels_the_leading_ones_alone() -> None:
    same = [seen_in("Malmö", "Lund", id=n) for n in (1, 2)]
    assert route_of(an_order(*same), FIND).others == ()
    four = [seen_in("Malmö", city, id=n) for n, city in enumerate(("Lund", "Borås") * 2)]
    assert names(route_of(an_order(*four), FIND).stops) == ["Malmö", "Lund"]
    assert route_of(an_order(*four), FIND).others == ()


def test_an_order_without_parcels_has_no_way() -> None:
    assert route_of(an_order(), FIND) == Route(())


def test_of_a_long_way_the_ends_and_the_bends_are_kept() -> None:
    straight = [Point(50.0 + n / 10, 10.0) for n in range(20)]
    bend = Point(51.0, 20.0)
    way = [*straight[:10], bend, *straight[10:]]
    kept = simplified(way)
    assert len(kept) == MOST_STOPS
    assert (kept[0], kept[-1]) == (way[0], way[-1])
    assert bend in kept
    assert all(way.index(one) < way.index(two) for one, two in pairwise(kept))


def test_a_short_way_is_left_as_it_is() -> None:
    assert simplified(TOWNS[:MOST_STOPS]) == TOWNS[:MOST_STOPS]


@pytest.mark.parametrize(
    ("one", "other", "kilometres"),
    [
        (Point(0, 0), Point(0, 0), 0),
        (Point(0, 179), Point(0, -179), 222),
        (Point(55.61, 13.0), Point(59.33, 18.07), 513),
        (Point(90, 0), Point(-90, 0), 20015),
        (Point(0, 0), Point(0, 180), 20015),
    ],
)
def test_distances_are_those_along_the_earth(one: Point, other: Point, kilometres: float) -> None:
    assert distance(one, other) == pytest.approx(kilometres, abs=1)


KIOSK = PickupPoint("Kiosk", city="Lund")
LOST = TrackingState(Status.EXCEPTION, SubStatus.LOST)


@pytest.mark.parametrize(
    ("order", "goal"),
    [
        (an_order(seen_in("Malmö"), address=HOME), "Stockholm"),
        (an_order(seen_in("Malmö", pickup_point=KIOSK), address=HOME), "Lund"),
        (an_order(seen_in("Malmö", pickup_point=PickupPoint("Box")), address=HOME), "Stockholm"),
        (an_order(seen_in("Malmö"), address=Address(city="Atlantis", country="SE")), None),
        (an_order(seen_in("Malmö"), address=Address(country="SE")), None),
        (an_order(address=HOME), None),
        (an_order(seen_in("Malmö"), address=HOME, cancelled_at=NOON), None),
        (an_order(a_shipment(Status.DELIVERED), address=HOME), None),
        (an_order(a_shipment(Status.RETURNING), address=HOME), None),
        (an_order(a_shipment(state=LOST), address=HOME), None),
        (
            an_order(
                a_shipment(state=TrackingState(Status.IN_TRANSIT, is_return_leg=True)), address=HOME
            ),
            None,
        ),
    ],
)
def test_a_parcel_on_its_way_goes_to_its_pick_up_point_or_home(
    order: Order, goal: str | None
) -> None:
    found = goal_of(order, FIND)
    assert (found and found.name) == goal


def test_home_is_known_whether_or_not_anything_was_sent() -> None:
    assert home_of(an_order(address=HOME), FIND) == TOWNS[0]
    assert home_of(an_order(address=Address(country="SE")), FIND) is None
