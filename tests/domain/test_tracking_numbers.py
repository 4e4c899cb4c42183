"""Check digits, by cases worked out by hand or published, and the forms of numbers."""

import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from domain.tracking_numbers import (
    CHECKS,
    LONGEST,
    gs1,
    is_s10,
    luhn,
    mod7,
    mod37_36,
    normal_number,
    read_form,
    s10,
)

DIGITS = st.text(string.digits, min_size=2, max_size=30)
CODES = st.text(string.digits + string.ascii_uppercase, min_size=2, max_size=30)
RIGHT = {
    "gs1": ["00373500489530470000", "4006381333931", "036000291452"],
    "luhn": ["79927398713", "4539578763621486"],
    "mod7": ["3318810025", "400250146262"],
    "identcode": ["563102430313"],
    "mod37_36": ["09980000020034D", "008182709980000020033350276C"],
    "ups": ["C11031500001879"],
    "ups_1z": ["1Z5R89390357567127", "1ZXX3150YW44070023"],
    "ups_waybill": ["K1506235620"],
    "fedex": ["986578788855"],
    "fedex_14": ["1001921334250001000300779017972697"],
    "fedex_astra": ["32971514560102447849175802862014"],
    "fedex_96": ["9611020987654312345672"],
    "usps": ["9400111206206406260787", "420221539101026837331000039521"],
    "usps_91": ["71969010756003077385"],
}


def test_every_check_has_cases() -> None:
    assert RIGHT.keys() == CHECKS.keys()


@pytest.mark.parametrize(
    ("check", "number"), [(check, number) for check, numbers in RIGHT.items() for number in numbers]
)
def test_a_right_check_digit_is_accepted(check: str, number: str) -> None:
    assert CHECKS[check](number)


@pytest.mark.parametrize(
    ("check", "number"),
    [(c, n[0]) for c, n in RIGHT.items() if c not in {"fedex_astra", "usps", "mod37_36"}],
)
def test_of_all_last_digits_one_is_right(check: str, number: str) -> None:
    right = [digit for digit in string.digits if CHECKS[check](number[:-1] + digit)]
    assert right == [number[-1]]


def test_the_check_digit_of_an_astra_label_stands_within() -> None:
    assert not CHECKS["fedex_astra"]("32971514560102447849175802852014")


def test_a_postal_barcode_begins_with_a_nine_behind_its_zip_code() -> None:
    assert not CHECKS["usps"]("420221538101026837331000039521")
    assert not CHECKS["usps"]("420")


@pytest.mark.parametrize("number", ["RB123456785GB", "UV123456785SE", "LP176445020CN"])
def test_s10_numbers_are_checked(number: str) -> None:
    assert is_s10(number)
    assert s10(number)
    wrong = [d for d in string.digits if d != number[10] and s10(number[:10] + d + number[11:])]
    assert wrong == []


@pytest.mark.parametrize(
    ("serial", "digit"), [("00000000", 5), ("00000010", 2), ("10000000", 3), ("00010000", 9)]
)
def test_s10_of_small_serials_is_what_one_finds_by_hand(serial: str, digit: int) -> None:
    assert s10(f"RR{serial}{digit}SE")


def test_s10_with_a_rest_of_one_has_a_nought() -> None:
    # 8 x 7 = 56 = 5 x 11 + 1
    assert s10("RR700000000SE")


@pytest.mark.parametrize("text", ["RB123456785", "RB12345678XGB", "1B123456785GB", ""])
def test_what_is_no_s10_number_is_none(text: str) -> None:
    assert not is_s10(text)


def _changed(number: str, place: int, character: str) -> str:
    place %= len(number)
    assume(number[place] != character)
    return number[:place] + character + number[place + 1 :]


@pytest.mark.parametrize("check", [gs1, luhn])
@given(body=DIGITS, place=st.integers(0), digit=st.sampled_from(string.digits))
def test_any_changed_digit_is_noticed(check, body: str, place: int, digit: str) -> None:
    number = next(body + last for last in string.digits if check(body + last))
    assert not check(_changed(number, place, digit))


@given(CODES, st.integers(0), st.sampled_from(string.digits + string.ascii_uppercase))
def test_any_changed_character_of_mod_37_36_is_noticed(body: str, place: int, other: str) -> None:
    alphabet = string.digits + string.ascii_uppercase
    number = next(body + last for last in alphabet if mod37_36(body + last))
    assert not mod37_36(_changed(number, place, other))


@given(DIGITS, st.integers(0), st.sampled_from(string.digits))
def test_mod_7_misses_changes_by_seven_only(body: str, place: int, digit: str) -> None:
    number = body + str(int(body) % 7)
    changed = _changed(number, place, digit)
    place %= len(number)
    by_seven = abs(int(number[place]) - int(digit)) == 7
    # The check digit itself is never above six.
    assert mod7(changed) == (by_seven and place < len(number) - 1)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (" 1z 5r8-9390 3575.67127\n", "1Z5R89390357567127"),
        ("(00)373500489530470000", "00373500489530470000"),
        ("1234-5678-9012", "123456789012"),
        ("\uff11\uff12\uff13\uff14\uff21\uff22", "1234AB"),
        ("12\u200b34\u00a056", "123456"),
        ("straße", ""),
        ("номер", ""),
        ("#1001", ""),
        ("", ""),
        ("1" * LONGEST, "1" * LONGEST),
        ("1" * (LONGEST + 1), ""),
        ("1 " * 200, ""),
    ],
)
def test_numbers_are_written_plainly(text: str, number: str) -> None:
    assert normal_number(text) == number


@pytest.mark.parametrize(
    ("form", "fits", "fails"),
    [
        ("SF#{12,15}", ["SF" + "1" * 12, "SF" + "1" * 15], ["SF" + "1" * 11, "SF" + "1" * 16]),
        ("@@#", ["AB1"], ["ab1", "A11", "AB"]),
        ("[CDK1-3]*", ["C1", "2Z"], ["E1", "41"]),
        ("4PX", ["4PX"], ["4PXX", "4P"]),
    ],
)
def test_forms_say_what_fits(form: str, fits: list[str], fails: list[str]) -> None:
    ready = read_form(form)
    assert all(ready.pattern.fullmatch(number) for number in fits)
    assert not any(ready.pattern.fullmatch(number) for number in fails)


def test_a_form_knows_its_lengths_and_how_it_begins() -> None:
    ready = read_form("[AB]#{2,4}")
    assert list(ready.lengths) == [3, 4, 5]
    assert ready.first == {"A", "B"}
    assert len(read_form("*").first) == 36


@pytest.mark.parametrize("form", ["", "a", "#{", "(#)", "#+", "#{2}{3}", "[]", "#?", ".*"])
def test_what_is_no_form_is_refused(form: str) -> None:
    with pytest.raises(ValueError, match="not a form"):
        read_form(form)
