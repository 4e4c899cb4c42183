"""Say what EasyPost's statuses mean: a coarse one, and a detail that refines it.

Tables: https://docs.easypost.com/docs/trackers/tracking-statuses. A detail counts only with its
status ("return" says nothing of a parcel in transit), written "detail/status".
"""

from collections.abc import Mapping

from domain.status import Meaning, Status
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    BAD_ADDRESS,
    CANCELLED,
    DAMAGED,
    DELIVERED,
    GOING_BACK,
    LABELLED,
    LATE,
    LEFT,
    LOST,
    MOVING,
    NO_NEWS,
    OUT,
    READY,
    REFUSED,
    TROUBLE,
    WITH_PARTNER,
)

DETAILS: Mapping[str, Meaning] = by_code(
    {
        LABELLED: "label_created/pre_transit",
        ARRIVED: "arrived_at_facility/in_transit received_at_origin_facility/in_transit "
        "received_at_destination_facility/in_transit arrived_at_destination/in_transit",
        LEFT: "departed_facility/in_transit departed_origin_facility/in_transit",
        WITH_PARTNER: "transferred_to_destination_carrier/in_transit",
        # A delay leaves the status as it is, whichever EasyPost gives it.
        LATE: "delayed/in_transit weather_delay/in_transit delayed/failure weather_delay/failure "
        "delayed/pre_transit weather_delay/pre_transit delayed/unknown weather_delay/unknown",
        # "Delivered" to where it waits to be fetched.
        READY: "arrived_at_pickup_location/available_for_pickup "
        "arrived_at_pickup_location/delivered arrived_at_pickup_location/in_transit",
        REFUSED: "refused/failure",
        BAD_ADDRESS: "address_correction/failure",
        DAMAGED: "damaged/failure",
        LOST: "lost/failure",
        CANCELLED: "cancelled/failure",
        GOING_BACK: "return/failure return/return_to_sender",
        Meaning(Status.EXPIRED): "expired/failure",
    }
)

COARSE: Mapping[str, Meaning] = by_code(
    {
        # "error": EasyPost could not track it, which says nothing of the parcel.
        NO_NEWS: "unknown error",
        ANNOUNCED: "pre_transit",
        MOVING: "in_transit",
        OUT: "out_for_delivery",
        READY: "available_for_pickup",
        DELIVERED: "delivered",
        # On its way back or back already: EasyPost does not tell them apart.
        GOING_BACK: "return_to_sender",
        TROUBLE: "failure",
        CANCELLED: "cancelled",
    }
)

STATUSES: Mapping[str, Meaning] = {**COARSE, **DETAILS}


def meaning_of(status: str, detail: str) -> Meaning | None:
    """Return what a detail means within its status, else what the status does."""
    return DETAILS.get(f"{detail}/{status}") or COARSE.get(status)
