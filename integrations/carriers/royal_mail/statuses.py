"""Say what Royal Mail's event codes mean; a code that is not here means nothing.

Codes as Tracking v2 answers them, https://developer.royalmail.net/; Royal Mail lists none.
"""

from collections.abc import Mapping

from domain.status import Meaning, Status
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "EVAIE EVAIP",
        meanings.COLLECTED: "EVPPA EVOAC EVOCO EVBAV",
        meanings.MOVING: "EVBAH EVDAC EVDAV EVODO",
        meanings.ARRIVED: "EVIAV EVIMC EVORI",
        meanings.OUT: "EVGPD",
        # "Delivered", but to a shop or post office, where it waits for the shopper.
        meanings.READY_AT_POINT: "EVKLC EVKLS EVPLA",
        meanings.ATTEMPTED: "EVKNR EVNDN EVKSU",
        meanings.NOT_HOME: "EVKNA EVNDA",
        meanings.NO_ACCESS: "EVKAA EVNAA",
        meanings.DELIVERED: "EVKOP EVKSP",
        meanings.TO_NEIGHBOUR: "EVKDN",
        meanings.IN_SAFE_PLACE: "EVKSF",
        meanings.FETCHED: "EVNOC EVPLC",
        meanings.TROUBLE: "EVNRT EVNKS",
        # Sent astray, or to be tried again.
        meanings.LATE: "EVGMI EVIPI EVNMI EVNAR EVNSR",
        # Address unknown, recipient gone, refused: each of them is said with the way back.
        meanings.GOING_BACK: "EVKAI EVKGA EVNGA EVKRF EVNRF",
        meanings.BACK: "EVRTS",
        # The shopper asked for something; what becomes of it, a later event says.
        meanings.NO_NEWS: "RSRXS RORXS",
    }
)

READY = frozenset(
    code for code, meaning in STATUSES.items() if meaning.status is Status.AVAILABLE_FOR_PICKUP
)
