"""Say what GLS's parcel statuses and event codes mean; a code that is not here means nothing.

Statuses and the first group of events: description of Track And Trace V1,
https://dev-portal.gls-group.net; account holders get all events from /tracking/events/codes.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    ATTEMPTED,
    CANCELLED,
    COLLECTED,
    DELIVERED,
    FETCHED,
    LEFT,
    MOVING,
    NO_NEWS,
    OUT,
    READY_AT_POINT,
)

PARCEL_STATUSES: Mapping[str, Meaning] = by_code(
    {
        # A collection that is planned, on its way or has failed: GLS does not have the parcel.
        ANNOUNCED: "PREADVICE PLANNEDPICKUP INPICKUP NOTPICKEDUP",
        MOVING: "INTRANSIT",
        ARRIVED: "INWAREHOUSE",
        OUT: "INDELIVERY",
        ATTEMPTED: "NOTDELIVERED",
        # "Delivered" to a parcel shop, where it waits for the shopper.
        READY_AT_POINT: "DELIVEREDPS",
        DELIVERED: "DELIVERED",
        CANCELLED: "CANCELED",
        # The history is closed, however it ended.
        NO_NEWS: "FINAL",
    }
)

EVENT_CODES: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "INTIAL.PREADVICE INTIAL.E48_DATA",
        COLLECTED: "INTIAL.NORMAL",
        ARRIVED: "INBOUD.NORMAL",
        LEFT: "OUTBOD.NORMAL",
        OUT: "OUTDEL.NORMAL",
        READY_AT_POINT: "DELIVD.PARCELSHOP",
        DELIVERED: "DELIVD.NORMAL",
        FETCHED: "DELIVD.DEL_BY_PSAPP",
        CANCELLED: "CANCEL.NORMAL",
        # The recipient chose another address or a locker: the parcel is where it was.
        NO_NEWS: "CHANGD.MONEWADDR CHANGD.PARCELBOX",
    }
)

STATUSES: Mapping[str, Meaning] = {**PARCEL_STATUSES, **EVENT_CODES}
