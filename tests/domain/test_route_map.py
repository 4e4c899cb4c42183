"""Whatever the places, all of them lie in the picture, and the picture is of a sensible part."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.route import Box, Point
from domain.route_map import LOWEST, SIDE, TALLEST, WIDTH, map_of
from tests.fake_gazetteer import TOWNS

NAMED = {town.name: town for town in TOWNS}
points = st.builds(
    Point, st.floats(-90, 90, allow_subnormal=False), st.floats(-180, 180, allow_subnormal=False)
)


@given(st.lists(points, min_size=1, max_size=14))
def test_everything_lies_inside_the_picture(places: list[Point]) -> None:
    drawn = map_of(places)
    assert LOWEST <= drawn.height <= TALLEST
    spots = [drawn.spot(place.lat, place.lon) for place in places]
    for start, end in pairwise(places):
        leg = drawn.leg(start, end)
        spots += [leg.control, *leg.spots()]
    for x, y in spots:
        assert -0.001 <= x <= WIDTH + 0.001
        assert -0.001 <= y <= drawn.height + 0.001


@given(st.lists(points, min_size=1, max_size=6))
def test_the_box_of_the_picture_holds_what_is_drawn(places: list[Point]) -> None:
    box = map_of(places).box
    assert -180.001 <= box.west < 180.001
    assert 0 < box.east - box.west <= 360.001
    assert box.south < box.north
    wider = Box(box.south - 0.001, box.west - 0.001, box.north + 0.001, box.east + 0.001)
    assert all(wider.holds(min(max(p.lat, -79.9), 79.9), p.lon) for p in places)


@pytest.mark.parametrize(
    ("names", "widest"),
    [
        (("Malmö",), 4),
        (("Malmö", "Malmö"), 4),
        (("Malmö", "Lund"), 4),
        (("Malmö", "Jönköping", "Stockholm"), 16),
        (("Shenzhen", "Leipzig", "København", "Lund"), 150),
        (("Los Angeles", "New York"), 65),
        (("Auckland", "Honolulu"), 120),
        (("Shenzhen", "Leipzig", "New York"), 260),
    ],
)
def test_a_picture_is_as_wide_as_its_places_ask_for(names: tuple[str, ...], widest: float) -> None:
    box = map_of([NAMED[name] for name in names]).box
    assert 1 < box.east - box.west < widest


def test_the_date_line_is_crossed_where_that_is_shorter() -> None:
    drawn = map_of([NAMED["Auckland"], NAMED["Honolulu"]])
    auckland, honolulu = (drawn.spot(p.lat, p.lon) for p in (NAMED["Auckland"], NAMED["Honolulu"]))
    assert auckland[0] < honolulu[0]
    assert auckland[1] > honolulu[1]
    assert drawn.box.east > 180


def test_one_place_lies_in_the_middle() -> None:
    drawn = map_of([NAMED["Malmö"]])
    assert drawn.spot(55.61, 13.0) == pytest.approx((WIDTH / 2, drawn.height / 2))


def test_room_is_kept_at_the_sides_for_names() -> None:
    drawn = map_of([NAMED["Los Angeles"], NAMED["New York"]])
    assert drawn.spot(34.05, -118.24)[0] == pytest.approx(SIDE)
    assert drawn.spot(40.71, -74.01)[0] == pytest.approx(WIDTH - SIDE)


@pytest.mark.parametrize(("sign", "above"), [(1, True), (-1, False)])
def test_lines_bend_away_from_the_equator(sign: int, above: bool) -> None:
    west, east = Point(sign * 40.0, 0.0), Point(sign * 40.0, 60.0)
    drawn = map_of([west, east])
    for leg in (drawn.leg(west, east), drawn.leg(east, west)):
        assert (leg.control[1] < leg.start[1]) is above


def test_a_line_due_north_and_the_one_back_are_the_same() -> None:
    south, north = Point(50.0, 10.0), Point(56.0, 10.0)
    drawn = map_of([south, north])
    up, down = drawn.leg(south, north), drawn.leg(north, south)
    assert up.control == pytest.approx(down.control)
    assert list(up.spots())[-1] == up.end


@pytest.mark.parametrize(
    "names", [("Malmö",), ("Shenzhen", "Leipzig", "New York"), ("Lund", "Malmö")]
)
def test_a_few_lines_of_the_grid_cross_every_picture(names: tuple[str, ...]) -> None:
    drawn = map_of([NAMED[name] for name in names])
    meridians, parallels = drawn.grid()
    assert 3 <= len(meridians) <= 9
    assert 1 <= len(parallels) <= 9
    assert all(0 <= x <= WIDTH for x in meridians)
    assert all(0 <= y <= drawn.height for y in parallels)


def test_a_picture_of_all_the_earth_has_the_coarsest_grid() -> None:
    meridians, _ = map_of([Point(0, lon) for lon in range(-180, 180, 30)]).grid()
    assert len(meridians) <= 10


@pytest.mark.parametrize(
    ("lon", "held"), [(170, True), (180, True), (-170, True), (0, False), (165, False)]
)
def test_a_box_may_reach_over_the_date_line(lon: float, held: bool) -> None:
    assert Box(-10, 168, 10, 195).holds(0, lon) is held


@pytest.mark.parametrize("lat", [-11, 11])
def test_a_box_ends_in_the_north_and_the_south(lat: float) -> None:
    assert not Box(-10, 0, 10, 20).holds(lat, 10)
