"""Read tracking numbers: their check digits and their forms; knows no carrier and no country."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from types import MappingProxyType

LONGEST = 40
"""How many characters a number may have; no carrier's has more."""

_LONGEST_TEXT = 200
_SEPARATORS = re.compile("[\\s\\-./()_\u200b-\u200f\u2060\ufeff]+")
_READABLE = re.compile(r"[0-9A-Z]+")
_S10 = re.compile(r"[A-Z]{2}[0-9]{9}[A-Z]{2}")
_S10_WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_VALUES = {character: value for value, character in enumerate(_ALPHABET)}
_ITEM = re.compile(r"(\[[0-9A-Z-]+\]|[#@*0-9A-Z])(?:\{([0-9]+)(?:,([0-9]+))?\})?")
_CLASSES = {"#": "[0-9]", "@": "[A-Z]", "*": "[0-9A-Z]"}


def normal_number(text: str) -> str:
    """Write a number without spaces, hyphens and the like, in capitals; empty when unreadable."""
    if len(text) > _LONGEST_TEXT:
        return ""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    plain = _SEPARATORS.sub("", text)
    if len(plain) > LONGEST or not plain.isascii():
        return ""
    plain = plain.upper()
    return plain if _READABLE.fullmatch(plain) else ""


def is_s10(number: str) -> bool:
    """Tell whether a number has the form of UPU standard S10; says nothing of its check digit."""
    return _S10.fullmatch(number) is not None


def s10(number: str) -> bool:
    """Check UPU S10: weighted sum of the eight digits, modulo 11."""
    total = sum(
        int(digit) * weight for digit, weight in zip(number[2:10], _S10_WEIGHTS, strict=True)
    )
    return {10: 0, 11: 5}.get(11 - total % 11, 11 - total % 11) == int(number[10])


def gs1(number: str) -> bool:
    """Check GS1's modulo 10 (SSCC among others): weights 3, 1, 3 … from the right."""
    tripled = sum(map(int, number[-2::-2]))
    return (3 * tripled + sum(map(int, number[-3::-2])) + int(number[-1])) % 10 == 0


def luhn(number: str) -> bool:
    """Check Luhn's modulo 10: every second digit doubled, and its digits added."""
    doubled = sum(sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (doubled + sum(map(int, number[::-2]))) % 10 == 0


def mod7(number: str) -> bool:
    """Check that the last digit is the rest of all others, divided by seven."""
    return int(number[:-1]) % 7 == int(number[-1])


def identcode(number: str) -> bool:
    """Check the German identity code: weights 4 and 9 from the right, modulo 10."""
    total = 4 * sum(map(int, number[-2::-2])) + 9 * sum(map(int, number[-3::-2]))
    return -total % 10 == int(number[-1])


def mod37_36(number: str) -> bool:
    """Check ISO 7064 Mod 37,36 over digits and letters."""
    carried = 36
    for character in number[:-1]:
        carried = (carried + _VALUES[character]) % 36 or 36
        carried = carried * 2 % 37
    return (carried + _VALUES[number[-1]]) % 36 == 1


def ups(number: str) -> bool:
    """Check UPS's modulo 10: letters as digits from A = 2, every second one doubled."""
    digits = [(ord(c) - 63) % 10 if c.isalpha() else int(c) for c in number]
    return -(sum(digits[:-1:2]) + 2 * sum(digits[1:-1:2])) % 10 == digits[-1]


def fedex(number: str) -> bool:
    """Check FedEx's sum: weights 1, 3, 7 from the right, modulo 11, ten counting as nought."""
    total = sum(int(digit) * (1, 3, 7)[place % 3] for place, digit in enumerate(number[-2::-1]))
    return total % 11 % 10 == int(number[-1])


def usps(number: str) -> bool:
    """Check a postal barcode of the United States, with or without the ZIP code before it."""
    starts = (8, 12) if number.startswith("420") else (0,)
    return any(number[start : start + 1] == "9" and gs1(number[start:]) for start in starts)


CHECKS: Mapping[str, Callable[[str], bool]] = MappingProxyType(
    {
        "gs1": gs1,
        "luhn": luhn,
        "mod7": mod7,
        "identcode": identcode,
        "mod37_36": mod37_36,
        "ups": ups,
        "ups_1z": lambda number: ups(number[2:]),
        "ups_waybill": lambda number: ups(number[1:]),
        "fedex": fedex,
        "fedex_14": lambda number: fedex(number[-14:]),
        "fedex_astra": lambda number: fedex(number[16:28]),
        "fedex_96": lambda number: gs1(number[-15:]),
        "usps": usps,
        "usps_91": lambda number: gs1("91" + number),
    }
)
"""The check of a whole number of the right form, by the name tables call it."""


class Strength(Enum):
    """How much a form says about who issued the number."""

    SURE = "sure"
    LIKELY = "likely"
    POSSIBLE = "possible"
    WEAK = "weak"
    """Others use the same form; worth a guess where the shop is known."""
    SILENT = "silent"
    """Accepted from the carrier, but no reason to think of it."""


@dataclass(frozen=True, slots=True)
class Form:
    """A form made ready: what matches it, how long it is, and how it may begin."""

    pattern: re.Pattern[str]
    lengths: range
    first: frozenset[str]


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """A form in which carriers (the likeliest first) write numbers.

    `form` is written with `#` for a digit, `@` for a letter, `*` for either, `[…]` for one of
    these, `{n}` and `{n,m}` for repetition; all else stands for itself. `check` is a key of
    CHECKS, or empty. `strict` says that a wrong check digit proves a mistyped number.
    """

    carriers: tuple[str, ...]
    form: str
    strength: Strength
    check: str = ""
    strict: bool = False


def read_form(form: str) -> Form:
    """Make a form ready. Raises ValueError for one that is not written as NumberFormat says."""
    items = list(_ITEM.finditer(form))
    if not items or "".join(item[0] for item in items) != form:
        raise ValueError(f"not a form: {form!r}")
    pattern, shortest, longest = "", 0, 0
    for item in items:
        least = int(item[2] or 1)
        most = int(item[3] or least)
        pattern += f"{_CLASSES.get(item[1], item[1])}{{{least},{most}}}"
        shortest, longest = shortest + least, longest + most
    begins = re.compile(_CLASSES.get(items[0][1], items[0][1]))
    first = frozenset(character for character in _ALPHABET if begins.fullmatch(character))
    return Form(re.compile(pattern), range(shortest, longest + 1), first)
