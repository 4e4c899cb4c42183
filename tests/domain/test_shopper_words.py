"""What shoppers write: kept as it is read, without what nobody sees, and never too much of it."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.order import Address
from domain.shopper_words import (
    LONGEST_LINE,
    LONGEST_POSTAL_CODE,
    Problem,
    address_problems,
    text_problem,
    tidy,
    trimmed,
)

HOME = Address("Alva Åkesson", "Storgatan 1", "", "211 34", "Malmö", "", "SE")
NEW = Address("Alva Åkesson", "Nygatan 5", "c/o Lind", "211 40", "Malmö", "", "SE")
ZWJ, ZWNJ = "\u200d", "\u200c"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("", ""),
        (" \r\n\t ", ""),
        ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
        ("a\n\n\n\n\nb", "a\n\nb"),
        ("much \t  space\u00a0here", "much space here"),
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("turned \u202eround\u202c \u2066here\u2069", "turned round here"),
        ("soft\u00ad hyphen\ufeff", "soft hyphen"),
        ("lone \ud800 half", "lone half"),
        ("Åkesson 陳大文 Иван مرحبا ñ", "Åkesson 陳大文 Иван مرحبا ñ"),
        (f"👩{ZWJ}🚀 می{ZWNJ}خواهم", f"👩{ZWJ}🚀 می{ZWNJ}خواهم"),
        ('<b>& "quoted"</b> {{ x }}', '<b>& "quoted"</b> {{ x }}'),
    ],
)
def test_a_text_is_kept_without_what_nobody_sees(written: str, read: str) -> None:
    assert tidy(written) == read


@given(st.text())
def test_a_tidied_text_stays_as_it_is_and_can_be_kept(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "\x00" not in once
    assert "\r" not in once
    once.encode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [("", Problem.MISSING), ("x" * 10, None), ("x" * 11, Problem.TOO_LONG)],
)
def test_a_text_is_there_and_not_too_long(text: str, expected: Problem | None) -> None:
    assert text_problem(text, 10) is expected


def test_typing_leaves_space_around_the_parts_of_an_address() -> None:
    assert trimmed(replace(NEW, name="  Alva ", country=" se ")) == replace(
        NEW, name="Alva", country="SE"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, {}),
        ({"street2": "", "region": ""}, {}),
        ({"name": ""}, {"name": Problem.MISSING}),
        ({"street": "", "city": ""}, {"street": Problem.MISSING, "city": Problem.MISSING}),
        ({"postal_code": ""}, {"postal_code": Problem.MISSING}),
        ({"postal_code": "1" * (LONGEST_POSTAL_CODE + 1)}, {"postal_code": Problem.TOO_LONG}),
        ({"street": "x" * LONGEST_LINE}, {}),
        ({"street2": "x" * (LONGEST_LINE + 1)}, {"street2": Problem.TOO_LONG}),
        ({"city": "Mal\x00mö"}, {"city": Problem.UNSEEN}),
        ({"street": "Nygatan\n5"}, {"street": Problem.UNSEEN}),
        ({"region": "S\u202eK"}, {"region": Problem.UNSEEN}),
        ({"country": "NO"}, {"country": Problem.OTHER_COUNTRY}),
        ({"country": ""}, {"country": Problem.OTHER_COUNTRY}),
    ],
)
def test_an_address_is_whole_fits_a_label_and_stays_in_its_country(changes, expected) -> None:
    assert address_problems(replace(NEW, **changes), HOME) == expected


def test_the_same_address_changes_nothing() -> None:
    assert address_problems(HOME, replace(HOME, city=" Malmö ")) == {"street": Problem.SAME}
