"""Say what Instabee's statuses mean at a door and in a box; a status that is not here, nothing.

The same word differs: at a door, "Delivered" is the hand-over; in a box, the arrival in a locker.
Words: answers of the Budbee interface, https://developer.budbee.com
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    ATTEMPTED,
    COLLECTED,
    DELIVERED,
    FETCHED_FROM_LOCKER,
    GOING_BACK,
    LATE,
    MOVING,
    NO_NEWS,
    OUT,
    READY_IN_LOCKER,
    TROUBLE,
)

DOOR, BOX = "door", "box"

STATUSES: Mapping[str, Meaning] = by_code(
    {
        # On the way to the merchant, the courier has nothing yet.
        ANNOUNCED: "door/NotStarted door/OnRouteCollection box/NotStarted box/Pending",
        COLLECTED: "door/Collected box/Collected",
        MOVING: "box/DroppedOff",
        # Back at the terminal after a round is part of the way, not of the way back.
        ARRIVED: "door/CrossDocked door/ReturnedToTerminal box/ReturnedToTerminal",
        OUT: "door/OnRouteDelivery",
        ATTEMPTED: "door/Miss",
        DELIVERED: "door/Delivered",
        READY_IN_LOCKER: "box/Delivered",
        FETCHED_FROM_LOCKER: "box/PickedUp",
        TROUBLE: "box/Undelivered",
        LATE: "door/Backordered",
        GOING_BACK: "door/ReturnedToMerchant box/ReturnedToMerchant",
        # A label was fetched: of the parcel it says nothing.
        NO_NEWS: "door/CollectedShippingLabel box/CollectedShippingLabel",
    }
)

# Several statuses may be told with one time; this is how they follow each other.
IN_ORDER = (
    "NotStarted",
    "Pending",
    "CollectedShippingLabel",
    "Backordered",
    "OnRouteCollection",
    "DroppedOff",
    "Collected",
    "CrossDocked",
    "OnRouteDelivery",
    "Miss",
    "Undelivered",
    "Delivered",
    "ReturnedToTerminal",
    "ReturnedToMerchant",
    "PickedUp",
)
