"""What a shopper may do about an order, and until when: the merchant's switches and the truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.access import Level
from domain.order import Order
from domain.order_moments import arrived_at
from domain.order_parcels import (
    has_left,
    live_parcels,
    parcels_awaited,
    parcels_expected,
    parcels_of,
    parcels_said_delivered,
    parcels_to_redirect,
)
from domain.stage import Stage


class Action(StrEnum):
    """One thing a shopper can do from the page."""

    CANCEL = "cancel"
    CHANGE_ADDRESS = "change_address"
    INSTRUCTIONS = "instructions"
    PICKUP_POINT = "pickup_point"
    CONTACT = "contact"
    NOT_RECEIVED = "not_received"
    RETURN = "return"
    REORDER = "reorder"
    CALENDAR = "calendar"
    PUSH = "push"


WRITES_ORDERS = frozenset({Action.CANCEL, Action.CHANGE_ADDRESS, Action.INSTRUCTIONS})
"""What is done by changing the order at the platform: the merchant has to allow us that first."""


@dataclass(frozen=True, slots=True)
class SelfServiceRules:
    """A merchant's switches and limits; `off` are the actions not offered.

    Cancelling ends with stage `cancel_until` reached, `cancel_within` after the order was placed
    (None: no such limit). `returns_url` may hold {order}; a return is offered `return_days` after
    delivery, or after what nobody follows was sent. What is reported missing waits until
    `missing_wait_days` working days after its delivery before it becomes an incident; reported
    later, it is one at once.
    """

    off: frozenset[Action] = WRITES_ORDERS
    cancel_until: Stage = Stage.PACKED
    cancel_within: timedelta | None = None
    restock: bool = True
    refund: bool = True
    returns_url: str = ""
    return_days: int = 30
    missing_wait_days: int = 2
    version: int = 0


class Refusal(StrEnum):
    """Why an action cannot be done now, so that the page can say it."""

    NOT_OFFERED = "not_offered"
    """The merchant does not offer it, or the platform or carrier has no way to do it."""
    CANCELLED = "cancelled"
    TOO_LATE = "too_late"
    TOO_EARLY = "too_early"
    NOT_PROVEN = "not_proven"
    """It takes a higher degree of proof first."""


NEEDS: Mapping[Action, Level] = {
    Action.CANCEL: Level.PROVEN,
    Action.CHANGE_ADDRESS: Level.CODED,
    Action.INSTRUCTIONS: Level.PROVEN,
    Action.PICKUP_POINT: Level.PROVEN,
    Action.CONTACT: Level.PROVEN,
    Action.NOT_RECEIVED: Level.PROVEN,
    Action.RETURN: Level.PROVEN,
    Action.REORDER: Level.PROVEN,
    Action.CALENDAR: Level.LINK,
    # Whoever rules the messages may also erase the shopper: that takes the shopper's mailbox.
    Action.PUSH: Level.CODED,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """An order somebody looks at, under a shop's rules, at a moment.

    `redirecting` are the carriers whose recipients choose another pick-up point themselves, by key.
    """

    order: Order
    rules: SelfServiceRules
    now: datetime
    redirecting: frozenset[str] = frozenset()


def refusal(asked: Asked, action: Action, level: Level) -> Refusal | None:
    """Say why an action cannot be done, or None when it can; proof is asked for last."""
    if action in asked.rules.off:
        return Refusal.NOT_OFFERED
    refused = _RULES[action](asked)
    if refused:
        return refused
    return Refusal.NOT_PROVEN if level < NEEDS[action] else None


def _cancel(asked: Asked) -> Refusal | None:
    stages = list(Stage)
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    passed = stages.index(asked.order.stage) >= stages.index(asked.rules.cancel_until)
    within = asked.rules.cancel_within
    late = within is not None and asked.now - asked.order.placed_at > within
    return Refusal.TOO_LATE if passed or late or live_parcels(asked.order) else None


def _change_address(asked: Asked) -> Refusal | None:
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    if not asked.order.address.street:
        return Refusal.NOT_OFFERED
    return Refusal.TOO_LATE if live_parcels(asked.order) or has_left(asked.order) else None


def _instructions(asked: Asked) -> Refusal | None:
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    return Refusal.TOO_LATE if has_left(asked.order) else None


def _pickup_point(asked: Asked) -> Refusal | None:
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    if not live_parcels(asked.order):
        return Refusal.TOO_EARLY
    if not parcels_of(asked.order, asked.redirecting):
        return Refusal.NOT_OFFERED
    return None if parcels_to_redirect(asked.order, asked.redirecting) else Refusal.TOO_LATE


def _not_received(asked: Asked) -> Refusal | None:
    return None if parcels_said_delivered(asked.order) else Refusal.TOO_EARLY


def _return(asked: Asked) -> Refusal | None:
    if not asked.rules.returns_url:
        return Refusal.NOT_OFFERED
    arrived = arrived_at(asked.order)
    if arrived is None:
        return _nothing_arrived(asked.order)
    over = asked.now - arrived > timedelta(days=asked.rules.return_days)
    return Refusal.TOO_LATE if over else None


def _nothing_arrived(order: Order) -> Refusal:
    """Say whether something can still arrive, so that it could be sent back."""
    if order.cancelled_at:
        return Refusal.CANCELLED
    live = live_parcels(order)
    lost = live and not any(s.state.still_comes for s in live)
    return Refusal.NOT_OFFERED if lost else Refusal.TOO_EARLY


def _reorder(asked: Asked) -> Refusal | None:
    return None if any(item.product for item in asked.order.items) else Refusal.NOT_OFFERED


def _calendar(asked: Asked) -> Refusal | None:
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    if parcels_expected(asked.order, asked.now):
        return None
    # Where a day has been named for all that come, it is over.
    unnamed = any(s.estimate is None for s in parcels_awaited(asked.order))
    return Refusal.TOO_EARLY if unnamed or not live_parcels(asked.order) else Refusal.TOO_LATE


def _push(asked: Asked) -> Refusal | None:
    return None if asked.order.contact.email.strip() else Refusal.NOT_OFFERED


def _always(_: Asked) -> Refusal | None:
    return None


_RULES: Mapping[Action, Callable[[Asked], Refusal | None]] = {
    Action.CANCEL: _cancel,
    Action.CHANGE_ADDRESS: _change_address,
    Action.INSTRUCTIONS: _instructions,
    Action.PICKUP_POINT: _pickup_point,
    Action.CONTACT: _always,
    Action.NOT_RECEIVED: _not_received,
    Action.RETURN: _return,
    Action.REORDER: _reorder,
    Action.CALENDAR: _calendar,
    Action.PUSH: _push,
}
