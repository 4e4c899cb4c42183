"""Say what Bring's event statuses mean; a status that is not here means nothing.

Table: "Events description", https://developer.bring.com/api/tracking
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    AT_CUSTOMS,
    ATTEMPTED,
    BACK,
    COLLECTED,
    DELIVERED,
    GOING_BACK,
    LATE,
    MOVING,
    NO_NEWS,
    OUT,
    READY,
)

STATUSES: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "PRE_NOTIFIED",
        # COLLECTED is said of the sender's address, never of the shopper.
        COLLECTED: "COLLECTED HANDED_IN",
        MOVING: "IN_TRANSIT INTERNATIONAL",
        ARRIVED: "TERMINAL",
        AT_CUSTOMS: "CUSTOMS",
        OUT: "TRANSPORT_TO_RECIPIENT",
        ATTEMPTED: "ATTEMPTED_DELIVERY",
        READY: "READY_FOR_PICKUP",
        DELIVERED: "DELIVERED",
        GOING_BACK: "RETURN",
        BACK: "DELIVERED_SENDER",
        # "A probability for delay". It is also said when a recipient's identity is verified.
        LATE: "DEVIATION",
        # A message was sent; a time for home delivery was ordered, changed or called off by the
        # recipient, who still gets the parcel; and events that Bring itself cannot name.
        NO_NEWS: "NOTIFICATION_SENT DELIVERY_ORDERED DELIVERY_CHANGED DELIVERY_CANCELLED UNKNOWN",
    }
)
