"""Guessing carriers, with a small table of its own: ranks, clues, and what is never forced."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.carriers import KnownCarrier
from domain.detection import Candidate, Clues, Detector
from domain.tracking_numbers import NumberFormat, Strength

COUNTRIES = {
    "postnord": ("SE", "DK"),
    "china_post": ("CN",),
    "ups": (),
    "fedex": (),
    "seur": ("ES", "PT"),
    "gls_es": ("ES",),
    "speedy": ("BG",),
    "ecommerce": ("US", "SE"),
    "budbee": ("SE",),
}
CARRIERS = {key: KnownCarrier(key, key, (key,), there) for key, there in COUNTRIES.items()}
FORMATS = (
    NumberFormat(("ups",), "1Z*{15}#", Strength.SURE, "ups_1z", strict=True),
    NumberFormat(("fedex",), "#{12}", Strength.POSSIBLE, "fedex"),
    NumberFormat(("seur", "gls_es", "speedy"), "#{12}", Strength.WEAK),
    NumberFormat(("fedex",), "#{12}", Strength.WEAK),
    NumberFormat(("ecommerce",), "UV*{10,20}", Strength.LIKELY),
    NumberFormat(("postnord",), "#{11}SE", Strength.LIKELY),
    NumberFormat(("ups",), "#{11}", Strength.SILENT),
)
ISSUERS = {"SE": ("postnord",), "CN": ("china_post", "ups")}
DETECTOR = Detector(CARRIERS, FORMATS, ISSUERS)
FEDEX = "986578788855"
NOT_FEDEX = "986578788850"


def carriers(number: str, clues: Clues = Clues()) -> list[str]:  # noqa: B008
    return [candidate.carrier for candidate in DETECTOR.detect(number, clues)]


@pytest.mark.parametrize("text", ["", " ", "order 1001 or so", "номер", "12345", "#", "1" * 5000])
def test_what_fits_nothing_has_no_candidates(text: str) -> None:
    assert DETECTOR.detect(text) == ()


def test_a_sure_form_with_a_right_check_digit_names_one_carrier() -> None:
    assert DETECTOR.detect("1z 5r8 939 03 5756 7127") == (Candidate("ups", 0.85, checked=True),)


def test_a_wrong_check_digit_is_no_candidate() -> None:
    assert DETECTOR.detect("1Z5R89390357567128") == ()


def test_forms_that_say_nothing_name_nobody() -> None:
    assert DETECTOR.detect("12345678901") == ()


def test_s10_wins_over_other_forms() -> None:
    first, second = DETECTOR.detect("UV123456785SE")
    assert (first.carrier, first.checked) == ("postnord", True)
    assert (second.carrier, second.checked) == ("ecommerce", False)


def test_s10_with_a_wrong_check_digit_leaves_the_others() -> None:
    assert carriers("UV123456786SE") == ["ecommerce"]


def test_s10_of_a_country_without_a_post_is_none() -> None:
    assert carriers("RB123456785XX") == []


def test_the_post_of_the_destination_is_named_after_the_issuer() -> None:
    found = DETECTOR.detect("LP176445020CN", Clues(country="se"))
    assert [candidate.carrier for candidate in found] == ["china_post", "ups", "postnord"]


def test_digits_with_a_check_digit_go_before_weak_ones() -> None:
    first, *rest = DETECTOR.detect(FEDEX)
    assert first == Candidate("fedex", 0.35, checked=True)
    assert [candidate.carrier for candidate in rest] == ["seur", "gls_es", "speedy"]
    assert not any(candidate.checked for candidate in rest)


def test_a_weak_form_speaks_where_the_check_digit_is_wrong() -> None:
    assert carriers(NOT_FEDEX) == ["fedex", "seur", "gls_es", "speedy"]


def test_the_shops_habits_decide_between_weak_forms() -> None:
    assert carriers(NOT_FEDEX, Clues(used=("gls_es", "seur")))[:2] == ["gls_es", "seur"]


def test_carriers_at_home_go_first_and_those_elsewhere_fall_out() -> None:
    assert carriers(NOT_FEDEX, Clues(country="PT")) == ["seur", "fedex"]
    assert carriers(NOT_FEDEX, Clues(country="SE", origin="ES")) == ["seur", "gls_es", "fedex"]


def test_home_weighs_more_than_another_country_of_the_carrier() -> None:
    at_home, abroad = (
        DETECTOR.detect("84971563697SE", Clues(country=country))[0].score
        for country in ("SE", "DK")
    )
    assert at_home > abroad


def test_no_habit_lifts_a_form_above_s10() -> None:
    clues = Clues(country="US", used=("ecommerce",))
    assert carriers("UV123456785SE", clues)[0] == "postnord"


def test_a_carrier_the_shop_names_comes_first() -> None:
    first = DETECTOR.detect(FEDEX, Clues(carrier_text_key="seur"))[0]
    assert (first.carrier, first.score) == ("seur", 0.9)
    checked = DETECTOR.detect(FEDEX, Clues(carrier_text_key="fedex"))[0]
    assert checked == Candidate("fedex", 1.0, checked=True)


@pytest.mark.parametrize("number", ["84971563697SE", "", "номер", "1" * 5000])
def test_a_carrier_the_shop_names_comes_first_though_the_form_denies_it(number: str) -> None:
    first, *rest = DETECTOR.detect(number, Clues(carrier_text_key="speedy"))
    assert first == Candidate("speedy", 0.1, checked=False)
    assert all(candidate.score > first.score for candidate in rest)


def test_a_carrier_whose_form_nobody_knows_is_not_denied_by_it() -> None:
    first = DETECTOR.detect("84971563697SE", Clues(carrier_text_key="budbee"))[0]
    assert first == Candidate("budbee", 0.5, checked=False)


def test_a_named_carrier_is_believed_far_from_home_too() -> None:
    clues = Clues(carrier_text_key="speedy", country="SE")
    assert DETECTOR.detect(NOT_FEDEX, clues)[0] == Candidate("speedy", 0.9, checked=False)


def test_a_carrier_nobody_knows_is_no_clue() -> None:
    assert carriers("84971563697SE", Clues(carrier_text_key="nobody")) == ["postnord"]


@given(st.text(max_size=5000), st.text(max_size=3), st.sampled_from([None, "ups", "x"]))
@settings(max_examples=200)
def test_no_text_is_too_strange(text: str, country: str, named: str | None) -> None:
    found = DETECTOR.detect(text, Clues(named, country, country, ("ups",)))
    assert all(0 < candidate.score <= 1 for candidate in found)
    DETECTOR.doubt(text, "ups")


@given(st.text("0123456789ABCSEZ -", max_size=45), st.sampled_from(["", "SE", "ES", "US"]))
def test_scores_fall_and_carriers_are_named_once(text: str, country: str) -> None:
    found = DETECTOR.detect(text, Clues(country=country))
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    assert len({candidate.carrier for candidate in found}) == len(found)


@pytest.mark.parametrize("text", ["1" * 5000, "1 " * 2500, "\uff11" * 5000, "Z" * 5000, "-" * 5000])
def test_long_texts_take_no_longer_than_short_ones(text: str) -> None:
    def once() -> float:
        start = time.perf_counter()
        DETECTOR.detect(text)
        return time.perf_counter() - start

    assert min(once() for _ in range(5)) < 0.02
