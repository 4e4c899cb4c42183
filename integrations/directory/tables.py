"""Read the directory's four tables from beside this file; decides nothing about them."""

import csv
from collections.abc import Iterator
from pathlib import Path

from domain.carriers import KnownCarrier
from domain.tracking_numbers import NumberFormat, Strength

_FOLDER = Path(__file__).parent


def carriers() -> dict[str, KnownCarrier]:
    """Read carriers.csv: by key, in the table's order.

    `names` are separated by |, and the label is one of them; `countries` and `sites` by spaces.
    """
    led = redirecting()
    return {row["key"]: _carrier(row, redirects=row["key"] in led) for row in _rows("carriers.csv")}


def redirecting() -> frozenset[str]:
    """Read redirects.csv: carriers on whose page a recipient chooses another place of delivery.

    `by` is what the carrier calls it, on its pages for recipients. Only those we are sure of are
    in the table; which parcels and countries it holds for, the carrier's page says itself.
    """
    return frozenset(row["carrier"] for row in _rows("redirects.csv"))


def formats() -> tuple[NumberFormat, ...]:
    """Read formats.csv; NumberFormat says how forms are written.

    Facts from the carriers' public pages and guides, among them
    https://www.gs1.org/standards/id-keys/sscc (SSCC), https://postalpro.usps.com/IMPB (USPS) and
    https://developer.ups.com (1Z).
    """
    return tuple(
        NumberFormat(
            tuple(row["carriers"].split()),
            row["form"],
            Strength(row["strength"]),
            row["check"],
            strict=row["strict"] == "strict",
        )
        for row in _rows("formats.csv")
    )


def issuers() -> dict[str, tuple[str, ...]]:
    """Read issuers.csv: who issues S10 numbers in a country, the designated operator first.

    Source: the list of designated operators, https://www.upu.int
    """
    return {row["country"]: tuple(row["carriers"].split()) for row in _rows("issuers.csv")}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / name).open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def _carrier(row: dict[str, str], *, redirects: bool) -> KnownCarrier:
    names = (row["label"].lower(), *filter(None, row["names"].split("|")))
    return KnownCarrier(
        key=row["key"],
        label=row["label"],
        names=tuple(dict.fromkeys(names)),
        countries=tuple(row["countries"].split()),
        link=row["link"],
        sites=dict(site.split("=", 1) for site in row["sites"].split()),
        redirects=redirects,
    )
