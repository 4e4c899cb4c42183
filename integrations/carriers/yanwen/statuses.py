"""Say what Yanwen's status codes mean; a code that is not here means nothing.

Codes: https://opendocs.yw56.com.cn/webfile/7128663508291424256/
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "OR10",
        meanings.COLLECTED: "PU10",
        meanings.LEFT: "LH20",
        meanings.IN_COUNTRY: "LM10",
        meanings.ARRIVED: "LM20",
        meanings.AT_CUSTOMS: "S303 IC50",
        meanings.CLEARED: "IC60",
        meanings.OUT: "LM25",
        meanings.ATTEMPTED: "LM50",
        # At the door or fetched: the words alone tell which.
        meanings.DELIVERED: "LM40",
        # Not let out of China, not let into the country of destination.
        meanings.HELD_BY_CUSTOMS: "EC30 IC51 IC70",
        meanings.GOING_BACK: "LM54 LM90",
        # The parcel could not be fetched from the sender: nothing the shopper can see.
        meanings.NO_NEWS: "PU30",
    }
)
