"""Names never cover each other or a stop; what finds no room is left out, the least first."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from domain.route_labels import LONGEST, Label, labels, shortened, width_of
from domain.route_map import WIDTH

HEIGHT = 400
spots = st.tuples(st.floats(60, WIDTH - 60), st.floats(60, HEIGHT - 60))
names = st.text(st.characters(categories=["L", "M", "Zs"]), min_size=1, max_size=40)


def meet(one: Label, other: Label) -> bool:
    a, b = one.area, other.area
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


@given(st.lists(st.tuples(names, spots), min_size=1, max_size=14))
def test_names_lie_in_the_picture_and_never_on_each_other(
    named: list[tuple[str, tuple[float, float]]],
) -> None:
    stops = [spot for _, spot in named]
    written = labels(named, stops, stops, HEIGHT)
    for label in written:
        left, top, right, bottom = label.area
        assert left >= 0
        assert top >= 0
        assert right <= WIDTH
        assert bottom <= HEIGHT
        assert not any(left < x < right and top < y < bottom for x, y in stops)
    assert not any(meet(one, other) for one, other in combinations(written, 2))


def test_the_first_name_is_written_though_the_others_find_no_room() -> None:
    crowd = [(f"Town {n}", (400.0 + n, 200.0)) for n in range(12)]
    written = labels(crowd, [spot for _, spot in crowd], [], HEIGHT)
    assert written[0].text == "Town 0"
    assert 1 < len(written) < len(crowd)


def test_a_name_makes_way_for_the_line() -> None:
    along = [(x, 200.0) for x in range(400, 800, 20)]
    (label,) = labels([("Malmö", (400.0, 200.0))], [(400.0, 200.0)], along, HEIGHT)
    assert label.area[2] < 400 or label.area[1] > 200 or label.area[3] < 200


def test_a_name_at_the_edge_turns_inwards() -> None:
    (label,) = labels([("Wladiwostok", (780.0, 200.0))], [(780.0, 200.0)], [], HEIGHT)
    assert label.area[2] <= WIDTH


def test_a_long_name_is_cut() -> None:
    name = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    assert len(shortened(name)) == LONGEST
    assert shortened(name).endswith("…")
    assert shortened("Malmö") == "Malmö"


def test_wide_signs_take_more_room_and_accents_none() -> None:
    assert width_of("深圳") > width_of("ii")
    assert width_of("MW") > width_of("ij")
    assert width_of("e\u0301") == width_of("e")


def test_where_the_line_is_everywhere_a_name_covers_the_least_of_it() -> None:
    everywhere = [(float(x), float(y)) for x in range(0, 800, 8) for y in range(0, 400, 8)]
    thin = [spot for spot in everywhere if spot[1] < 200 or spot[0] < 400]
    (label,) = labels([("Malmö", (400.0, 200.0))], [(400.0, 200.0)], thin, HEIGHT)
    assert label.area[0] >= 400
    assert label.area[1] > 200
