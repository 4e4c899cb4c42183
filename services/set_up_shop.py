"""Read a shop's profile from its platform."""

from domain.shop_task import Again
from services.wiring import Wiring


def set_up_shop(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError
