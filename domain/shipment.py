"""One parcel with one tracking number, and what it means that nothing is heard of it."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.status import Status
from domain.tracking import (
    DeliveryWindow,
    HandOver,
    PickupPoint,
    Place,
    ProofOfDelivery,
    TrackingEvent,
    TrackingState,
)

SILENCE_BEFORE_EXPIRY = timedelta(days=60)
"""How long a postal parcel may be silent before it is given up (statuses: expired)."""
NEVER_HEARD_OF = timedelta(days=30)
"""How long a number may stay unknown to its carrier before it is given up."""
_NOT_PART_OF_A_NUMBER = re.compile(
    r"[\s\-\u00ad\u200b-\u200f\u2010-\u2015\u202a-\u202e\u2060-\u2069\u2212\ufeff]+"
)
"""White space, dashes of every length, and the invisible signs that copying brings along."""


@dataclass(frozen=True, slots=True)
class ShipmentItem:
    """How many of an order's item travel in a shipment."""

    platform_id: str
    quantity: int


@dataclass(frozen=True, slots=True)
class Scan:
    """A scan as a platform's own order page shows it; `fulfilment` is the platform's id."""

    fulfilment: str
    status: Status | None
    happened_at: datetime
    place: Place | None = None
    text: str = ""
    estimated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Shipment:
    """A shipment as we keep it; `carrier` is None when nobody knows who carries it.

    `tracking_number` is empty for a parcel sent without one. `followed` is false when there is
    nobody to be asked about it.
    """

    id: int
    order_id: int
    carrier: str | None
    carrier_text: str
    tracking_number: str
    tracking_url: str
    shipped_at: datetime
    state: TrackingState
    items: tuple[ShipmentItem, ...] = ()
    events: tuple[TrackingEvent, ...] = ()
    estimate: DeliveryWindow | None = None
    pickup_point: PickupPoint | None = None
    checked_at: datetime | None = None
    """When the carrier last answered; None when it never has."""
    platform_id: str = ""
    """The platform's id of the fulfilment it belongs to."""
    proof: ProofOfDelivery | None = None
    hand_over: HandOver | None = None
    followed: bool = True


def clean_tracking_number(text: str) -> str:
    """Write a tracking number as carriers do: no spaces or dashes, upper case."""
    return _NOT_PART_OF_A_NUMBER.sub("", text).upper()


def expired(state: TrackingState, shipped_at: datetime, now: datetime) -> bool:
    """Tell whether a parcel has been silent for so long that nothing more will be heard."""
    if state.final:
        return False
    if state.last_event_at is None:
        return now - shipped_at > NEVER_HEARD_OF
    return now - state.last_event_at > SILENCE_BEFORE_EXPIRY
