"""Publish what the storefront's blocks read."""

from domain.shop_task import Again
from services.wiring import Wiring


def publish_storefront(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError
