"""Compare a shop's volume with its plan."""

from domain.shop_task import Again
from services.wiring import Wiring


def review_plan(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError
