"""Show carriers' scans on the platform's own order pages."""

from domain.shop_task import Again
from services.wiring import Wiring


def show_scans(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError
