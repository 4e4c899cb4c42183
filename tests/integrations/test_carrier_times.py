"""Times in forms of carriers' own, and seconds since 1970: read, or not taken for times."""

from datetime import UTC, datetime, timedelta

import pytest

from integrations.zones import read_epoch, read_local

PLAIN, ZONED = "%d/%m/%Y %H:%M:%S", "%Y%m%d%H%M%S%z"
SUMMER_NOON = "2026-07-01T12:00:00+02:00"
AT = int(datetime(2026, 7, 1, 10, tzinfo=UTC).timestamp())


@pytest.mark.parametrize(
    ("text", "form", "moment", "assumed"),
    [
        ("01/07/2026 12:00:00", PLAIN, SUMMER_NOON, True),
        ("  01/07/2026 12:00:00\n", PLAIN, SUMMER_NOON, True),
        ("1/7/2026 12:00:00", PLAIN, SUMMER_NOON, True),
        ("20260701120000+0100", ZONED, "2026-07-01T12:00:00+01:00", False),
        ("20260701120000Z", ZONED, "2026-07-01T12:00:00+00:00", False),
        ("01.07.2026", "%d.%m.%Y", "2026-07-01T00:00:00+02:00", True),
    ],
)
def test_a_time_in_a_carriers_form_is_read(
    text: str, form: str, moment: str, *, assumed: bool
) -> None:
    read = read_local(text, form, "XX", "SE")
    assert read
    assert (read[0].isoformat(), read[1]) == (moment, assumed)


def test_without_a_known_country_it_is_taken_as_utc_and_said_to_be_assumed() -> None:
    assert read_local("01/07/2026 12:00:00", PLAIN) == (datetime(2026, 7, 1, 12, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "text",
    [
        None,
        7,
        "",
        "soon",
        "31/02/2026 12:00:00",
        "01/07/2026",
        "01/07/1999 12:00:00",
        "01/07/2100 12:00:00",
        "01/07/0001 00:00:00",
        "\uff10\uff11/07/2026 12:00:00",
        "01/07/2026 12:00:00 CET",
    ],
)
def test_what_is_not_in_the_form_or_not_of_our_time_is_none(text: object) -> None:
    assert read_local(text, PLAIN, "SE") is None


@pytest.mark.parametrize("value", [AT, AT * 1000, str(AT), str(AT * 1000), float(AT)], ids=repr)
def test_seconds_and_milliseconds_are_told_in_the_countrys_zone(value: object) -> None:
    read = read_epoch(value, "", "SE")
    assert read
    assert (read[0].isoformat(), read[1]) == (SUMMER_NOON, False)


def test_parts_of_a_second_are_kept_and_utc_is_told_where_no_country_is_known() -> None:
    read = read_epoch(AT * 1000 + 250)
    assert read
    assert read[0] - datetime.fromtimestamp(AT, UTC) == timedelta(milliseconds=250)
    assert read[0].tzinfo is UTC


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        "",
        "-5",
        "1.5e9",
        "soon",
        "²",
        0,
        -AT,
        946_684_799,
        4_102_444_800,
        4_102_444_800_000,
        10**15,
        "9" * 5_000,
        float("nan"),
        float("inf"),
        float("-inf"),
        10**400,
        [AT],
    ],
    ids=lambda value: repr(value)[:20],
)
def test_what_is_no_second_of_our_time_is_none(value: object) -> None:
    assert read_epoch(value, "SE") is None
