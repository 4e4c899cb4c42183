"""What a shopper may do about an order, and until when: the merchant's switches and the truth."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.access import Level
from domain.order import Order, roll_up
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import FINAL, Status


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


@dataclass(frozen=True, slots=True)
class SelfServiceRules:
    """A merchant's switches and limits; `off` are the actions not offered.

    Cancelling ends with stage `cancel_until` reached, `cancel_within` after the order was placed
    (None: no such limit). `returns_url` may hold {order}; a return is offered `return_days` after
    delivery. What is reported missing waits `missing_wait_days` working days before it becomes an
    incident, at once when the carrier's word is doubted by its own proof.
    """

    off: frozenset[Action] = frozenset({Action.CANCEL, Action.CHANGE_ADDRESS})
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
}


@dataclass(frozen=True, slots=True)
class Asked:
    """An order somebody looks at, under a shop's rules, at a moment."""

    order: Order
    rules: SelfServiceRules
    now: datetime


def refusal(asked: Asked, action: Action, level: Level) -> Refusal | None:
    """Say why an action cannot be done, or None when it can; proof is asked for last."""
    if action in asked.rules.off:
        return Refusal.NOT_OFFERED
    refused = _RULES[action](asked)
    if refused:
        return refused
    return Refusal.NOT_PROVEN if level < NEEDS[action] else None


def parcels_to_redirect(order: Order) -> tuple[Shipment, ...]:
    """Return the parcels whose carrier can still be asked for another pick-up point."""
    return tuple(s for s in _live(order) if s.tracking_number and s.state.status in _REDIRECTABLE)


def parcels_said_delivered(order: Order) -> tuple[Shipment, ...]:
    """Return the parcels the carrier says it has delivered to the shopper."""
    return tuple(
        s for s in _live(order) if s.state.status is Status.DELIVERED and not s.state.is_return_leg
    )


def delivered_at(order: Order) -> datetime | None:
    """Return when the last parcel that has come was delivered, None while none has."""
    moments = [s.state.since for s in parcels_said_delivered(order) if s.state.since]
    return max(moments, default=None)


_REDIRECTABLE = frozenset(
    {Status.INFO_RECEIVED, Status.IN_TRANSIT, Status.ATTEMPT_FAILED, Status.EXCEPTION}
)


def _live(order: Order) -> list[Shipment]:
    return [s for s in order.shipments if s.state.status is not Status.CANCELLED]


def _cancel(asked: Asked) -> Refusal | None:
    stages = list(Stage)
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    passed = stages.index(asked.order.stage) >= stages.index(asked.rules.cancel_until)
    within = asked.rules.cancel_within
    late = within is not None and asked.now - asked.order.placed_at > within
    return Refusal.TOO_LATE if passed or late or _live(asked.order) else None


def _change_address(asked: Asked) -> Refusal | None:
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    return Refusal.TOO_LATE if _live(asked.order) else None


def _instructions(asked: Asked) -> Refusal | None:
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    lead = roll_up(asked.order.shipments).lead
    return Refusal.TOO_LATE if lead and (lead.state.moving or lead.state.status in FINAL) else None


def _pickup_point(asked: Asked) -> Refusal | None:
    if asked.order.cancelled_at:
        return Refusal.CANCELLED
    if not _live(asked.order):
        return Refusal.TOO_EARLY
    return None if parcels_to_redirect(asked.order) else Refusal.TOO_LATE


def _not_received(asked: Asked) -> Refusal | None:
    return None if parcels_said_delivered(asked.order) else Refusal.TOO_EARLY


def _return(asked: Asked) -> Refusal | None:
    if not asked.rules.returns_url:
        return Refusal.NOT_OFFERED
    arrived = delivered_at(asked.order)
    if arrived is None:
        return Refusal.TOO_EARLY
    over = asked.now - arrived > timedelta(days=asked.rules.return_days)
    return Refusal.TOO_LATE if over else None


def _reorder(asked: Asked) -> Refusal | None:
    return None if any(item.product for item in asked.order.items) else Refusal.NOT_OFFERED


def _calendar(asked: Asked) -> Refusal | None:
    expected = [
        s.estimate
        for s in _live(asked.order)
        if s.estimate and s.state.status not in FINAL and not s.state.is_return_leg
    ]
    if not expected or asked.order.cancelled_at:
        return Refusal.TOO_EARLY
    return None


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
}
