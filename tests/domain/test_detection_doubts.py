"""Doubting a number: only where the table is certain, so that no alarm is false."""

import pytest

from domain.carriers import KnownCarrier
from domain.detection import Detector, Doubt
from domain.tracking_numbers import NumberFormat, Strength

CARRIERS = {key: KnownCarrier(key, key, (key,)) for key in ("ups", "postnord", "bring", "dhl")}
DETECTOR = Detector(
    CARRIERS,
    (
        NumberFormat(("ups",), "1Z*{15}#", Strength.SURE, "ups_1z", strict=True),
        NumberFormat(("ups",), "#{12}", Strength.SILENT),
        NumberFormat(("postnord", "dhl"), "37350#{13}", Strength.SURE, "gs1", strict=True),
        NumberFormat(("postnord",), "#{18}", Strength.WEAK),
        NumberFormat(("bring",), "CPB#{9}NO", Strength.SURE),
    ),
    {"SE": ("postnord", "dhl"), "NO": ("bring",)},
    complete=frozenset({"ups"}),
)


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("", "ups"),
        ("   ", "ups"),
        ("1Z5R89390357567127", "ups"),
        ("123456789012", "ups"),
        ("RB123456785SE", "postnord"),
        ("373500489530470000", "postnord"),
        ("123456789012345678", "postnord"),
        ("CPB999999999NO", "bring"),
    ],
)
def test_a_number_that_fits_is_not_doubted(number: str, carrier: str) -> None:
    assert DETECTOR.doubt(number, carrier) is None


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("KOLLI-12", "postnord"),
        ("1Z5R89390357567127", "postnord"),
        ("1Z5R89390357567128", "postnord"),
        ("1Z5R89390357567127", "nobody"),
        ("RB123456785SE", "bring"),
        ("номер", "bring"),
    ],
)
def test_a_carrier_whose_forms_are_not_all_known_is_not_doubted(number: str, carrier: str) -> None:
    assert DETECTOR.doubt(number, carrier) is None


@pytest.mark.parametrize(
    ("number", "carrier"),
    [
        ("1Z5R89390357567128", "ups"),
        ("RB123456786SE", "postnord"),
        ("373500489530470001", "postnord"),
        ("1Z5R8939035756712", "ups"),
        ("see mail", "ups"),
        ("номер", "ups"),
        ("CPB999999999NO", "ups"),
        ("9" * 5000, "ups"),
    ],
)
def test_a_mistyped_number_is_doubted(number: str, carrier: str) -> None:
    assert DETECTOR.doubt(number, carrier) is Doubt.WRONG_NUMBER


def test_partners_in_a_form_may_number_by_their_own_rules() -> None:
    assert DETECTOR.doubt("RB123456786SE", "dhl") is None
    assert DETECTOR.doubt("373500489530470001", "dhl") is None


def test_services_that_some_posts_number_as_they_like_are_not_doubted() -> None:
    assert DETECTOR.doubt("PB999999990NO", "bring") is None


@pytest.mark.parametrize("number", ["RB123456785SE", "373500489530470000"])
def test_another_carriers_number_is_doubted(number: str) -> None:
    assert DETECTOR.doubt(number, "ups") is Doubt.WRONG_CARRIER
