"""How sure we are that who looks at an order is its shopper, and what each degree opens."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum

VISIT_LASTS = timedelta(hours=12)
CODE_LASTS = timedelta(minutes=10)
MOST_TRIES = 5
"""Wrong codes after which a code is no longer good."""


class Level(IntEnum):
    """What a visitor has shown: each degree opens what the ones before it open."""

    LINK = 0
    """Has the link: sees the status, nothing of what was bought or where it goes."""
    PROVEN = 1
    """Knows the number and the e-mail, phone or postal code, or is logged in at the shop."""
    CODED = 2
    """Has read a code that was sent to the shopper: may change where the order goes."""


@dataclass(frozen=True, slots=True)
class Code:
    """A one-time code as it is kept: never the digits, only their mark."""

    mark: bytes
    expires_at: datetime
    tries: int
    used: bool


def still_good(code: Code, now: datetime) -> bool:
    """Tell whether a code may still be tried."""
    return not code.used and code.tries < MOST_TRIES and now < code.expires_at
