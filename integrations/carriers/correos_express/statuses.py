"""Say what Correos Express's states mean; a state that is not here means nothing.

States: the list of physical states that Correos Express gives its customers; the same numbers
stand in the table of Correos's own module for shops (correosoficial 3.0).
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "1 24",
        meanings.COLLECTED: "36 42",
        # 11 and 30: what went wrong is solved, and the parcel may go out again.
        meanings.MOVING: "2 3 4 11 20 25 27 30 41",
        # 38 lies in a shop, and cannot be fetched yet.
        meanings.ARRIVED: "6 7 21 28 38",
        meanings.FORWARDED: "14",
        meanings.WITH_PARTNER: "18",
        meanings.AT_CUSTOMS: "33",
        meanings.OUT: "8 23",
        meanings.ATTEMPTED: "9 29",
        # "Delivered at the point": it waits there.
        meanings.READY_AT_POINT: "35 39",
        # 34 is a partner's word, to be confirmed by 12; shoppers are told the same for both.
        meanings.DELIVERED: "12 34",
        # Sorted wrongly, and on its way again.
        meanings.LATE: "5 26",
        meanings.TROUBLE: "10 15 22 37",
        meanings.LOST: "13 31",
        meanings.DESTROYED: "16",
        # A return travels under a number of its own: this one hears no more.
        meanings.GOING_BACK: "17 32 40",
        meanings.CANCELLED: "19",
        # A state for tests.
        meanings.NO_NEWS: "60",
    }
)
