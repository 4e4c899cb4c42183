"""Colours of a brand: contrast as the guidelines count it, and ink that can be read."""

import pytest

from domain.brand import READABLE, contrast, ink_on


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_the_guidelines(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.01)
    assert contrast(other, one) == contrast(one, other)


@pytest.mark.parametrize(
    "ground", ["#000000", "#ffffff", "#0b5d4e", "#ffd400", "#808080", "#757575", "#e4002b"]
)
def test_there_is_an_ink_for_every_ground(ground: str) -> None:
    assert contrast(ink_on(ground), ground) >= READABLE
