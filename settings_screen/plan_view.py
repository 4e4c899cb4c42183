"""What the plan page shows: what is used, and which plans there are. It sells nothing itself."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.plan import PLANS
from messages.language import Language
from services.review_shop import ShopOverview
from settings_screen.figures import number


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One plan; `fits` says that it is the smallest that includes this month's parcels."""

    name: str
    included: str
    current: bool
    fits: bool


def plan_lines(seen: ShopOverview, language: Language) -> Sequence[PlanLine]:
    """Return every plan, smallest first."""
    return [
        PlanLine(
            plan.name,
            language.say(
                "%(shipments)s parcels a month", shipments=number(language, plan.shipments)
            ),
            current=plan == seen.plan,
            fits=plan == seen.fitting_plan and plan != seen.plan,
        )
        for plan in PLANS
    ]


@dataclass(frozen=True, slots=True)
class Used:
    """How much of the plan is used; `percent` is at most 100, `beyond` empty within the plan."""

    volume: str
    percent: int
    beyond: str


def used(seen: ShopOverview, language: Language) -> Used:
    """Return this month's use of the plan."""
    return Used(
        volume=volume(seen, language),
        percent=min(100, 100 * seen.shipments_this_month // seen.plan.shipments),
        beyond=what_slowing_means(seen, language) if seen.slowdown > 1 else "",
    )


def volume(seen: ShopOverview, language: Language) -> str:
    """Say how much of the plan is used."""
    return language.say(
        "%(shipments)s parcels this month; the plan includes %(included)s.",
        shipments=number(language, seen.shipments_this_month),
        included=number(language, seen.plan.shipments),
    )


def what_slowing_means(seen: ShopOverview, language: Language) -> str:
    """Say what happens beyond the plan's volume, and what does not."""
    return language.say(
        "Nothing stops: pages, messages and answers go on. Carriers are asked %(times)s times"
        " less often.",
        times=number(language, seen.slowdown),
    )
