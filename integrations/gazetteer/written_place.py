"""Read what carriers write for a place: "MALMÖ SE", "LEIPZIG - GERMANY", "Malmo terminal".

It only says what could be meant; whether there is such a town, and one alone, is decided elsewhere.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from integrations.gazetteer.spelling import key_of

_PARTED = re.compile(r"\s*[,(/]\s*|\s+[-–]\s+")
_FACILITY_WORDS = (
    "terminal terminalen hub depot depo center centre zentrum central distribution sorting sort"
    " parcel mail delivery office facility gateway airport paketzentrum postterminal"
    " sorteringsterminal logistics international intl processing network post ups dhl fedex gls"
    " dpd postnord"
)
_FACILITIES = frozenset(_FACILITY_WORDS.split())
"""What a carrier puts behind a town's name when it means its own house there."""

Where = tuple[str, str]
"""A country (ISO 3166-1) and a state of the USA; either may be empty."""
_US = "US"


@dataclass(frozen=True, slots=True)
class Lands:
    """The codes of countries, and of the states of the USA, by the keys of names and codes."""

    countries: Mapping[str, str]
    states: Mapping[str, str]

    def named(self, text: str) -> frozenset[Where]:
        """Return what a text may name; several where a code is a country's and a state's."""
        key = key_of(text)
        country, state = self.countries.get(key), self.states.get(key)
        return frozenset(([(country, "")] if country else []) + ([(_US, state)] if state else []))


@dataclass(frozen=True, slots=True)
class Reading:
    """What could be meant: a name as a key, and where it must be."""

    key: str
    where: Where


def readings(text: str, country: str, lands: Lands) -> Iterator[Reading]:
    """Yield what could be meant; `country` is what the carrier says beside it, or empty.

    What contradicts it is left out.
    """
    parts = [stripped for part in _PARTED.split(text) if (stripped := part.strip(" )."))]
    if not parts:
        return
    name, behind = parts[0], parts[1:]
    if not behind:
        name, behind = _ending(name, lands)
    for where in _places(behind, country, lands):
        key = key_of(name)
        yield Reading(key, where)
        bare = _without_house(key)
        # "Perth Delivery Office" is in Scotland, or in Australia: a house alone says too little.
        if bare and where[0]:
            yield Reading(bare, where)
            yield from _of_a_house(bare, where, lands)


def _ending(name: str, lands: Lands) -> tuple[str, list[str]]:
    """Part a name from the country or state behind it: MALMÖ SE, Oslo Norway, Austin TX."""
    words = name.split()
    for count in (2, 1):
        end = " ".join(words[-count:])
        if len(words) > count and lands.named(end):
            return " ".join(words[:-count]), [end]
    return name, []


def _places(behind: Sequence[str], country: str, lands: Lands) -> Sequence[Where]:
    """Return where a place can be, by what stands behind its name."""
    found: set[Where] = {(country, "")}
    for part in behind:
        meant = lands.named(part)
        if meant:
            both = (_agreed(one, two) for one in found for two in meant)
            found = {where for where in both if where}
    return sorted(found)


def _agreed(one: Where, two: Where) -> Where | None:
    if one[0] and one[0] != two[0]:
        return None
    return two[0], one[1] or two[1]


def _without_house(key: str) -> str:
    words = key.split()
    while words and (words[-1] in _FACILITIES or words[-1].isdigit()):
        words.pop()
    shorter = " ".join(words)
    return shorter if shorter != key else ""


def _of_a_house(bare: str, where: Where, lands: Lands) -> Iterator[Reading]:
    name, _, end = bare.rpartition(" ")
    state = lands.states.get(end, "")
    if name and where[0] == _US and state:
        yield Reading(name, (_US, where[1] or state))
