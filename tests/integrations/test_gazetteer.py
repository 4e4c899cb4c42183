"""Towns are found as carriers write them; what could be several places is none."""

import pytest

from domain.route import Box
from domain.tracking import Place
from integrations.gazetteer import GeoNames
from integrations.gazetteer.spelling import key_of


@pytest.fixture(scope="module")
def towns() -> GeoNames:
    """Read once: it takes a second."""
    return GeoNames()


def found(towns: GeoNames, written: str, country: str) -> str:
    point = towns.find(Place(written, country))
    return f"{point.name} {point.country}" if point else ""


@pytest.mark.parametrize(
    ("written", "country", "expected"),
    [
        ("Malmö", "SE", "Malmö SE"),
        ("malmo", "SE", "Malmö SE"),
        ("MALMÖ", "se", "Malmö SE"),
        ("MALMÖ SE", "", "Malmö SE"),
        ("Malmo terminal", "SE", "Malmö SE"),
        ("LEIPZIG - GERMANY", "DE", "Leipzig DE"),
        ("LEIPZIG - GERMANY", "", "Leipzig DE"),
        ("STOCKHOLM - SWEDEN", "SE", "Stockholm SE"),
        ("KOPENHAGEN", "DK", "Copenhagen DK"),
        ("OAK CREEK WI DISTRIBUTION CENTER", "US", "Oak Creek US"),
        ("Los Angeles, CA", "US", "Los Angeles US"),
        ("Los Angeles CA", "", "Los Angeles US"),
        ("Atlanta, Georgia", "US", "Atlanta US"),
        ("Austin TX", "", "Austin US"),
        ("Springfield, IL", "US", "Springfield US"),
        ("Paris (TX)", "", "Paris US"),
        ("Berlin DE", "", "Berlin DE"),
        ("Bristol Mail Centre", "GB", "Bristol GB"),
        ("MILANO (021)", "", "Milan IT"),
        ("London", "GB", "London GB"),
        ("London", "CA", "London CA"),
        ("Hong Kong", "HK", "Hong Kong HK"),
        ("深圳", "CN", "Shenzhen CN"),
        ("Oslo Norway", "", "Oslo NO"),
        ("LEIPZIG", "", "Leipzig DE"),
        ("Warsaw, UK", "PL", ""),
    ],
)
def test_a_town_is_found_as_carriers_write_it(
    towns: GeoNames, written: str, country: str, expected: str
) -> None:
    assert found(towns, written, country) == expected


@pytest.mark.parametrize(
    ("written", "country"),
    [
        ("", "SE"),
        ("SE", "SE"),
        ("Sweden", "SE"),
        ("Atlantis", "SE"),
        ("Malmö", "DK"),
        ("Malmö", "ZZ"),
        ("Springfield", "US"),
        ("London", ""),
        ("Birmingham", ""),
        ("Lund", ""),
        ("Perth Delivery Office", ""),
        ("Malmo terminal", ""),
        ("Paris, KY", ""),
        ("LEIPZIG - GERMANY", "SE"),
        ("Post office", "SE"),
        (" , (", "SE"),
        ("x" * 5000, "SE"),
        ("<b>Malmö</b>\u202e", "SE"),
    ],
)
def test_what_is_no_town_or_could_be_several_is_unknown(
    towns: GeoNames, written: str, country: str
) -> None:
    assert found(towns, written, country) == ""


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Göteborg", "Göteborg"),
        ("København", "København"),
        ("GÖTEBORG", "Gothenburg"),
        ("Göteborg\u202e", "Gothenburg"),
        ("Goteborg terminal", "Gothenburg"),
    ],
)
def test_a_town_is_called_what_the_carrier_calls_it_if_that_is_a_proper_name(
    towns: GeoNames, written: str, name: str
) -> None:
    country = "DK" if written.startswith("K") else "SE"
    point = towns.find(Place(written, country))
    assert point
    assert point.name == name


def test_a_place_without_a_town_is_found_by_its_name(towns: GeoNames) -> None:
    point = towns.find(Place(name="Malmö terminal", country="SE"))
    assert point
    assert (round(point.lat, 1), round(point.lon, 1)) == (55.6, 13.0)


def test_the_towns_of_a_part_of_the_map_come_largest_first(towns: GeoNames) -> None:
    near = towns.towns(Box(55.3, 12.3, 56.1, 13.4))
    copenhagen, malmo = near[:2]
    assert (round(copenhagen.lat, 1), round(copenhagen.lon, 1)) == (55.7, 12.6)
    assert (round(malmo.lat, 1), round(malmo.lon, 1)) == (55.6, 13.0)
    assert len(near) > 10


@pytest.mark.parametrize("west", [170.0, -190.0])
def test_a_part_of_the_map_may_reach_over_the_date_line(towns: GeoNames, west: float) -> None:
    near = towns.towns(Box(-45, west, 25, west + 40))
    assert {point.lon > 0 for point in near} == {True, False}
    assert all(point.lon >= 170 or point.lon <= -150 for point in near)


def test_of_all_the_earth_the_largest_towns_are_told_and_not_all(towns: GeoNames) -> None:
    most = towns.towns(Box(-85, -180, 85, 180))
    assert len(most) == 1500
    assert len(set(most)) == 1500
    assert towns.towns(Box(-60, -130, -50, -100)) == []


def test_nothing_is_read_until_a_town_is_asked_for_and_then_once() -> None:
    reads: list[str] = []

    def never() -> None:
        reads.append("read")
        raise OSError("no such wheel")

    lazy = GeoNames(towns=never)  # type: ignore[arg-type]
    assert reads == []
    with pytest.raises(OSError, match="no such wheel"):
        lazy.towns(Box(0, 0, 1, 1))
    assert reads == ["read"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("  MALMÖ ", "malmo"),
        ("Saint-Étienne", "saint etienne"),
        ("Łódź", "lodz"),
        ("Tromsø", "tromso"),
        ("Straße_1", "strasse 1"),
        ("--", ""),
    ],
)
def test_a_spelling_is_lower_case_without_accents(written: str, key: str) -> None:
    assert key_of(written) == key
