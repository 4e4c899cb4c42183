"""Dates, numbers and the choice of a language."""

import gettext
from datetime import datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from babel.lists import format_list

from messages.language import LANGUAGES, Language, language, language_for

NOW = datetime(2026, 11, 20, 13, 0, tzinfo=ZoneInfo("Europe/Stockholm"))
IN_EVERY = pytest.mark.parametrize("code", LANGUAGES)
THIN_SPACES = "\u202f\u2009"


@pytest.mark.parametrize(
    ("wish", "otherwise", "code"),
    [
        ("sv-SE", "en", "sv"),
        ("sv_FI", "en", "sv"),
        ("", "sv", "sv"),
        ("xx-nonsense-", "sv", "sv"),
        ("hu", "sv", "sv"),
        ("hu", "", "en"),
        ("en-GB", "sv", "en"),
        ("'; DROP", "", "en"),
        ("zh-TW", "en", "zh_Hant"),
        ("zh", "zh-HK", "zh_Hant"),
        ("nn-NO", "sv", "nb"),
        ("pt", "pt-BR", "pt_BR"),
        ("pt", "sv", "pt_PT"),
        ("de_DE_formal", "sv", "de"),
        ("sv" * 150, "da_DK.UTF-8", "da"),
    ],
)
def test_the_language_is_the_first_wish_that_we_speak(wish: str, otherwise: str, code: str) -> None:
    assert language_for(wish, otherwise).code == code


def test_nobody_asks_for_anything_and_gets_english() -> None:
    assert language_for("").code == "en"


@IN_EVERY
def test_a_language_is_found_by_its_own_code_and_tag(code: str) -> None:
    spoken = language(code)
    assert language_for(code) is language_for(spoken.tag, "sv") is spoken
    assert "_" not in spoken.tag


def test_each_language_calls_itself_by_a_name_of_its_own() -> None:
    names = {code: language(code).name for code in LANGUAGES}
    assert len(set(names.values())) == len(LANGUAGES)
    assert names["sv"] == "Svenska"
    assert names["zh_Hant"] == "繁體中文"
    assert names["pt_BR"] == "Português (Brasil)"


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


@IN_EVERY
def test_near_days_have_names_and_no_moment_has_a_space_that_a_text_message_lacks(
    code: str,
) -> None:
    spoken = language(code)
    said = [
        write(NOW + timedelta(days=days), NOW)
        for days in (-400, -20, -2, -1, 0, 1, 2, 20, 400)
        for write in (spoken.at_moment, spoken.moment, spoken.on_day, spoken.day)
    ]
    said += [spoken.clock(NOW), format_list(["A", "B", "C"], locale=code)]
    assert len(set(said)) >= 20
    for words in said:
        assert words
        assert words == words.strip()
        assert "  " not in words
        assert not set(THIN_SPACES) & set(words)
        assert "%" not in words


@pytest.mark.parametrize(
    ("code", "clock"), [("en", "14:05"), ("ja", "14:05"), ("da", "14.05"), ("zh_Hans", "14:05")]
)
def test_a_clock_is_written_as_the_language_does(code: str, clock: str) -> None:
    assert language(code).clock(NOW.replace(hour=14, minute=5)) == clock


def test_a_moment_in_a_list_is_short() -> None:
    swedish = language("sv")
    assert swedish.moment(NOW, NOW) == "i dag 13:00"
    assert swedish.moment(NOW + timedelta(days=3), NOW) == "mån 23 nov. 13:00"
    assert language("en").day(NOW + timedelta(days=400), NOW) == "Dec 25, 2027"


@pytest.mark.parametrize(
    ("code", "currency", "written"),
    [
        ("sv", "SEK", "1 249,50 kr"),
        ("en", "SEK", "SEK 1,249.50"),
        ("en", "USD", "$1,249.50"),
        ("nl", "EUR", "€ 1.249,50"),
        ("ja", "SEK", "SEK 1,249.50"),
        ("zh_Hant", "USD", "US$1,249.50"),
    ],
)
def test_money_is_written_as_the_language_does(code: str, currency: str, written: str) -> None:
    money = language(code).money(Decimal("1249.5"), currency)
    assert money.replace("\xa0", " ") == written


def test_countries_are_written_as_the_language_does() -> None:
    assert language("en").country("se") == "Sweden"
    assert language("en").country("") == ""
    assert language("sv").direction == "ltr"
    assert Language("ar", gettext.NullTranslations()).direction == "rtl"


@IN_EVERY
@pytest.mark.parametrize("number", [1, 2, 5, 22])
def test_parcels_are_counted_in_every_language(code: str, number: int) -> None:
    one, many = "your order comes in one parcel", "your order comes in %(num)d parcels"
    said = language(code).count(one, many, number)
    assert number == 1 or str(number) in said
    assert "%" not in said


@pytest.mark.parametrize(
    ("number", "polish"),
    [(1, "1 paczka"), (2, "2 paczki"), (5, "5 paczek"), (12, "12 paczek"), (22, "22 paczki")],
)
def test_polish_has_three_forms_for_numbers_and_japanese_one(number: int, polish: str) -> None:
    counted = ("%(num)d parcel", "%(num)d parcels", number)
    assert language("pl").count(*counted) == polish
    japanese = language("ja").count(*counted)
    assert japanese == language("ja").count(*counted[:2], 1).replace("1", str(number))
