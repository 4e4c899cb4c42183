"""Judge what merchants type for their shoppers' page: texts, addresses, numbers, days, lists.

Nothing entered is fetched.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlsplit

from domain.errors import FrammeError

_Thing = TypeVar("_Thing")

LONGEST_ADDRESS = 500
_HOST = re.compile(r"([a-z0-9-]{1,63}\.)+[a-z]{2,63}")
_NUMBER = re.compile(r"[0-9]{1,6}", re.ASCII)
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
_JOINERS = {"\u200c", "\u200d"}
"""Letters are joined or kept apart by them in Persian and Hindi, and in emoji."""


class PageProblem(StrEnum):
    """Why a value cannot be kept."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    """It holds characters that cannot be seen."""
    NOT_HTTPS = "not_https"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DAY = "not_a_day"
    ENDS_BEFORE = "ends_before"
    """It ends before it begins."""
    NOT_COUNTRIES = "not_countries"
    TOO_MANY = "too_many"
    NEEDS_WORDS = "needs_words"
    """A picture has to be described to those who cannot see it."""
    BAD_CSS = "bad_css"
    NOT_A_HOST = "not_a_host"
    OURS = "ours"
    """The host is the installation's own."""
    TAKEN = "taken"
    """Another shop has proven the host."""


class InvalidPageError(FrammeError):
    """What was entered cannot be kept; `problems` are by field."""

    def __init__(self, problems: Mapping[str, PageProblem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


def text_problem(text: str, longest: int, *, lines: bool = False) -> PageProblem | None:
    """Judge a plain text; with `lines` it may be of several."""
    if len(text) > longest:
        return PageProblem.TOO_LONG
    seen = text.replace("\n", "") if lines else text
    unseen = any(unicodedata.category(sign) in _UNSEEN and sign not in _JOINERS for sign in seen)
    return PageProblem.UNREADABLE if unseen else None


def address_problem(address: str) -> PageProblem | None:
    """Judge an address on the web, empty for none; which one it is nobody asks."""
    if not address:
        return None
    if len(address) > LONGEST_ADDRESS:
        return PageProblem.TOO_LONG
    if any(
        not sign.isascii() or not sign.isprintable() or sign in " \"'<>\\`{}" for sign in address
    ):
        return PageProblem.UNREADABLE
    try:
        parts = urlsplit(address)
    except ValueError:
        return PageProblem.NOT_HTTPS
    named = _HOST.fullmatch((parts.hostname or "").lower())
    if parts.scheme != "https" or not named or parts.username is not None:
        return PageProblem.NOT_HTTPS
    return None


def number_in(typed: str, least: int, most: int) -> int | PageProblem:
    """Read a whole number between two bounds."""
    if _NUMBER.fullmatch(typed) and least <= int(typed) <= most:
        return int(typed)
    return PageProblem.NOT_A_NUMBER


def day_in(typed: str) -> date | PageProblem | None:
    """Read a day as browsers send it (yyyy-mm-dd), None for an empty one."""
    if not typed:
        return None
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return PageProblem.NOT_A_DAY


def lines_in(typed: str) -> tuple[str, ...]:
    """Read a list, one on each line, each once."""
    return tuple(dict.fromkeys(line for raw in typed.split("\n") if (line := raw.strip())))


def moved(things: Sequence[_Thing], place: int, places: int) -> list[_Thing]:
    """Return things with one moved so many places on, back where negative.

    One that is not there, or would leave the list, stays.
    """
    others, to = list(things), place + places
    if 0 <= place < len(others) and 0 <= to < len(others):
        others.insert(to, others.pop(place))
    return others
