"""A zone's name that nobody knows, whatever it looks like, is UTC."""

from datetime import UTC
from zoneinfo import ZoneInfo

import pytest

from domain.zones import zone_named


def test_a_name_of_iana_is_its_zone() -> None:
    assert zone_named("Europe/Stockholm") == ZoneInfo("Europe/Stockholm")


@pytest.mark.parametrize(
    "name", ["", "Mars/Olympus", "../etc/passwd", "x" * 5000, "a\0b", "Europe"]
)
def test_any_other_name_is_utc(name: str) -> None:
    assert zone_named(name) is UTC
