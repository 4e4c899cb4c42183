"""Say what UPS's codes mean; a code that is not here means nothing, whatever its type.

Tables: the appendix of the Tracking interface,
https://developer.ups.com/api/reference/tracking/appendix
The same activity code has contrary meanings in its several tables (OT: out for delivery, or
papers missing), so it counts only together with the type of the activity.
"""

from collections.abc import Mapping

from domain.status import Meaning, Status, SubStatus
from integrations.carrier_adapter import by_code

ANNOUNCED = Meaning(Status.INFO_RECEIVED)
PICKED_UP = Meaning(Status.IN_TRANSIT, SubStatus.PICKED_UP_BY_CARRIER)
MOVING = Meaning(Status.IN_TRANSIT)
ARRIVED = Meaning(Status.IN_TRANSIT, SubStatus.ARRIVED_FACILITY)
LEFT = Meaning(Status.IN_TRANSIT, SubStatus.DEPARTED)
AT_CUSTOMS = Meaning(Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED)
CLEARED = Meaning(Status.IN_TRANSIT, SubStatus.CUSTOMS_CLEARED)
WITH_PARTNER = Meaning(Status.IN_TRANSIT, SubStatus.HANDED_TO_PARTNER)
OUT = Meaning(Status.OUT_FOR_DELIVERY)
READY = Meaning(Status.AVAILABLE_FOR_PICKUP)
READY_AT_POINT = Meaning(Status.AVAILABLE_FOR_PICKUP, SubStatus.SERVICE_POINT)
READY_AT_POST = Meaning(Status.AVAILABLE_FOR_PICKUP, SubStatus.POST_OFFICE)
ATTEMPTED = Meaning(Status.ATTEMPT_FAILED)
NOT_HOME = Meaning(Status.ATTEMPT_FAILED, SubStatus.NOT_HOME)
CLOSED = Meaning(Status.ATTEMPT_FAILED, SubStatus.CLOSED)
NO_ACCESS = Meaning(Status.ATTEMPT_FAILED, SubStatus.NO_ACCESS)
REFUSED = Meaning(Status.ATTEMPT_FAILED, SubStatus.REFUSED)
NOT_PAID = Meaning(Status.ATTEMPT_FAILED, SubStatus.PAYMENT)
DELIVERED = Meaning(Status.DELIVERED)
FETCHED = Meaning(Status.DELIVERED, SubStatus.PICKED_UP)
TROUBLE = Meaning(Status.EXCEPTION)
ACTION_REQUIRED = Meaning(Status.EXCEPTION, action_required=True)
ADDRESS_NEEDED = Meaning(Status.EXCEPTION, SubStatus.ADDRESS, action_required=True)
HELD_BY_CUSTOMS = Meaning(Status.EXCEPTION, SubStatus.CUSTOMS_HOLD)
PAPERS_MISSING = Meaning(Status.EXCEPTION, SubStatus.DOCUMENTS)
UNPAID = Meaning(Status.EXCEPTION, SubStatus.PAYMENT_DUE, action_required=True)
DAMAGED = Meaning(Status.EXCEPTION, SubStatus.DAMAGED)
LOST = Meaning(Status.EXCEPTION, SubStatus.LOST)
SEIZED = Meaning(Status.EXCEPTION, SubStatus.SECURITY)
DESTROYED = Meaning(Status.EXCEPTION, SubStatus.DESTROYED)
LATE = Meaning(None, delayed=True)
LATE_ACTION_REQUIRED = Meaning(None, delayed=True, action_required=True)
NO_NEWS = Meaning(None)
GOING_BACK = Meaning(Status.RETURNING, is_return_leg=True)
BACK = Meaning(Status.RETURNED, is_return_leg=True)
CANCELLED = Meaning(Status.CANCELLED)

# "Activity type / activity code": ULD (I), manifest (M), DIALS (D) and exception (X) codes.
ACTIVITIES: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "M/MP M/DP",
        CANCELLED: "M/VP",
        PICKED_UP: "I/OR I/PU I/XD",
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
        PICKED_UP: "038 160 167 168 169",
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
