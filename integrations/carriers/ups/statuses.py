"""Say what UPS's codes mean; a code that is not here means nothing, whatever its type.

Tables: the appendix of the Tracking interface,
https://developer.ups.com/api/reference/tracking/appendix
The same activity code has contrary meanings in its several tables (OT: out for delivery, or
papers missing), so it counts only together with the type of the activity.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ACTION_REQUIRED,
    ADDRESS_NEEDED,
    ANNOUNCED,
    ARRIVED,
    AT_CUSTOMS,
    ATTEMPTED,
    BACK,
    CANCELLED,
    CLEARED,
    CLOSED,
    COLLECTED,
    DAMAGED,
    DELIVERED,
    DESTROYED,
    FETCHED,
    GOING_BACK,
    HELD_BY_CUSTOMS,
    LATE,
    LATE_ACTION_REQUIRED,
    LEFT,
    LOST,
    MOVING,
    NO_ACCESS,
    NO_NEWS,
    NOT_HOME,
    NOT_PAID,
    OUT,
    PAPERS_MISSING,
    READY,
    READY_AT_POINT,
    READY_AT_POST,
    REFUSED,
    SEIZED,
    TROUBLE,
    UNPAID,
    WITH_PARTNER,
)

# "Activity type / activity code": ULD (I), manifest (M), DIALS (D) and exception (X) codes.
ACTIVITIES: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "M/MP M/DP",
        CANCELLED: "M/VP",
        COLLECTED: "I/OR I/PU I/XD",
        ARRIVED: "I/AR I/DS",
        LEFT: "I/DP I/EP",
        MOVING: "I/LC I/YP I/AG",
        OUT: "I/OF I/OT",
        # Type D says "delivered", yet the parcel waits for the shopper to fetch it.
        READY_AT_POINT: "D/2Q D/ZP I/ZP X/ZP",
        READY_AT_POST: "D/EP",
        FETCHED: "D/2W",
        NOT_HOME: "X/48 X/49 X/KX",
        CLOSED: "X/55",
        NOT_PAID: "X/51 X/52 X/KZ",
        REFUSED: "X/KR X/KS X/KT X/53",
        GOING_BACK: "X/3N X/6C X/KP",
    }
)

# `statusCode` of an activity, `code` of currentStatus.
STATUS_CODES: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "003 044 045 077 079 080 157 166",
        CANCELLED: "007",
        COLLECTED: "038 160 167 168 169",
        MOVING: "005 010 016 019 025 039 047 057 070 071 075 087 138 158 159 164 165",
        AT_CUSTOMS: "012 092",
        CLEARED: "014 084 134",
        WITH_PARTNER: "073 074 137 143",
        OUT: "006 021 037 072 078 089 091 146 162",
        READY: "017 040",
        READY_AT_POINT: "161",
        READY_AT_POST: "144",
        ATTEMPTED: "022 023 024 060 061 066 069 145",
        NOT_PAID: "062",
        REFUSED: "064",
        NO_ACCESS: "139",
        DELIVERED: "011 026",
        TROUBLE: "013 030 076 083",
        ACTION_REQUIRED: "029",
        ADDRESS_NEEDED: "050",
        HELD_BY_CUSTOMS: "123 126",
        PAPERS_MISSING: "058 124 125 141",
        UNPAID: "085",
        DAMAGED: "059",
        LOST: "068",
        SEIZED: "147",
        DESTROYED: "149",
        LATE: "032 046 048 051 052 053 086 090 132",
        LATE_ACTION_REQUIRED: "049",
        GOING_BACK: "035 036 081 118",
        BACK: "034 067",
        NO_NEWS: "000 018 020 027 028 033 041 042 054 055 056 063 082 095 096 097 098 099 101 "
        "107 109 114 115 116 119 120 121 122 127 128 129 148 153 154 155 163",
    }
)

STATUSES: Mapping[str, Meaning] = {**ACTIVITIES, **STATUS_CODES}


def meaning_of(kind: str, code: str, status_code: str) -> Meaning | None:
    """Return what an activity means: its code within its type, else its status code."""
    return ACTIVITIES.get(f"{kind}/{code}") or STATUS_CODES.get(status_code.zfill(3))
