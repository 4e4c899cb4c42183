"""Cancel an order at its platform because its shopper wants it, by the merchant's rules."""

import logging
from functools import partial

from domain.self_service import Action
from messages.language import language_for
from messages.shopper_acts import cancellation_note
from services.allow_action import LOCKED_FOR, SAME_WITHIN, Acting, allowed, at_platform, standing
from services.change_order import HowToCancel, cancel_order
from services.read_orders import want_read
from services.wiring import Wiring
from storage.inquiries import NewInquiry, add_inquiry, has_inquiry

log = logging.getLogger(__name__)


def cancel_for_shopper(wiring: Wiring, acting: Acting) -> None:
    """Cancel an order; sent twice, it is cancelled once. It cannot be undone.

    The rules are asked once more when the platform has said how the order stands there.

    Raises ActionRefusedError, NotDoneError, BadTokenError, TooManyAttemptsError, OverloadedError.
    """
    shop_id, order_id = acting.shop_id, acting.order_id
    with wiring.locks.hold(f"change-order:{order_id}", LOCKED_FOR):
        story = allowed(wiring, acting, Action.CANCEL)
        since = wiring.clock() - SAME_WITHIN
        with wiring.sessions() as session:
            if has_inquiry(session, shop_id, order_id, Action.CANCEL, since):
                return
        wiring.limiter.hit("change-order", f"{shop_id}:{order_id}")
        rules = story.page.rules
        note = cancellation_note(language_for(story.shop.locale))
        how = HowToCancel(restock=rules.restock, refund=rules.refund, note=note)
        still = partial(allowed, wiring, acting, Action.CANCEL)
        at_platform(lambda: cancel_order(wiring, shop_id, order_id, how, still))
        done = NewInquiry(order_id, Action.CANCEL, status=standing(story.order))
        with wiring.sessions.begin() as session:
            add_inquiry(session, shop_id, done, wiring.clock())
    want_read(wiring, shop_id, [story.order.platform_id])
    log.info("a shopper cancelled an order", extra={"shop": shop_id, "order": order_id})
