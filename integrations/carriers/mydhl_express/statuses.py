"""Say what DHL Express's checkpoint codes mean; a code that is not here means nothing.

Codes: the list for service "express" of the Shipment Tracking - Unified interface,
https://developer.dhl.com/api-reference/shipment-tracking
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.COLLECTED: "PU",
        meanings.MOVING: "PL SA TR",
        meanings.ARRIVED: "AF AR",
        meanings.LEFT: "DF",
        meanings.AT_CUSTOMS: "IC",
        meanings.CLEARED: "BR CR",
        # TP: no further details are expected after it.
        meanings.WITH_PARTNER: "TP",
        meanings.FORWARDED: "FD",
        meanings.OUT: "WC",
        meanings.READY: "CC",
        meanings.NOT_HOME: "NH",
        meanings.CLOSED: "CA",
        meanings.REFUSED: "RD",
        # DD: delivered, though damaged.
        meanings.DELIVERED: "DD OK",
        meanings.TROUBLE: "OH SS",
        meanings.LATE_AT_CUSTOMS: "CD UD",
        meanings.UNPAID: "HP",
        meanings.BAD_ADDRESS: "BA CM",
        meanings.DESTROYED: "DS",
        # ND: not delivered that day, whether or not it was tried.
        meanings.LATE: "MC MD MS ND",
        meanings.BACK: "RT",
        # AD: a day was agreed on. CS: the record is closed, whatever became of the parcel. PD: some
        # of the pieces have arrived. The rest are papers, payments and plans.
        meanings.NO_NEWS: "AD BN CS PD PY RR SC SM",
    }
)
