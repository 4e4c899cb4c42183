"""How sure we are that who looks at an order is its shopper, and what each degree opens."""

import re
from datetime import timedelta
from enum import IntEnum

VISIT_LASTS = timedelta(hours=12)
ENTRANCE_LASTS = timedelta(hours=1)
CODE_LASTS = timedelta(minutes=10)
CODE_DIGITS = 6
MOST_TRIES = 5
"""Codes entered after which the one that was sent is no longer good."""
MOST_OTHERS = 5
"""How many other orders are shown to who has shown whose they are."""

_FEWEST_DIGITS, _MOST_DIGITS = 7, 9
_PHONE = re.compile(r"[\d+()./\-\s]*", re.ASCII)


class Level(IntEnum):
    """What a visitor has shown: each degree opens what the ones before it open."""

    LINK = 0
    """Has the link: sees the status, nothing of what was bought or where it goes."""
    PROVEN = 1
    """Knows the number and the e-mail, phone or postal code, or is logged in at the shop."""
    CODED = 2
    """Has read a code that was sent to the shopper: may change where the order goes."""


def phone_ending(proof: str) -> str:
    """Return the digits that tell a phone number apart, seven to nine; empty for no phone number.

    Where it is called from is left out: 070-123 45 67 and +46 70 123 45 67 end in the same.
    """
    if not _PHONE.fullmatch(proof):
        return ""
    digits = re.sub(r"\D", "", proof).lstrip("0")[-_MOST_DIGITS:]
    return digits if len(digits) >= _FEWEST_DIGITS else ""
