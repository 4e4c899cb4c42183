"""Say what 17TRACK's statuses mean: the nine main ones and the thirty that refine them.

Table: https://asset.17track.net/api/document/v2.4_en/index.html, "Main status of the shipment" and
"Sub-status of the shipment". A refined status begins with its main one, before the underscore.
"""

from collections.abc import Mapping

from domain.status import Meaning, Status
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    AT_CUSTOMS,
    ATTEMPTED,
    BACK,
    CANCELLED,
    CLEARED,
    COLLECTED,
    DAMAGED,
    DELIVERED,
    DESTROYED,
    GOING_BACK,
    IN_COUNTRY,
    LATE,
    LEFT,
    LOST,
    MOVING,
    NO_NEWS,
    NOT_FOUND,
    NOT_HOME,
    OUT,
    READY,
    REFUSED,
    SEIZED,
    TROUBLE,
)

_SUB_STATUSES: Mapping[str, Meaning] = by_code(
    {
        # It says that nothing is known, or no longer: that does not undo what was.
        NO_NEWS: "NotFound_Other NotFound_InvalidCode",
        COLLECTED: "InTransit_PickedUp",
        MOVING: "InTransit_Other",
        LEFT: "InTransit_Departure",
        IN_COUNTRY: "InTransit_Arrival",
        # Papers that are wanted keep the parcel in transit, says 17TRACK; ours is the customs.
        AT_CUSTOMS: "InTransit_CustomsProcessing InTransit_CustomsRequiringInformation",
        CLEARED: "InTransit_CustomsReleased",
        READY: "AvailableForPickup_Other",
        OUT: "OutForDelivery_Other",
        # "Security" during delivery may be the customs or a fee as well: no word of ours.
        ATTEMPTED: "DeliveryFailure_Other DeliveryFailure_Security",
        NOT_HOME: "DeliveryFailure_NoBody",
        REFUSED: "DeliveryFailure_Rejected",
        NOT_FOUND: "DeliveryFailure_InvalidAddress",
        DELIVERED: "Delivered_Other",
        # Refused, or nobody to be found, before any attempt: no word of ours either.
        TROUBLE: "Exception_Other Exception_NoBody Exception_Rejected",
        GOING_BACK: "Exception_Returning",
        BACK: "Exception_Returned",
        SEIZED: "Exception_Security",
        DAMAGED: "Exception_Damage",
        LATE: "Exception_Delayed",
        LOST: "Exception_Lost",
        DESTROYED: "Exception_Destroyed",
        CANCELLED: "Exception_Cancel",
        Meaning(Status.EXPIRED): "Expired_Other",
    }
)

# Also the names of milestones, in an event's `stage`.
_MAIN: Mapping[str, Meaning] = by_code(
    {
        NO_NEWS: "NotFound",
        ANNOUNCED: "InfoReceived",
        COLLECTED: "PickedUp",
        LEFT: "Departure",
        IN_COUNTRY: "Arrival",
        MOVING: "InTransit",
        READY: "AvailableForPickup",
        OUT: "OutForDelivery",
        ATTEMPTED: "DeliveryFailure",
        DELIVERED: "Delivered",
        TROUBLE: "Exception",
        GOING_BACK: "Returning",
        BACK: "Returned",
        Meaning(Status.EXPIRED): "Expired",
    }
)

STATUSES: Mapping[str, Meaning] = {**_MAIN, **_SUB_STATUSES}


def meaning_of(code: str) -> Meaning | None:
    """Return what a status means; a refinement nobody has mapped counts as its main status."""
    return STATUSES.get(code) or _MAIN.get(code.partition("_")[0])
