"""Read a shop's orders from its platform: the last 60 days once, then what changed."""

from domain.shop_task import Again
from services.wiring import Wiring


def backfill(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError


def reconcile(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError
