"""What of a proof counts as a phone number."""

import pytest

from domain.access import phone_ending


@pytest.mark.parametrize(
    ("proof", "ending"),
    [
        ("070-123 45 67", "701234567"),
        ("+46 70 123 45 67", "701234567"),
        ("0046701234567", "701234567"),
        ("(555) 123-4567", "551234567"),
        ("8 912 345 67 89", "123456789"),
        ("+45 20 12 34 56", "520123456"),
        ("20123456", "20123456"),
        ("123 45 67", "1234567"),
        ("123456", ""),
        ("0000123456", ""),
        ("211 34", ""),
        ("alva1234567@example.com", ""),
        ("SW1A 1234567", ""),
        ("", ""),
    ],
)
def test_a_phone_number_is_told_by_its_last_digits(proof: str, ending: str) -> None:
    assert phone_ending(proof) == ending
