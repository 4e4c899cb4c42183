"""Say what PostNL's coarse status codes mean; one that is not here means nothing.

Codes: https://developer.postnl.nl/docs/#/http/reference-data/t-t-status-codes/status-codes
They count only where there are no events: 11, "delivered", covers parcels in a locker and returns.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code
from integrations.carriers.postnl.event_statuses import EVENT_CODES

STATUS_CODES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "1 13",
        meanings.COLLECTED: "2 3 23",
        # 7 is called "out for delivery", but begins with the lorry to the depot.
        meanings.MOVING: "7 21 31",
        meanings.ARRIVED: "5",
        meanings.AT_CUSTOMS: "9 20",
        meanings.READY: "12",
        meanings.ATTEMPTED: "8",
        meanings.DELIVERED: "11",
        meanings.FETCHED: "22",
        meanings.LATE: "6 15 16 17",
        meanings.LOST: "18",
        meanings.REJECTED: "19",
        meanings.GOING_BACK: "27 28",
        # Not fetched from, or not handed in by, the sender; no status at all.
        meanings.NO_NEWS: "4 14 99",
    }
)

STATUSES: Mapping[str, Meaning] = {**EVENT_CODES, **STATUS_CODES}
