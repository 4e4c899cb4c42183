"""How many calls an account may spend now: hot parcels first, some kept for the evening."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

RESERVE = 0.2
"""The share of a day's calls that only hot parcels may use."""


@dataclass(frozen=True, slots=True)
class CallsLeft:
    """What an account's windows still allow; None where nothing bounds it.

    `soon` is for the next seconds, `today` until midnight UTC, of `a_day` in all.
    """

    soon: int | None = None
    today: int | None = None
    a_day: int | None = None


@dataclass(frozen=True, slots=True)
class Allowance:
    """Calls to be spent now: `hot` on hot parcels, and of these `any` on whatever is due."""

    hot: int
    any: int


def allowance(left: CallsLeft, most: int, now: datetime) -> Allowance:
    """Return how many of at most `most` calls may be made now.

    The day's calls less the reserve are spread over its hours, so that a morning's backlog leaves
    some for the evening's deliveries; hot parcels may take all that is left.
    """
    soon = most if left.soon is None else min(most, left.soon)
    if left.today is None or left.a_day is None:
        return Allowance(soon, soon)
    midnight = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    begun = (now - midnight) // timedelta(hours=1) + 1
    spent = left.a_day - left.today
    until_now = round(left.a_day * (1 - RESERVE) * begun / 24)
    hot = max(0, min(soon, left.today))
    return Allowance(hot, max(0, min(hot, until_now - spent)))
