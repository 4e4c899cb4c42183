"""Say what InPost's codes of the last mile mean; a code that is not here means nothing.

Table: https://developers.inpost-group.com/tracking-events, codes LMD.nnnn. LMD.9019, not
collected, is left out: it does not say by whom.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ARRIVED,
    ATTEMPTED,
    BAD_ADDRESS,
    CLOSED,
    DAMAGED,
    FORWARDED,
    GOING_BACK,
    LATE,
    NO_ACCESS,
    NO_NEWS,
    NOT_FOUND,
    NOT_HOME,
    NOT_PAID,
    OUT,
    READY,
    READY_AT_POINT,
    READY_IN_LOCKER,
    REFUSED,
    REJECTED,
    TROUBLE,
    UNCLAIMED,
)

LAST_MILE: Mapping[str, Meaning] = by_code(
    {
        # Called "given out for delivery" in Poland, "in transit" elsewhere.
        OUT: "LMD.1001",
        # At its destination, but not yet to be collected.
        ARRIVED: "LMD.1002",
        READY: "LMD.1003",
        READY_AT_POINT: "LMD.1004 LMD.1006 LMD.9013",
        READY_IN_LOCKER: "LMD.1005",
        # To another point, branch or address.
        FORWARDED: "LMD.3001 LMD.3002 LMD.3003 LMD.3004 LMD.3005 LMD.3006 LMD.3013 LMD.3014 "
        "LMD.3015 LMD.3016 LMD.3017",
        ATTEMPTED: "LMD.9004 LMD.9018 LMD.9021 LMD.9022 LMD.9026 LMD.9029",
        NOT_HOME: "LMD.9017",
        NO_ACCESS: "LMD.9010 LMD.9011 LMD.9016 LMD.9020 LMD.9023 LMD.9025",
        NOT_FOUND: "LMD.9015",
        CLOSED: "LMD.9024",
        REFUSED: "LMD.9006",
        NOT_PAID: "LMD.9009",
        BAD_ADDRESS: "LMD.9007 LMD.9008",
        UNCLAIMED: "LMD.9002",
        REJECTED: "LMD.9003 LMD.9027",
        TROUBLE: "LMD.9005",
        DAMAGED: "LMD.9030",
        LATE: "LMD.9028",
        GOING_BACK: "LMD.9014",
        # Stored for a while, or no longer: whether it can be fetched there is not said; and a
        # redirection called off, a reminder.
        NO_NEWS: "LMD.3007 LMD.9012 LMD.3008 LMD.3009 LMD.3010 LMD.3011 LMD.3012 LMD.9001",
    }
)
