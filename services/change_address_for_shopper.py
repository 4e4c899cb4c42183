"""Send an order to another address at its platform, because its shopper asks for it."""

import logging
from collections.abc import Mapping

from domain.errors import FrammeError
from domain.order import Address
from domain.self_service import Action
from domain.shopper_words import Problem, address_problems, trimmed
from services.allow_action import LOCKED_FOR, Acting, allowed, at_platform, standing
from services.change_order import change_address
from services.look_up_order import OrderStory
from services.read_orders import want_read
from services.wiring import Wiring
from storage.inquiries import NewInquiry, add_inquiry

log = logging.getLogger(__name__)


class FaultyAddressError(FrammeError):
    """The address cannot be written into the order; `problems` are by its parts."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(sorted(problems)))
        self.problems = problems


def change_address_for_shopper(wiring: Wiring, acting: Acting, wanted: Address) -> None:
    """Write another delivery address into an order, in the country it was ordered to.

    The rules are asked once more when the platform has said how the order stands there.
    Raises FaultyAddressError, ActionRefusedError, NotDoneError, BadTokenError,
    TooManyAttemptsError, OverloadedError.
    """
    shop_id, order_id = acting.shop_id, acting.order_id
    with wiring.locks.hold(f"change-order:{order_id}", LOCKED_FOR):
        address = trimmed(wanted)

        def allowed_to() -> OrderStory:
            story = allowed(wiring, acting, Action.CHANGE_ADDRESS)
            problems = address_problems(address, story.order.address)
            if problems:
                raise FaultyAddressError(problems)
            return story

        story = allowed_to()
        wiring.limiter.hit("change-order", f"{shop_id}:{order_id}")
        at_platform(lambda: change_address(wiring, shop_id, order_id, address, allowed_to))
        done = NewInquiry(order_id, Action.CHANGE_ADDRESS, status=standing(story.order))
        with wiring.sessions.begin() as session:
            add_inquiry(session, shop_id, done, wiring.clock())
    want_read(wiring, shop_id, [story.order.platform_id])
    log.info("a shopper changed an address", extra={"shop": shop_id, "order": order_id})
