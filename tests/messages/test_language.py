"""Dates, numbers and the choice of a language."""

from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from messages.language import language, language_for

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=ZoneInfo("Europe/Stockholm"))


@pytest.mark.parametrize(
    ("wish", "otherwise", "code"),
    [
        ("sv-SE", "en", "sv"),
        ("sv_FI", "en", "sv"),
        ("", "sv", "sv"),
        ("xx-nonsense-", "sv", "sv"),
        ("fr", "sv", "sv"),
        ("fr", "", "en"),
        ("en-GB", "sv", "en"),
        ("'; DROP", "", "en"),
    ],
)
def test_the_language_is_the_first_wish_that_we_speak(wish: str, otherwise: str, code: str) -> None:
    assert language_for(wish, otherwise).code == code


@pytest.mark.parametrize(
    ("days", "english", "swedish"),
    [
        (0, "today at 13:00", "i dag kl. 13:00"),
        (1, "tomorrow at 13:00", "i morgon kl. 13:00"),
        (-1, "yesterday at 13:00", "i går kl. 13:00"),
        (2, "on Sunday at 13:00", "på söndag kl. 13:00"),
        (-2, "on Wednesday at 13:00", "i onsdags kl. 13:00"),
        (7, "on November 27 at 13:00", "den 27 november kl. 13:00"),
        (-365, "on November 20, 2025 at 13:00", "den 20 november 2025 kl. 13:00"),
    ],
)
def test_a_moment_in_a_sentence_is_said_as_people_say_it(
    days: int, english: str, swedish: str
) -> None:
    moment = NOW + timedelta(days=days)
    assert language("en").at_moment(moment, NOW) == english
    assert language("sv").at_moment(moment, NOW) == swedish


def test_a_moment_in_a_list_is_short() -> None:
    swedish = language("sv")
    assert swedish.moment(NOW, NOW) == "i dag 13:00"
    assert swedish.moment(NOW + timedelta(days=3), NOW) == "mån 23 nov. 13:00"
    assert language("en").day(NOW + timedelta(days=400), NOW) == "Dec 25, 2027"


def test_money_and_countries_are_written_as_the_language_does() -> None:
    assert language("sv").money(Decimal("1249.5"), "SEK").replace("\xa0", " ") == "1 249,50 kr"
    assert language("en").country("se") == "Sweden"
    assert language("en").country("") == ""
    assert language("sv").direction == "ltr"
