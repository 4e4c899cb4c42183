"""What a merchant's plan includes, as data. It never stops anything: beyond it we ask less often.

Nothing a shopper sees depends on a plan, and nothing is switched off when a plan is outgrown.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan; `shipments` are those included in a calendar month."""

    handle: str
    name: str
    shipments: int


FREE = Plan("free", "Free", 100)
PLANS = (
    FREE,
    Plan("starter", "Starter", 1_000),
    Plan("growth", "Growth", 5_000),
    Plan("scale", "Scale", 50_000),
)
"""Smallest first; the handles are those of the app's listing (at most four are public)."""

SLOWEST = 4


def plan_of(handle: str) -> Plan:
    """Return the plan with this handle; an unknown or empty one is the free plan."""
    return next((plan for plan in PLANS if plan.handle == handle), FREE)


def slowdown(plan: Plan, shipments: int) -> int:
    """Return how many times longer to wait between polls, for this month's shipments: 1 to 4.

    Twice the included volume waits twice as long, so that the carriers are asked about as often
    as the plan pays for.
    """
    over = -(-shipments // plan.shipments)
    return min(max(over, 1), SLOWEST)


def plan_that_fits(shipments: int) -> Plan:
    """Return the smallest plan that includes a month's shipments, or the largest there is."""
    return next((plan for plan in PLANS if plan.shipments >= shipments), PLANS[-1])
