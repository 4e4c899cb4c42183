"""Let a shopper act on an order, or say why not: looked at anew within every act."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from domain.access import Level
from domain.errors import (
    AccessRefusedError,
    BadTokenError,
    FrammeError,
    OverloadedError,
    ProviderError,
    RejectedError,
    ScopeMissingError,
)
from domain.order import Order, roll_up
from domain.self_service import Action, Refusal
from domain.shopper_words import Problem
from services.change_order import OrderCancelledError, OrderSentError, UnknownOrderError
from services.look_up_order import OrderStory
from services.offer_actions import refused
from services.wiring import Wiring
from storage.order_reading import read_order
from storage.page_documents import shop_page
from storage.shops import shop_by_id

LOCKED_FOR = 60
"""Seconds a shopper's act has an order to itself."""
SAME_WITHIN = timedelta(minutes=10)
"""What is asked once more within this time was sent twice."""


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts: a visitor of an order, with what they have shown."""

    shop_id: int
    order_id: int
    level: Level


class ActionRefusedError(FrammeError):
    """The action cannot be done; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


class WhyNot(StrEnum):
    """Why the shop's platform did not do what it was asked."""

    REJECTED = "rejected"
    """It understood, and refused: the order does not allow it any more."""
    NOT_ALLOWED = "not_allowed"
    """The merchant has not allowed us that, or no longer."""
    LATER = "later"
    """It could not be reached; nothing is known to have been done."""


class NotDoneError(FrammeError):
    """The platform did not do it; `why` is for the shopper, the message for the log."""

    def __init__(self, why: WhyNot, reason: str) -> None:
        super().__init__(reason)
        self.why = why


class FaultyTextError(FrammeError):
    """What was written cannot be taken as it is."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.value)
        self.problem = problem


def allowed(wiring: Wiring, acting: Acting, action: Action) -> OrderStory:
    """Return the order's story as it stands now, for an act.

    Raises ActionRefusedError, or BadTokenError for an order that is gone.
    """
    with wiring.sessions() as session:
        order = read_order(session, acting.shop_id, acting.order_id)
        if order is None:
            raise BadTokenError("the order is gone")
        shop = shop_by_id(session, acting.shop_id)
        page = shop_page(session, acting.shop_id)
    story = OrderStory(shop, order, wiring.carriers, page)
    why = refused(story, acting.level, wiring.clock(), action)
    if why:
        raise ActionRefusedError(why)
    return story


def at_platform(change: Callable[[], None]) -> None:
    """Have something changed at the platform.

    Raises NotDoneError, ActionRefusedError, or BadTokenError for an order that is gone.
    """
    try:
        change()
    except UnknownOrderError as error:
        raise BadTokenError("the order is gone") from error
    except OrderCancelledError as error:
        raise ActionRefusedError(Refusal.CANCELLED) from error
    except OrderSentError as error:
        raise ActionRefusedError(Refusal.TOO_LATE) from error
    except RejectedError as error:
        raise NotDoneError(WhyNot.REJECTED, error.reason) from error
    except (AccessRefusedError, ScopeMissingError) as error:
        raise NotDoneError(WhyNot.NOT_ALLOWED, error.reason) from error
    except (ProviderError, OverloadedError) as error:
        raise NotDoneError(WhyNot.LATER, str(error)) from error


def standing(order: Order) -> str:
    """Name where an order stands: by its leading parcel's status, else by its stage."""
    lead = roll_up(order.shipments).lead
    return lead.state.status.value if lead else order.stage.value
