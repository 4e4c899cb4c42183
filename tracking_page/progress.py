"""The way from received to delivered, as steps; trouble is shown as trouble, not as progress."""

from dataclasses import dataclass
from enum import StrEnum

from domain.order import Order, RollUp
from domain.stage import Stage, stage_with_shipments
from domain.stage_names import StageNames, name_of
from domain.status import Status
from domain.tracking import TrackingState
from messages.language import Language
from messages.phrases import stage_label, status_label


class Reached(StrEnum):
    """How far a step has come."""

    DONE = "done"
    NOW = "now"
    TROUBLE = "trouble"
    AHEAD = "ahead"


class Tone(StrEnum):
    """How a state should feel."""

    WAITING = "waiting"
    MOVING = "moving"
    READY = "ready"
    GOOD = "good"
    TROUBLE = "trouble"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way."""

    label: str
    reached: Reached


_TONES = {
    Status.PENDING: Tone.WAITING,
    Status.INFO_RECEIVED: Tone.WAITING,
    Status.IN_TRANSIT: Tone.MOVING,
    Status.OUT_FOR_DELIVERY: Tone.MOVING,
    Status.AVAILABLE_FOR_PICKUP: Tone.READY,
    Status.DELIVERED: Tone.GOOD,
    Status.ATTEMPT_FAILED: Tone.TROUBLE,
    Status.EXCEPTION: Tone.TROUBLE,
    Status.RETURNING: Tone.TROUBLE,
    Status.RETURNED: Tone.TROUBLE,
    Status.EXPIRED: Tone.TROUBLE,
    Status.CANCELLED: Tone.OVER,
}

_STEP_OF = {
    Status.IN_TRANSIT: Status.IN_TRANSIT,
    Status.EXCEPTION: Status.IN_TRANSIT,
    Status.RETURNING: Status.IN_TRANSIT,
    Status.RETURNED: Status.IN_TRANSIT,
    Status.EXPIRED: Status.IN_TRANSIT,
    Status.OUT_FOR_DELIVERY: Status.OUT_FOR_DELIVERY,
    Status.ATTEMPT_FAILED: Status.OUT_FOR_DELIVERY,
    Status.AVAILABLE_FOR_PICKUP: Status.AVAILABLE_FOR_PICKUP,
    Status.DELIVERED: Status.DELIVERED,
}
"""Where on the way a status is shown; those missing leave the word to the shop's stage."""


def tone_of(state: TrackingState) -> Tone:
    """Say how a parcel's state should feel."""
    return _TONES[_status(state)]


def steps(
    language: Language, order: Order, whole: RollUp, stages: StageNames, own: str = ""
) -> tuple[Step, ...]:
    """Return the steps of an order, one of them current; none for a cancelled order.

    The shipment that leads the sentence leads here too, so the two never disagree. The shop's own
    `stages` are named in the reader's language or the shop's `own`; those it hides are left out,
    but never the current one. Of a parcel that comes no more nothing is ahead.
    """
    if order.cancelled_at:
        return ()
    state = whole.lead.state if whole.lead else TrackingState()
    status = _status(state)
    stage = stage_with_shipments(order.stage, [whole.lead] if whole.lead else ())
    way = _way(stage, status, stages)
    here = way.index(_STEP_OF.get(status, stage))
    if not state.still_comes:
        way = way[: here + 1]
    trouble = _TONES[status] is Tone.TROUBLE
    return tuple(
        Step(
            _own_name(language, point, stages, own)
            or _label(language, point, state if position == here else None),
            _reached(position, here, arrived=status is Status.DELIVERED, trouble=trouble),
        )
        for position, point in enumerate(way)
    )


def _status(state: TrackingState) -> Status:
    """Return the status as the shopper sees it: a parcel going back is not being delivered."""
    if not (state.is_return_leg and state.moving):
        return state.status
    return Status.RETURNED if state.final else Status.RETURNING


def _way(stage: Stage, status: Status, stages: StageNames) -> tuple[Stage | Status, ...]:
    """Return the points of the way; "waiting to be prepared" is one only while it is the truth."""
    left_out = stages.hidden | {Stage.NOT_YET_PROCESSED}
    shop = [s for s in Stage if s is stage or s not in left_out]
    by_pickup = status is Status.AVAILABLE_FOR_PICKUP
    last_mile = Status.AVAILABLE_FOR_PICKUP if by_pickup else Status.OUT_FOR_DELIVERY
    return (*shop, Status.IN_TRANSIT, last_mile, Status.DELIVERED)


def _own_name(language: Language, point: Stage | Status, stages: StageNames, own: str) -> str:
    return name_of(stages, point, language.code, own) if isinstance(point, Stage) else ""


def _label(language: Language, point: Stage | Status, state: TrackingState | None) -> str:
    if isinstance(point, Stage):
        return stage_label(language, point)
    return status_label(language, state or TrackingState(status=point))


def _reached(position: int, here: int, *, arrived: bool, trouble: bool) -> Reached:
    if position > here:
        return Reached.AHEAD
    if position < here or arrived:
        return Reached.DONE
    return Reached.TROUBLE if trouble else Reached.NOW
