"""The directory's forms: each finds its carriers, and published numbers find theirs."""

import json
import random
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

from domain.detection import Clues, Doubt
from domain.tracking_numbers import CHECKS, NumberFormat, Strength, s10
from integrations.directory import CARRIERS, DETECTOR
from integrations.directory.tables import formats, issuers

COURIERS = Path(__file__).parents[2].parent / "shared" / "data" / "tracking_numbers" / "couriers"
OURS = {
    "canadapost": {"canada_post"},
    "dhl": {"dhl_express", "dhl_ecommerce", "dhl"},
    "landmark": {"landmark_global"},
    "speedee": {"spee_dee"},
}
DIGITS = "0123456789"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ITEM = re.compile(r"(\[[^\]]+\]|.)(?:\{(\d+)(?:,\d+)?\})?")
KINDS = {"#": DIGITS, "@": LETTERS, "*": DIGITS + LETTERS}
FORMATS = [known for known in formats() if known.strength is not Strength.SILENT]


def example(known: NumberFormat) -> str:
    """Make up a number of a form, with a right check digit."""
    chance = random.Random(known.form)
    check = CHECKS.get(known.check, bool)
    return next(number for number in written(known.form, chance) if check(number))


def written(form: str, chance: random.Random) -> Iterator[str]:
    while True:
        number = ""
        for kind, times in ITEM.findall(form):
            signs = KINDS.get(kind) or [c for c in DIGITS + LETTERS if re.fullmatch(kind, c)]
            number += "".join(chance.choice(signs) for _ in range(int(times or 1)))
        yield number


@pytest.mark.parametrize(
    "known", FORMATS, ids=lambda known: f"{known.carriers[0]} {known.form} {known.check}"
)
def test_a_number_of_the_form_finds_its_carrier(known: NumberFormat) -> None:
    number = example(known)
    first = known.carriers[0]
    found = {seen.carrier: seen for seen in DETECTOR.detect(number, Clues(used=(first,)))}
    assert first in found
    assert found[first].checked or not known.check
    assert DETECTOR.doubt(number, first) is None or known.strength is Strength.WEAK


@pytest.mark.parametrize(("country", "keys"), issuers().items())
def test_s10_numbers_find_the_posts_of_their_country(country: str, keys: tuple[str, ...]) -> None:
    number = next(number for digit in DIGITS if s10(number := f"RR12345678{digit}{country}"))
    found = DETECTOR.detect(number)
    assert [seen.carrier for seen in found][: len(keys)] == list(keys)
    assert all(seen.checked for seen in found[: len(keys)])


@pytest.mark.parametrize(
    ("number", "clues", "first"),
    [
        ("00373500489530470000", Clues(), "postnord"),
        ("84971563697SE", Clues(country="SE"), "postnord"),
        ("UI146288250SE", Clues(), "postnord"),
        ("00387193364964690280", Clues(country="SE"), "dhl_freight"),
        ("MP0108831597", Clues(country="SE"), "instabox"),
        ("JJFI65229310040559968", Clues(), "posti"),
        ("CPB999999999NO", Clues(), "bring"),
        ("3SOVAC7567398", Clues(country="NL"), "postnl"),
        ("H1002710741761101081", Clues(), "hermes_de"),
        ("H01HYA0005747846", Clues(), "evri"),
        ("PQ43AB0123456789012345X", Clues(), "correos"),
        ("02633A089977", Clues(), "mrw"),
        ("SEURPRO2201152103697", Clues(), "seur"),
        ("KS620026482", Clues(country="IT"), "gls_it"),
        ("3C6075I298649", Clues(country="IT"), "poste_italiane"),
        ("643400489231636126555740", Clues(country="PL"), "inpost"),
        ("SF6043310798724", Clues(), "sf_express"),
        ("4PX3000291278521CN", Clues(), "fourpx"),
        ("LP00123456789012", Clues(), "cainiao"),
        ("YT2229521272164446", Clues(country="SE"), "yunexpress"),
        ("UF123456789YP", Clues(), "yanwen"),
        ("LP176445020CN", Clues(country="SE"), "china_post"),
        ("400250146262", Clues(country="TW"), "tcat"),
        ("360889315032", Clues(country="JP", used=("sagawa",)), "sagawa"),
        ("1Z 5R8 939 03 5756 7127", Clues(country="SE"), "ups"),
        ("9400111206206406260787", Clues(country="US"), "usps"),
        ("12345678901234", Clues(country="ES", used=("seur", "gls_es")), "seur"),
        ("12345678901234", Clues(country="UA"), "nova_poshta"),
        ("123456789012", Clues("brt", "IT"), "brt"),
        ("RB123456785SE", Clues("ups", "SE"), "ups"),
    ],
)
def test_these_numbers_are_read_so(number: str, clues: Clues, first: str) -> None:
    assert DETECTOR.detect(number, clues)[0].carrier == first


@pytest.mark.parametrize(
    ("number", "carrier", "doubt"),
    [
        ("1Z5R89390357567127", "ups", None),
        ("1Z5R89390357567128", "ups", Doubt.WRONG_NUMBER),
        ("1Z5R8939035756712", "ups", Doubt.WRONG_NUMBER),
        ("RB123456785SE", "ups", Doubt.WRONG_CARRIER),
        ("123456789", "ups", None),
        ("T1234567890", "ups", None),
        ("RB123456785SE", "postnord", None),
        ("RB123456786SE", "postnord", Doubt.WRONG_NUMBER),
        ("00373500489530470001", "postnord", Doubt.WRONG_NUMBER),
        ("1Z5R89390357567127", "postnord", None),
        ("anything", "postnord", None),
        ("RB123456785SE", "bring", None),
        ("12345", "eagle", None),
    ],
)
def test_these_numbers_are_doubted_so(number: str, carrier: str, doubt: Doubt | None) -> None:
    assert DETECTOR.doubt(number, carrier) is doubt


def published(kind: str) -> list[tuple[str, str, str]]:
    """Read the numbers that lie beside the repository: file, form, number."""
    paths = sorted(COURIERS.glob("*.json"))
    if not paths:
        pytest.skip("no published tracking numbers beside the repository")
    return [
        (path.stem, form["name"], number)
        for path in paths
        for form in json.loads(path.read_text(encoding="utf-8"))["tracking_numbers"]
        for number in form["test_numbers"][kind]
    ]


def test_every_published_number_finds_its_courier() -> None:
    numbers = published("valid")
    assert len(numbers) >= 192
    for file, _, number in numbers:
        found = {seen.carrier: seen for seen in DETECTOR.detect(number)}
        if file == "s10":
            assert next(iter(found.values())).checked, number
        else:
            assert found.keys() & OURS.get(file, {file}), number


def test_every_published_mistake_is_refused() -> None:
    mistakes = published("invalid")
    assert len(mistakes) >= 88
    # Wrong for one form of a courier, right for another.
    right = {(file, number) for file, _, number in published("valid")}
    for file, form, number in mistakes:
        found = DETECTOR.detect(number)
        if file == "s10":
            assert not any(seen.checked for seen in found), number
        elif (file, number) not in right:
            assert not {s.carrier for s in found} & OURS.get(file, {file}), (form, number)


def test_random_digits_are_claimed_with_little_confidence() -> None:
    chance = random.Random(3)
    for length, _ in product(range(8, 24), range(50)):
        number = str(chance.choice("456789")) + "".join(chance.choices(DIGITS, k=length - 1))
        for seen in DETECTOR.detect(number):
            assert seen.score < 0.7
            assert seen.carrier in CARRIERS
