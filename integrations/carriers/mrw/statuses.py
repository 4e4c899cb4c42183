"""Say what MRW's states mean; a state that is not here means nothing.

States: section 2.6 of MRW's manual of its TrackingServices, two figures each.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "40 46 47 48",
        meanings.COLLECTED: "17 49",
        meanings.MOVING: "11 15 57 58 59 68 69 71 72 75 77 78 79 90 96",
        # At the branch that will deliver.
        meanings.ARRIVED: "13",
        meanings.HELD_BY_CUSTOMS: "92",
        meanings.OUT: "16 73",
        meanings.NOT_HOME: "01",
        meanings.NOT_FOUND: "02 03 04",
        # Turned down; 31 because the packaging is damaged.
        meanings.REFUSED: "05 31",
        # Cash on delivery is turned down.
        meanings.NOT_PAID: "06",
        # To be fetched at MRW's branch, or at a shop of its.
        meanings.READY_AT_POINT: "07 70",
        meanings.DELIVERED: "00",
        # Put off by the recipient (09), the sender (10), a local holiday (12).
        meanings.LATE: "09 10 12",
        # Put off until it is paid for, or a day is agreed.
        meanings.LATE_ACTION_REQUIRED: "35",
        # Kept at the branch because the sender wants it.
        meanings.TROUBLE: "14",
        meanings.DESTROYED: "94",
        meanings.GOING_BACK: "08 32",
        meanings.CANCELLED: "44",
        # 33, 36: the recipient was spoken to; the status stays. 18: the parcel given in exchange.
        # 19, 39, 60, 61, 91, 93, 95: data are missing. 41, 42, 43, 45, 53: fetching it from the
        # shop went wrong, or was put off, before the parcel moved.
        meanings.NO_NEWS: "18 19 33 36 39 41 42 43 45 53 60 61 91 93 95",
    }
)
# Left out on purpose. 76, taken from the shop: by whom is not said.
