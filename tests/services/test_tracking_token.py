"""Tokens of links: what was signed here opens, in this spelling; nothing else does."""

import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from domain.errors import BadTokenError
from services.tracking_token import row_behind, token_for

KEYS = [b"first key", b"second key"]
OLD, NEW = [b"old key"], [b"new key", b"old key"]


@settings(deadline=None)
@given(st.integers(0, 2**63 - 1))
def test_a_token_opens_the_link_it_was_made_for(link_id: int) -> None:
    token = token_for(link_id, KEYS)
    assert row_behind(token, KEYS) == link_id
    assert len(token) == 32
    assert token.replace("-", "").replace("_", "").isalnum()


@settings(deadline=None)
@given(st.integers(1, 2**63 - 1), st.integers(0, 31), st.characters(codec="ascii"))
def test_a_token_with_one_changed_character_opens_nothing_else(
    link_id: int, place: int, other: str
) -> None:
    token = token_for(link_id, KEYS)
    tampered = token[:place] + other + token[place + 1 :]
    if tampered.translate(str.maketrans("+/", "-_")) == token:
        return
    with pytest.raises(BadTokenError):
        row_behind(tampered, KEYS)


def test_a_token_is_not_signed_for_another_link() -> None:
    raw = base64.urlsafe_b64decode(token_for(1, KEYS))
    forged = base64.urlsafe_b64encode((2).to_bytes(8) + raw[8:]).decode()
    with pytest.raises(BadTokenError, match="not signed by us"):
        row_behind(forged, KEYS)


def test_tokens_of_an_old_key_open_until_the_key_is_taken_away() -> None:
    token = token_for(7, OLD)
    assert row_behind(token, NEW) == 7
    assert token_for(7, NEW) != token
    with pytest.raises(BadTokenError):
        row_behind(token, [b"new key"])


GOOD = token_for(7, KEYS)


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("", id="nothing"),
        pytest.param(GOOD[:-1], id="one character short"),
        pytest.param(GOOD[:-4], id="three bytes short"),
        pytest.param(GOOD + "A", id="one character long"),
        pytest.param(GOOD + "AAAA", id="three bytes long"),
        pytest.param(GOOD + "\n", id="with a line end"),
        pytest.param(" " + GOOD, id="with a space"),
        pytest.param(GOOD[:16] + "." + GOOD[17:], id="with a dot"),
        pytest.param("å" * 32, id="letters of no token"),
        pytest.param("\u0661" * 32, id="digits of another script"),
        pytest.param("\ud800" * 32, id="no text at all"),
        pytest.param("\x00" * 32, id="zeros"),
        pytest.param("A" * 32, id="zeros, encoded"),
        pytest.param("A" * 11, id="a number without a signature"),
        pytest.param("A" * 100_000, id="very long"),
        pytest.param("../../../etc/passwd", id="a path"),
    ],
)
def test_what_is_no_token_opens_nothing(token: str) -> None:
    with pytest.raises(BadTokenError):
        row_behind(token, KEYS)
