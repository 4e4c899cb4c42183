"""Say what SF Express's operation and status codes mean; a code that is not here means nothing.

Table of operation codes: https://open.sf-express.com/developSupport/734349?activeIndex=589678
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

# `firstStatusCode` and `secondaryStatusCode`. 13 and 1301 (waiting to be delivered again) are left
# to the operation: 70 is a failed attempt, but not the only one there.
COARSE: Mapping[str, Meaning] = by_code(
    {
        meanings.COLLECTED: "1 101",
        meanings.MOVING: "2 201",
        meanings.AT_CUSTOMS: "204",
        meanings.CLEARED: "205",
        meanings.OUT: "3 301",
        meanings.DELIVERED: "4 401",
        meanings.READY: "11",
    }
)

# `opCode`. 44 is not here: it says that a courier is being chosen, long before one sets out.
OPERATIONS: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "647",
        meanings.COLLECTED: "50 54 607 655 950",
        meanings.MOVING: "10 30 123 302 304 570",
        meanings.LEFT: "36 105",
        meanings.ARRIVED: "11 31 106 130 571",
        meanings.AT_CUSTOMS: "604 605",
        meanings.CLEARED: "606 614",
        meanings.WITH_PARTNER: "626 627",
        meanings.OUT: "122 204 630 634",
        # Lying in a locker or shop; the shopper has yet to come.
        meanings.READY_IN_LOCKER: "125",
        meanings.READY_AT_POINT: "642",
        meanings.ATTEMPTED: "33 70",
        meanings.DELIVERED: "80 8000",
        meanings.FETCHED_FROM_LOCKER: "128",
        meanings.LATE: "34 77",
        meanings.GOING_BACK: "631",
        # Either back to the sender or on to another address: only the words say which.
        meanings.NO_NEWS: "99 648",
    }
)

# An operation with `reasonCode`: 8000 closes a parcel that is lost as it closes one that arrived.
WITH_REASON: Mapping[str, Meaning] = by_code(
    {
        meanings.GOING_BACK: "99+2",
        meanings.DESTROYED: "8000+2",
        meanings.LOST: "8000+6",
    }
)

STATUSES: Mapping[str, Meaning] = {
    **OPERATIONS,
    **WITH_REASON,
    **{f"status {code}": meaning for code, meaning in COARSE.items()},
}


def meaning_of(operation: str, reason: str, second: str, first: str) -> Meaning | None:
    """Return what an operation means; where SF's own status says otherwise, that counts."""
    known = WITH_REASON.get(f"{operation}+{reason}")
    if known is not None:
        return known
    fine, coarse = OPERATIONS.get(operation), COARSE.get(second) or COARSE.get(first)
    if fine is None or (coarse is not None and coarse.status is not fine.status):
        return coarse
    return fine
