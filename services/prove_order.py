"""Let a shopper who has the link prove that the order is theirs by what they gave when ordering."""

from domain.access import Level
from services.look_up_order import LinkTarget
from services.shopper_visit import begin_visit
from services.wiring import Wiring
from storage.order_proofs import is_proof_of


def prove(wiring: Wiring, target: LinkTarget, proof: str, caller: str) -> str | None:
    """Return the token of a new visit for the order's e-mail, phone or postal code, else None.

    `caller` is the shopper's network address: attempts are counted for its network and for the
    order, for whoever has the link knows the town, and a town has few postal codes. What fails
    counts for the shop as well. Raises TooManyAttemptsError and OverloadedError.
    """
    shop, order = str(target.shop_id), f"{target.shop_id}:{target.order_id}"
    wiring.limiter.hit("look-up-by-caller", caller)
    wiring.limiter.hit("prove-order", order)
    wiring.limiter.hit("prove-order-in-a-day", order)
    wiring.limiter.check("failed-proofs-of-shop", shop)
    with wiring.sessions() as session:
        proven = is_proof_of(session, target.shop_id, target.order_id, proof)
    if not proven:
        wiring.limiter.hit("failed-proofs-of-shop", shop)
        return None
    return begin_visit(wiring, target.shop_id, target.order_id, Level.PROVEN)
