"""Say what TrackingMore's statuses mean: sub-statuses, and the coarse ones they refine.

Tables: https://www.trackingmore.com/docs/trackingmore/delivery-status and .../delivery-substatus.
"pickup" alone is either on the van or waiting to be fetched: only its sub-status tells.
"""

from collections.abc import Mapping

from domain.status import Meaning, Status
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    ATTEMPTED,
    BACK,
    CANCELLED,
    CLEARED,
    CONTACTED,
    DELIVERED,
    FETCHED,
    GOING_BACK,
    HELD_BY_CUSTOMS,
    IN_COUNTRY,
    LEFT,
    MOVING,
    NO_NEWS,
    NOT_FOUND,
    NOT_HOME,
    OUT,
    READY,
    REFUSED,
    TO_RECIPIENT,
    TROUBLE,
    UNCLAIMED,
)

SUB_STATUSES: Mapping[str, Meaning] = by_code(
    {
        # It says that nothing is known: that does not undo what was.
        NO_NEWS: "notfound002 pending001 pending002 pending003 pending005",
        ANNOUNCED: "inforeceived001 notfound001 pending004",
        MOVING: "transit001",
        ARRIVED: "transit002 transit003",
        IN_COUNTRY: "transit004",
        CLEARED: "transit005",
        LEFT: "transit006 transit007",
        OUT: "pickup001",
        READY: "pickup002",
        CONTACTED: "pickup003",
        # 004: at the door or with a neighbour, it does not say which.
        DELIVERED: "delivered001 delivered004",
        FETCHED: "delivered002",
        TO_RECIPIENT: "delivered003",
        NOT_FOUND: "undelivered001",
        NOT_HOME: "undelivered002",
        ATTEMPTED: "undelivered003 undelivered004",
        UNCLAIMED: "exception004",
        # 007: lost or damaged, it does not say which.
        TROUBLE: "exception005 exception007",
        HELD_BY_CUSTOMS: "exception006",
        CANCELLED: "exception008",
        REFUSED: "exception009",
        BACK: "exception010",
        GOING_BACK: "exception011",
        Meaning(Status.EXPIRED): "expired001",
    }
)

COARSE: Mapping[str, Meaning] = by_code(
    {
        NO_NEWS: "pending notfound",
        ANNOUNCED: "inforeceived",
        MOVING: "transit",
        DELIVERED: "delivered",
        ATTEMPTED: "undelivered",
        TROUBLE: "exception",
        Meaning(Status.EXPIRED): "expired",
    }
)

STATUSES: Mapping[str, Meaning] = {**COARSE, **SUB_STATUSES}


def meaning_of(sub_status: str, status: str) -> Meaning | None:
    """Return what a sub-status means, else what its status does."""
    return SUB_STATUSES.get(sub_status) or COARSE.get(status)
