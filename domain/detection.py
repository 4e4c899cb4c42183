"""Guess carriers from tracking numbers and say when one looks wrong; forces and asks nothing."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

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
_S10_SCORE = 0.98
_TO_POST_SCORE = 0.5
_DENIED_SCORE = 0.1
_UNKNOWN_FORM_SCORE = 0.5
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


class Doubt(StrEnum):
    """What looks wrong about a number and the carrier named for it."""

    WRONG_NUMBER = "wrong_number"
    WRONG_CARRIER = "wrong_carrier"
    UNKNOWN_NUMBER = "unknown_number"
    """No carrier that was asked has heard of it, though it was sent days ago."""


@dataclass(frozen=True, slots=True)
class _Claim:
    """What a form says for its carriers, made ready; `base` is nought where it stays silent."""

    carriers: Sequence[str]
    base: float
    strict: bool = False
    sure: bool = False


_Fits = Callable[[str], re.Match[str] | None]
_Check = Callable[[str], bool]
_Found = dict[str, tuple[float, bool]]
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
        self._countries = {key: carrier.countries for key, carrier in carriers.items()}
        self._complete = complete
        self._issuing = {
            there: _Claim(keys, _S10_SCORE, sure=True) for there, keys in issuers.items()
        }
        self._receiving = {there: _Claim(keys, _TO_POST_SCORE) for there, keys in issuers.items()}
        self._strictly = {
            there: _Claim(claim.carriers, _S10_SCORE, strict=True, sure=True)
            for there, claim in self._issuing.items()
        }
        self._forms: dict[tuple[int, str], list[tuple[_Fits, _Check | None, _Claim]]]
        self._forms = defaultdict(list)
        self._formed = {key for keys in issuers.values() for key in keys}
        for known in formats:
            form = read_form(known.form)
            self._formed.update(known.carriers)
            sure = known.strength is Strength.SURE
            claim = _Claim(known.carriers, _BASE.get(known.strength, 0.0), known.strict, sure)
            entry = (form.pattern.fullmatch, CHECKS.get(known.check), claim)
            for length in form.lengths:
                for character in form.first:
                    self._forms[length, character].append(entry)

    def detect(self, number: str, clues: Clues = _NO_CLUES) -> tuple[Candidate, ...]:
        """Return who may have issued a number, best first; none when nothing fits.

        A known carrier that the shop named comes first, with a low score if the form denies it.
        """
        ends = frozenset(filter(None, (clues.country.upper(), clues.origin.upper())))
        habits = {key: 1 / (2 + place) for place, key in enumerate(clues.used)}
        found: _Found = {}
        for claim, valid in self._readings(normal_number(number), clues.country.upper()):
            if valid is not False and claim.base:
                self._add(found, claim, ends, habits, checked=valid is True)
        named = clues.carrier_text_key
        first = []
        if named is not None and named in self._countries:
            first.append(self._named(named, found.pop(named, None)))
        rest = sorted(found.items(), key=lambda seen: (-seen[1][0], seen[0]))
        likely = (Candidate(key, *seen) for key, seen in rest if seen[0] >= _LOWEST)
        return (*first, *likely)

    def doubt(self, number: str, carrier: str) -> Doubt | None:
        """Say what looks wrong about a carrier's number; None when nothing surely does."""
        if not number.strip():
            return None
        readings = list(self._readings(normal_number(number)))
        own = [(claim, valid) for claim, valid in readings if carrier in claim.carriers]
        if any(valid for _, valid in own):
            return None
        # Those who share a form, such as partners abroad, may number by rules of their own.
        if any(claim.strict and claim.carriers[0] == carrier for claim, _ in own):
            return Doubt.WRONG_NUMBER
        if carrier not in self._complete or any(valid is None for _, valid in own):
            return None
        others = any(valid and claim.sure for claim, valid in readings)
        return Doubt.WRONG_CARRIER if others else Doubt.WRONG_NUMBER

    def _readings(self, number: str, country: str = "") -> Iterator[tuple[_Claim, bool | None]]:
        """Yield what each form of a number claims, and whether its check digit is right.

        None stands for a form without one.
        """
        if is_s10(number) and number[-2:] in self._issuing:
            valid = s10(number)
            issuing = self._strictly if number[0] in _S10_SERVICES else self._issuing
            yield issuing[number[-2:]], valid
            # The post of the country of destination takes the parcel over, number and all.
            if country in self._receiving:
                yield self._receiving[country], valid
        for fits, check, claim in self._forms.get((len(number), number[:1]), ()):
            if fits(number):
                yield claim, check(number) if check else None

    def _add(
        self,
        found: _Found,
        claim: _Claim,
        ends: frozenset[str],
        habits: Mapping[str, float],
        *,
        checked: bool,
    ) -> None:
        """Note what a claim, the two countries and the shop's habits say for each carrier.

        Each takes a part of what is left to the highest score, so that ranks stay ranks.
        """
        score = claim.base
        for carrier in claim.carriers:
            weighed = score
            if score < _HIGHEST:
                countries = self._countries[carrier]
                if ends and countries:
                    weighed = _local(score, countries, ends)
                weighed += (_HIGHEST - weighed) * habits.get(carrier, 0.0)
            before = found.get(carrier)
            if before is None:
                found[carrier] = (weighed, checked)
            else:
                found[carrier] = (max(weighed, before[0]), checked or before[1])
            score -= _STEP

    def _named(self, carrier: str, seen: tuple[float, bool] | None) -> Candidate:
        if seen is None:
            score = _DENIED_SCORE if carrier in self._formed else _UNKNOWN_FORM_SCORE
            return Candidate(carrier, score, checked=False)
        score, checked = seen
        return Candidate(carrier, 1.0 if checked else max(score, 0.9), checked)


def _local(score: float, countries: Sequence[str], ends: frozenset[str]) -> float:
    if ends.isdisjoint(countries):
        return score * 0.5
    return score + (_HIGHEST - score) * (0.2 if countries[0] in ends else 0.1)
