"""Say what InPost's event codes mean; a code that is not here means nothing.

Table: https://developers.inpost-group.com/tracking-events, versions V1 and V2. Codes are a stage
and a number: creation, fulfilment, first, middle and last mile, customs, end of life, return.
INF.9013, a security inquiry, is left out: it does not say whether the parcel is held.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.carriers.inpost.last_mile_statuses import LAST_MILE
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    AT_CUSTOMS,
    BACK,
    CANCELLED,
    CLEARED,
    COLLECTED,
    DAMAGED,
    DELIVERED,
    DESTROYED,
    FETCHED,
    GOING_BACK,
    HELD_BY_CUSTOMS,
    IN_MAILBOX,
    IN_SAFE_PLACE,
    LATE,
    LEFT,
    LOST,
    MOVING,
    NO_NEWS,
    TO_NEIGHBOUR,
    TO_RECIPIENT,
    TROUBLE,
)

UP_TO_THE_LAST_MILE: Mapping[str, Meaning] = by_code(
    {
        # Also: picked and packed in a warehouse, or waiting where the sender left it.
        ANNOUNCED: "CRE.1001 CRE.1002 FUL.1001 FUL.1002 FMD.1001 FMD.1007",
        COLLECTED: "FMD.1002 FMD.1004 FMD.1005",
        # HAN.1001 is a hand-over; to whom is not said.
        MOVING: "FUL.1003 HAN.1001 FMD.1003 FMD.1006 FMD.1015 MMD.1004 MMD.1005 MMD.3001",
        ARRIVED: "MMD.1001 MMD.1002",
        LEFT: "MMD.1003 MMD.1007",
        AT_CUSTOMS: "CC.001",
        CLEARED: "CC.002",
        HELD_BY_CUSTOMS: "CC.003",
        # A claim, too large, held for dangerous goods, in quarantine.
        TROUBLE: "FMD.9001 FMD.9002 MMD.1006 MMD.9001",
        # A collection at the sender's was planned, called off or in vain, or a parcel packed
        # anew: it is where it was.
        NO_NEWS: "FMD.1008 FMD.1009 FMD.1010 FMD.1011 FMD.1012 FMD.1013 FMD.1014 FMD.1016 "
        "FMD.1017 MMD.1009",
    }
)

ENDS: Mapping[str, Meaning] = by_code(
    {
        # 1006 another address, 1007 a third party: neither is called a neighbour.
        DELIVERED: "EOL.1001 EOL.1006 EOL.1007",
        FETCHED: "EOL.1002",
        IN_SAFE_PLACE: "EOL.1003",
        TO_NEIGHBOUR: "EOL.1004",
        TO_RECIPIENT: "EOL.1005",
        IN_MAILBOX: "EOL.1008",
        LOST: "EOL.9001",
        DAMAGED: "EOL.9002",
        DESTROYED: "EOL.9003 EOL.9006",
        CANCELLED: "EOL.9004 EOL.9005",
        GOING_BACK: "RTS.1001",
        BACK: "RTS.1002",
    }
)

NOTICES: Mapping[str, Meaning] = by_code(
    {
        LATE: "INF.9001 INF.9003 INF.9004 INF.9005 INF.9009 INF.9016 INF.9017",
        # Cash received, a preference, a time or a day of delivery noted.
        NO_NEWS: "INF.1001 INF.9010 INF.9012 INF.9014",
    }
)

STATUSES: Mapping[str, Meaning] = {**UP_TO_THE_LAST_MILE, **LAST_MILE, **ENDS, **NOTICES}
