"""Speak to a shop with a token that is good now."""

from domain.shop_api import ShopApi, ShopSession
from domain.shop_task import Again
from services.wiring import Wiring


def session_for(wiring: Wiring, shop_id: int) -> tuple[ShopApi, ShopSession]:
    """Return a shop's platform and a session with it whose token is good for five minutes more.

    Raises AccessRefusedError when the merchant has to open the app again. May refresh the token:
    never call it with a transaction open, nor on the road of a webhook.
    """
    raise NotImplementedError


def renew_access(wiring: Wiring, shop_id: int) -> Again | None:
    """Do it."""
    raise NotImplementedError
