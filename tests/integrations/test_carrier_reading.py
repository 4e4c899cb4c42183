"""How times without zones, text without limits, and names without discipline are read."""

import json
from datetime import UTC, datetime, timedelta
from zoneinfo import available_timezones

import pytest

from domain.errors import ProviderError
from domain.status import Meaning, Status
from integrations import zones
from integrations.carrier_adapter import by_code
from integrations.carrier_names import longest_beginning, plain_name
from integrations.untrusted import country, json_object, raw_json, rows, text
from integrations.zones import read_moment, read_scan_time, whole_day_if_midnight, zone_or_utc


def test_every_zone_in_the_table_exists() -> None:
    assert set(zones._BY_COUNTRY.values()) <= available_timezones()


def test_a_time_without_a_zone_takes_that_of_the_first_known_country_and_says_so() -> None:
    read = read_moment("2026-07-01T10:00:00", "", "XX", "SE", "US")
    assert read
    assert read[0].isoformat() == "2026-07-01T10:00:00+02:00"
    assert read[1]


def test_a_time_without_a_zone_or_a_known_country_is_taken_as_utc_and_says_so() -> None:
    assert read_moment("2026-07-01T10:00:00") == (datetime(2026, 7, 1, 10, tzinfo=UTC), True)


def test_a_time_with_a_zone_keeps_it() -> None:
    read = read_scan_time("2026-07-01T10:00:00-03:00", "SE")
    assert read
    assert read[0].utcoffset() == timedelta(hours=-3)
    assert not read[1]


def test_a_scan_told_in_utc_is_told_in_the_zone_or_utc_its_place() -> None:
    read = read_scan_time("2026-07-01T10:00:00Z", "SE")
    assert read
    assert read[0].isoformat() == "2026-07-01T12:00:00+02:00"
    assert not read[1]


@pytest.mark.parametrize(
    "value", [None, 7, "", "soon", "1999-12-31T23:59:59", "2100-01-01T00:00:00", "2026-02-30"]
)
def test_what_is_no_time_of_ours_is_none(value: object) -> None:
    assert read_moment(value, "SE") is None


def test_midnight_means_some_time_that_day_and_any_other_time_itself() -> None:
    midnight = datetime(2026, 7, 1, tzinfo=zone_or_utc("SE"))
    window = whole_day_if_midnight(midnight)
    assert (window.earliest, window.latest.isoformat()) == (midnight, "2026-07-01T23:59:00+02:00")
    noon = whole_day_if_midnight(midnight.replace(hour=12))
    assert noon.earliest == noon.latest


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("  Malmö \n", "Malmö"),
        ("a\tb\x00c\x1bd", "a b c d"),
        ("👩‍👩‍👧 שלום", "👩‍👩‍👧 שלום"),
        ("\u202eevil", "evil"),
        ("x" * 900, "x" * 500),
        (204, "204"),
        (True, ""),
        (None, ""),
        (["x"], ""),
    ],
)
def test_text_is_kept_readable_and_short(value: object, read: str) -> None:
    assert text(value) == read


@pytest.mark.parametrize(
    ("value", "read"), [("se", "SE"), ("SWE", ""), ("ÅÄ", ""), ("S1", ""), (None, "")]
)
def test_a_country_is_two_letters_or_none(value: object, read: str) -> None:
    assert country(value) == read


@pytest.mark.parametrize(
    "event",
    [{"a": "\x00"}, {"a": "\ud800"}, {"a": float("nan")}, {"a": "x" * 50_000}],
    ids=["nul", "half a character", "nan", "long"],
)
def test_a_raw_event_that_a_database_would_refuse_is_kept_as_cut_text(
    event: dict[str, object],
) -> None:
    written = raw_json(event)
    written.encode()
    assert set(json.loads(written)) == {"cut"}


def test_a_raw_event_too_deep_to_write_is_dropped() -> None:
    event: dict[str, object] = {}
    for _ in range(100_000):
        event = {"a": event}
    assert raw_json(event) == "{}"
    while event:
        event = event["a"]  # type: ignore[assignment]  # taken apart, or freeing it overflows


def test_a_raw_event_keeps_letters_and_emoji() -> None:
    assert raw_json({"a": "Malmö 😀"}) == '{"a":"Malmö 😀"}'


def test_rows_are_the_objects_of_a_list_and_not_too_many() -> None:
    assert rows([{"a": 1}, 2, None, "x"]) == [{"a": 1}]
    assert rows({"a": 1}) == []
    assert len(rows([{}] * 9_000)) == 500


def test_json_that_is_no_object_is_refused_as_transient() -> None:
    with pytest.raises(ProviderError) as refusal:
        json_object(b"[1]")
    assert not refusal.value.permanent


def test_names_are_compared_by_their_words() -> None:
    assert plain_name("  Díreçt_Link—(EU) ") == "direct link eu"
    assert longest_beginning("DHL Paket 2kg", ["dhl", "dhl paket", "paket"]) == "dhl paket"
    assert longest_beginning("Paketdienst", ["paket", ""]) is None


def test_a_code_with_two_meanings_is_refused() -> None:
    with pytest.raises(ValueError, match="OK has two meanings"):
        by_code({Meaning(Status.DELIVERED): "OK", Meaning(Status.IN_TRANSIT): "X OK"})
