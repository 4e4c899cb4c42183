"""Do what privacy requests ask for: gather what is kept of a shopper, or forget it."""

from domain.shop_task import Again
from services.wiring import Wiring


def answer_privacy(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError
