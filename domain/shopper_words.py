"""What shoppers write, made fit to be kept, printed on a label and read by a shop; sends nothing.

Letters of every script stay, and the joiners that some need. What cannot be seen, or would turn
the words around it, does not.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import fields
from enum import StrEnum

from domain.order import Address

LONGEST_TEXT = 2000
LONGEST_INSTRUCTIONS = 250
LONGEST_LINE = 100
LONGEST_POSTAL_CODE = 20

_JOINERS = frozenset("\u200c\u200d")
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Zl", "Zp"})
_REQUIRED = ("name", "street", "postal_code", "city")


class Problem(StrEnum):
    """What is wrong with what was written."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    UNSEEN = "unseen"
    """It holds signs that nobody sees, and that no label can bear."""
    OTHER_COUNTRY = "other_country"
    """Prices and duties were reckoned for the country it was ordered to."""
    SAME = "same"
    """It is what stands there already."""


def tidy(text: str) -> str:
    """Return a text of several lines without what cannot be seen: at most one empty line at once.

    Line ends become newlines, and every other sign of space one space.
    """
    lines = [_plain_line(line) for line in re.split("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]", text)]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip()


def text_problem(text: str, longest: int) -> Problem | None:
    """Say what is wrong with a tidied text."""
    if not text:
        return Problem.MISSING
    return Problem.TOO_LONG if len(text) > longest else None


def trimmed(address: Address) -> Address:
    """Return an address as it is meant: without the space that typing leaves around its parts."""
    parts = {part.name: getattr(address, part.name).strip() for part in fields(Address)}
    return Address(**{**parts, "country": parts["country"].upper()})


def address_problems(wanted: Address, now: Address) -> Mapping[str, Problem]:
    """Say, by part, what is wrong with a trimmed address that is to take the place of another."""
    parts = {part.name: getattr(wanted, part.name) for part in fields(Address)}
    problems = {
        name: problem for name, text in parts.items() if (problem := _part_problem(name, text))
    }
    if wanted.country != now.country:
        problems["country"] = Problem.OTHER_COUNTRY
    if not problems and wanted == trimmed(now):
        problems["street"] = Problem.SAME
    return problems


def _part_problem(name: str, text: str) -> Problem | None:
    if name in _REQUIRED and not text:
        return Problem.MISSING
    longest = LONGEST_POSTAL_CODE if name == "postal_code" else LONGEST_LINE
    if len(text) > longest:
        return Problem.TOO_LONG
    return Problem.UNSEEN if any(_is_unseen(character) for character in text) else None


def _plain_line(text: str) -> str:
    spaced = text.replace("\t", " ")
    return " ".join("".join(one for one in spaced if not _is_unseen(one)).split())


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in _UNSEEN and character not in _JOINERS
