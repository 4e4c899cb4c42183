"""Tell a merchant how the shop stands: key figures, what is under way, and what needs a look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.plan import Plan, plan_of, plan_that_fits
from domain.shop_task import ShopTask
from services.wiring import Wiring
from storage.order_syncs import OrderSync
from storage.shop_review import (
    Figures,
    ShopState,
    UnknownCarrier,
    read_figures,
    read_state,
    unknown_carriers,
)
from storage.shop_sites import ShopSite, shop_site
from storage.shop_tasks import failing_tasks

__all__ = [
    "AccessState",
    "FailingTask",
    "Figures",
    "OrderSync",
    "ShopOverview",
    "ShopSite",
    "UnknownCarrier",
    "shop_overview",
]

LOOKED_AT = timedelta(days=30)
UNKNOWN_CARRIERS = 5


class AccessState(StrEnum):
    """Whether the shop's platform lets us in."""

    OK = "ok"
    REFUSED = "refused"
    """The merchant has to open the app again."""
    NONE = "none"
    """No access was ever given: the shop sends webhooks and nothing else."""


@dataclass(frozen=True, slots=True)
class FailingTask:
    """Background work whose last try failed; it is tried again by itself."""

    task: ShopTask
    reason: str


@dataclass(frozen=True, slots=True)
class ShopOverview:
    """A shop at a glance. The figures are those of the last 30 days, `slowdown` is 1 to 4.

    `fitting_plan` is the smallest one that includes this month's shipments. `scopes` are
    what the merchant has granted. `app_handle` is our name in the address bar of the shop's admin,
    empty until its profile was read. `site` is None for shops that are none of their own, and for
    those connected by hand. `access_reason` is the platform's word for refusing us.
    """

    figures: Figures
    unknown_carriers: Sequence[UnknownCarrier]
    sync: OrderSync
    access: AccessState
    scopes: frozenset[str]
    failing: Sequence[FailingTask]
    plan: Plan
    fitting_plan: Plan
    shipments_this_month: int
    slowdown: int
    is_test_shop: bool
    app_handle: str
    site: ShopSite | None = None
    access_reason: str = ""

    @property
    def followed_share(self) -> float | None:
        """Return the share of shipments with a carrier of ours, 0 to 1; None without shipments."""
        if not self.figures.shipments:
            return None
        return self.figures.followed / self.figures.shipments


def shop_overview(wiring: Wiring, shop_id: int) -> ShopOverview:
    """Return a shop at a glance; the shop must exist."""
    since = wiring.clock() - LOOKED_AT
    with wiring.sessions() as session:
        figures = read_figures(session, shop_id, since)
        unknown = unknown_carriers(session, shop_id, since, UNKNOWN_CARRIERS)
        state = read_state(session, shop_id)
        failing = failing_tasks(session, shop_id)
        site = shop_site(session, shop_id)
    return ShopOverview(
        figures=figures,
        unknown_carriers=tuple(unknown),
        sync=state.sync,
        access=_access(state),
        scopes=state.scopes,
        failing=tuple(FailingTask(task, reason) for task, reason in failing),
        plan=plan_of(state.plan),
        fitting_plan=plan_that_fits(state.shipments_this_month),
        shipments_this_month=state.shipments_this_month,
        slowdown=state.poll_slowdown,
        is_test_shop=state.is_test_shop,
        app_handle=state.app_handle,
        site=site,
        access_reason=state.refused_reason,
    )


def _access(state: ShopState) -> AccessState:
    if not state.has_access:
        return AccessState.NONE
    return AccessState.REFUSED if state.refused_at else AccessState.OK
