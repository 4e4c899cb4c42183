"""Say what PostNord's statuses and event codes mean; a code that is not here means nothing.

Statuses: `ItemStatus` in the Track & Trace interface's description,
https://developer.postnord.com/apis/details?systemName=shipment-v5-trackandtrace-shipmentinformation
(DELIVERY is not in that list, but is answered.)
"""

from collections.abc import Mapping

from domain.status import Meaning, Status, SubStatus

ITEM_STATUSES: Mapping[str, Meaning] = {
    "CREATED": Meaning(Status.INFO_RECEIVED, SubStatus.LABEL_CREATED),
    "INFORMED": Meaning(Status.INFO_RECEIVED),
    "EN_ROUTE": Meaning(Status.IN_TRANSIT),
    "DELIVERY": Meaning(Status.OUT_FOR_DELIVERY),
    "AVAILABLE_FOR_DELIVERY": Meaning(Status.AVAILABLE_FOR_PICKUP),
    "AVAILABLE_FOR_DELIVERY_PAR_LOC": Meaning(Status.AVAILABLE_FOR_PICKUP, SubStatus.LOCKER),
    "DELIVERED": Meaning(Status.DELIVERED),
    "DELIVERY_IMPOSSIBLE": Meaning(Status.ATTEMPT_FAILED),
    "DELIVERY_REFUSED": Meaning(Status.ATTEMPT_FAILED, SubStatus.REFUSED),
    "EXPECTED_DELAY": Meaning(None, delayed=True),
    "DELAYED": Meaning(None, delayed=True),
    # "Returned" is said when the way back begins; that it has ended is said by nobody.
    "RETURNED": Meaning(Status.RETURNING, is_return_leg=True),
    "STOPPED": Meaning(Status.EXCEPTION),
    "OTHER": Meaning(None),
}

EVENT_CODES: Mapping[str, Meaning] = {
    # "The delivery of the shipment item is in progress": its status says EN_ROUTE all the same.
    "113": Meaning(Status.OUT_FOR_DELIVERY),
}

STATUSES: Mapping[str, Meaning] = {**ITEM_STATUSES, **EVENT_CODES}

SAID_WITHOUT_A_SCAN = frozenset(ITEM_STATUSES) - {
    "CREATED",
    "INFORMED",
    "EN_ROUTE",
    "DELIVERY",
    "OTHER",
}
"""Statuses that an item may reach before, or without, an event that says so."""
