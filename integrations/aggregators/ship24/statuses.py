"""Say what Ship24's statuses mean: codes of events, and the milestone a parcel was at meanwhile.

Tables: https://docs.ship24.com/status/. An event without a code still has its milestone.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    AT_CUSTOMS,
    ATTEMPTED,
    CANCELLED,
    CLEARED,
    COLLECTED,
    DELIVERED,
    GOING_BACK,
    HELD_BY_CUSTOMS,
    IN_COUNTRY,
    LATE_AT_CUSTOMS,
    LEFT,
    MOVING,
    NO_NEWS,
    OUT,
    READY,
    REFUSED,
    TROUBLE,
)

CODES: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "data_order_created",
        CANCELLED: "data_order_cancelled",
        # How it will be delivered is being asked, or is settled: it is where it was.
        NO_NEWS: "data_delivery_proposed data_delivery_decided",
        COLLECTED: "transit_handover",
        LEFT: "transit_origin_country_departure",
        IN_COUNTRY: "destination_arrival",
        AT_CUSTOMS: "customs_received",
        LATE_AT_CUSTOMS: "customs_exception",
        HELD_BY_CUSTOMS: "customs_rejected",
        CLEARED: "customs_cleared",
        READY: "delivery_available_for_pickup",
        OUT: "delivery_out_for_delivery",
        ATTEMPTED: "delivery_attempted",
        TROUBLE: "delivery_exception",
        REFUSED: "delivery_refused",
        DELIVERED: "delivery_delivered",
        GOING_BACK: "exception_return",
    }
)

MILESTONES: Mapping[str, Meaning] = by_code(
    {
        NO_NEWS: "pending",
        ANNOUNCED: "info_received",
        MOVING: "in_transit",
        OUT: "out_for_delivery",
        READY: "available_for_pickup",
        ATTEMPTED: "failed_attempt",
        DELIVERED: "delivered",
        TROUBLE: "exception",
    }
)

STATUSES: Mapping[str, Meaning] = {**MILESTONES, **CODES}


def meaning_of(status: str, milestone: str) -> Meaning | None:
    """Return what an event's code means, else what its milestone does."""
    return CODES.get(status) or MILESTONES.get(milestone)
