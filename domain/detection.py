"""Guess carriers from tracking numbers and say when one looks wrong; forces nothing, asks nobody."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from domain.carriers import KnownCarrier
from domain.tracking_numbers import (
    CHECKS,
    NumberFormat,
    Strength,
    is_s10,
    normal_number,
    read_form,
    s10,
)

_BASE = {
    Strength.SURE: 0.85,
    Strength.LIKELY: 0.65,
    Strength.POSSIBLE: 0.35,
    Strength.WEAK: 0.15,
}
_S10_SCORE = 0.97
_TO_POST_SCORE = 0.5
_NAMED_SCORE = 0.1
_LOWEST = 0.1
_HIGHEST = 0.94
_STEP = 0.01
# The UPU gives these to international post; the others some operators number as they like.
_S10_SERVICES = frozenset("CEHLRUV")


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known besides the number; every part may be missing.

    `carrier_text_key` is the carrier the shop named; `country` is the recipient's and `origin`
    the sender's (ISO 3166-1 alpha-2); `used` are the shop's recent carriers, most used first.
    """

    carrier_text_key: str | None = None
    country: str = ""
    origin: str = ""
    used: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A carrier that may have issued a number: `score` in 0–1, `checked` by a check digit."""

    carrier: str
    score: float
    checked: bool


class Doubt(Enum):
    """What looks wrong about a number and the carrier named for it."""

    WRONG_NUMBER = auto()
    WRONG_CARRIER = auto()


@dataclass(frozen=True, slots=True)
class _Reading:
    """A form that a number has; `valid` is None where no check digit speaks."""

    carriers: Sequence[str]
    base: float
    valid: bool | None
    strict: bool
    sure: bool


_Entry = tuple[Callable[[str], re.Match[str] | None], Callable[[str], bool] | None, NumberFormat]
_NO_CLUES = Clues()


class Detector:
    """Knows the forms of numbers, and who issues S10 numbers in which country.

    `complete` names carriers all of whose forms are known: only they can be doubted for a number
    that has none of them.
    """

    def __init__(
        self,
        carriers: Mapping[str, KnownCarrier],
        formats: Iterable[NumberFormat],
        issuers: Mapping[str, Sequence[str]],
        complete: frozenset[str] = frozenset(),
    ) -> None:
        self._carriers = carriers
        self._issuers = issuers
        self._complete = complete
        self._formats: dict[tuple[int, str], list[_Entry]] = defaultdict(list)
        for known in formats:
            form = read_form(known.form)
            entry = (form.pattern.fullmatch, CHECKS.get(known.check), known)
            for length in form.lengths:
                for character in form.first:
                    self._formats[length, character].append(entry)

    def detect(self, number: str, clues: Clues = _NO_CLUES) -> tuple[Candidate, ...]:
        """Return who may have issued a number, best first; none when nothing fits.

        A known carrier that the shop named comes first, with a low score if the form denies it.
        """
        found: dict[str, Candidate] = {}
        for reading in self._readings(normal_number(number), clues.country):
            if reading.valid is not False and reading.base:
                self._add(found, reading, clues)
        named = clues.carrier_text_key
        if named in self._carriers:
            found[named] = _named(named, found.get(named))
        return tuple(
            sorted(
                found.values(),
                key=lambda seen: (seen.carrier != named, -seen.score, seen.carrier),
            )
        )

    def doubt(self, number: str, carrier: str) -> Doubt | None:
        """Say what looks wrong about a carrier's number; None when nothing surely does."""
        if not number.strip():
            return None
        readings = list(self._readings(normal_number(number)))
        own = [reading for reading in readings if carrier in reading.carriers]
        if any(reading.valid is not False for reading in own):
            return None
        if any(reading.strict for reading in own):
            return Doubt.WRONG_NUMBER
        if carrier not in self._complete:
            return None
        others = any(reading.valid and reading.sure for reading in readings)
        return Doubt.WRONG_CARRIER if others else Doubt.WRONG_NUMBER

    def _readings(self, number: str, country: str = "") -> Iterator[_Reading]:
        if is_s10(number) and number[-2:] in self._issuers:
            valid = s10(number)
            strict = number[0] in _S10_SERVICES
            yield _Reading(self._issuers[number[-2:]], _S10_SCORE, valid, strict, sure=True)
            # The post of the country of destination takes the parcel over, number and all.
            there = self._issuers.get(country.upper(), ())
            yield _Reading(there, _TO_POST_SCORE, valid, strict=False, sure=False)
        for fits, check, known in self._formats.get((len(number), number[:1]), ()):
            if fits(number):
                yield _Reading(
                    known.carriers,
                    _BASE.get(known.strength, 0.0),
                    check(number) if check else None,
                    known.strict,
                    known.strength is Strength.SURE,
                )

    def _add(self, found: dict[str, Candidate], reading: _Reading, clues: Clues) -> None:
        checked = reading.valid is True
        for place, carrier in enumerate(reading.carriers):
            score = reading.base - _STEP * place
            if score < _HIGHEST:
                score = self._weighed(score, carrier, clues)
            before = found.get(carrier)
            if before is not None:
                score, checked_too = max(score, before.score), checked or before.checked
                found[carrier] = Candidate(carrier, score, checked_too)
            elif score >= _LOWEST:
                found[carrier] = Candidate(carrier, score, checked)

    def _weighed(self, score: float, carrier: str, clues: Clues) -> float:
        """Add what the shop's habits and the two countries say."""
        ends = {clues.country.upper(), clues.origin.upper()} - {""}
        countries = self._carriers[carrier].countries
        if ends and countries:
            if not ends.intersection(countries):
                score *= 0.5
            else:
                score += 0.12 if countries[0] in ends else 0.06
        if carrier in clues.used:
            score += 0.6 / (2 + clues.used.index(carrier))
        return min(score, _HIGHEST)


def _named(carrier: str, found: Candidate | None) -> Candidate:
    if found is None:
        return Candidate(carrier, _NAMED_SCORE, checked=False)
    return Candidate(carrier, 1.0 if found.checked else max(found.score, 0.9), found.checked)
