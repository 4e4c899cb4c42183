"""Strangers' text on one harmless line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.plain_text import one_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("  a \r\n b\tc ", "a b c"),
        ("a\x00b\x1b[31m", "a b [31m"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("ab\u202ecd\u2066", "abcd"),
        ("👩‍👧 مصباح", "👩‍👧 مصباح"),
        ("", ""),
    ],
)
def test_breaks_and_overrides_go_and_letters_stay(text: str, line: str) -> None:
    assert one_line(text) == line


def test_what_is_too_long_ends_in_an_ellipsis() -> None:
    assert one_line("abcdef", 4) == "abc…"
    assert one_line("abcd", 4) == "abcd"


@given(st.text(), st.integers(1, 50))
def test_it_is_always_one_line_of_at_most_the_length(text: str, longest: int) -> None:
    line = one_line(text, longest)
    assert len(line) <= longest
    assert len(line.splitlines()) <= 1
    assert one_line(line, longest) == line
