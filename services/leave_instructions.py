"""Write what a shopper asks of the driver into the order at its platform, and onto the page."""

from domain.self_service import Action
from domain.shopper_words import LONGEST_INSTRUCTIONS, text_problem, tidy
from services.allow_action import LOCKED_FOR, Acting, FaultyTextError, allowed, at_platform
from services.shop_access import with_session
from services.wiring import Wiring
from storage.orders import keep_instructions


def leave_instructions(wiring: Wiring, acting: Acting, text: str) -> None:
    """Leave instructions, in the place of any before; an empty text takes them back.

    Raises FaultyTextError, ActionRefusedError, NotDoneError, BadTokenError, TooManyAttemptsError,
    OverloadedError.
    """
    shop_id, order_id = acting.shop_id, acting.order_id
    words = " ".join(tidy(text).split())
    with wiring.locks.hold(f"change-order:{order_id}", LOCKED_FOR):
        order = allowed(wiring, acting, Action.INSTRUCTIONS).order
        problem = text_problem(words, LONGEST_INSTRUCTIONS)
        if problem and (words or not order.instructions):
            raise FaultyTextError(problem)
        if words == order.instructions:
            return
        wiring.limiter.hit("change-order", f"{shop_id}:{order_id}")
        at_platform(
            lambda: with_session(
                wiring,
                shop_id,
                lambda api, shop: api.note_instructions(shop, order.platform_id, words),
            )
        )
        with wiring.sessions.begin() as session:
            keep_instructions(session, shop_id, order_id, words)
