"""Take a shopper's question to the shop, kept first: the mail about it may wait, not get lost."""

from datetime import timedelta

from domain.errors import BadTokenError
from domain.self_service import Action
from domain.shopper_words import LONGEST_TEXT, text_problem, tidy
from services.allow_action import Acting, FaultyTextError, allowed, standing
from services.hear_shopper import hear
from services.wiring import Wiring
from storage.inquiries import NewInquiry, has_inquiry
from storage.order_locks import hold_order

SAME_QUESTION = timedelta(hours=1)


def contact_shop(wiring: Wiring, acting: Acting, text: str) -> None:
    """Keep a question and have it sent; the same question within an hour is one question.

    Raises FaultyTextError, ActionRefusedError, BadTokenError, TooManyAttemptsError,
    OverloadedError.
    """
    shop_id, order_id = acting.shop_id, acting.order_id
    order = allowed(wiring, acting, Action.CONTACT).order
    words, now = tidy(text), wiring.clock()
    problem = text_problem(words, LONGEST_TEXT)
    if problem:
        raise FaultyTextError(problem)
    wiring.limiter.hit("contact-shop", f"{shop_id}:{order_id}")
    with wiring.sessions.begin() as session:
        # Sent twice at once, the second sees what the first has kept.
        if not hold_order(session, shop_id, order_id):
            raise BadTokenError("the order is gone")
        if has_inquiry(session, shop_id, order_id, Action.CONTACT, now - SAME_QUESTION, words):
            return
        hear(session, shop_id, NewInquiry(order_id, Action.CONTACT, words, standing(order)), now)
