"""Say what PostNL's three-character event codes mean; one that is not here means nothing.

Codes: https://developer.postnl.nl/docs/#/http/reference-data/t-t-status-codes/event-codes
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

EVENT_CODES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "A01 A03 A10 A71 F01 M02 X80",
        meanings.COLLECTED: "A73 A74 B01 B04 B06 C01 C02 V12 V13 V22 V23 V50 X40",
        # I06 counts as "delivered" with PostNL, but is about to be handed over only. A21: paid.
        meanings.MOVING: "A21 A72 A75 I06 J28 J45 J47 J55 Q13 Q15 Q16 Q17 Q18 Q19 S05 X06 X52 "
        "X68 Y05",
        meanings.ARRIVED: "J01 J06 J10 J27 J61 R01 X07 X08 X14 X15 X16 X50 X51",
        meanings.LEFT: "Q12 X01 X19",
        meanings.IN_COUNTRY: "A76 X02",
        meanings.AT_CUSTOMS: "X03 X60 X62 Y25",
        meanings.CLEARED: "X04 X61 X65",
        meanings.FORWARDED: "K02 K03",
        meanings.OUT: "J05 J59 X55",
        meanings.READY: "J52 Y26",
        meanings.READY_AT_POINT: "I08 J02 J12 X05",
        # Listed under "delivered" as well: the parcel lies in a locker and waits.
        meanings.READY_IN_LOCKER: "J23",
        meanings.ATTEMPTED: "H34 J08 J29 J41 J42 J48 K15 K70 K71 Y36 Y38",
        meanings.NOT_HOME: "J94 K14 Y02 Y10 Y42",
        meanings.CLOSED: "J07 J17 Y43",
        meanings.NO_ACCESS: "J16 K16 Y41",
        meanings.REFUSED: "Y03 Y13 Y44 Y50",
        meanings.NOT_FOUND: "H36 Y01 Y17 Y22 Y30 Y31 Y32",
        meanings.NOT_PAID: "K41",
        meanings.DELIVERED: "I01 I03 J91 Z01 Z02 Z03 Z04 Z08",
        meanings.TO_RECIPIENT: "I23",
        meanings.TO_NEIGHBOUR: "I10 Z05",
        meanings.IN_SAFE_PLACE: "I09 I12 Z09",
        meanings.IN_MAILBOX: "I05 I11",
        meanings.FETCHED: "I02 I22 Z06",
        meanings.TROUBLE: "K30 K91 Y15 Y48",
        meanings.ACTION_REQUIRED: "Y37",
        meanings.HELD_BY_CUSTOMS: "X66 Y46",
        meanings.LATE_AT_CUSTOMS: "X30 X63 X64 Y64",
        meanings.PAPERS_MISSING: "X10",
        meanings.UNPAID: "A20 X67",
        meanings.BAD_ADDRESS: "Y12",
        meanings.ADDRESS_NEEDED: "Y09",
        meanings.DAMAGED: "Y04 Y11 Y14",
        meanings.LOST: "Y71",
        meanings.DESTROYED: "K92 Y29",
        meanings.SEIZED: "Y45",
        meanings.LATE: "G01 G02 G03 G05 H32 J09 J14 J22 J24 J26 J33 J36 J39 J92 J95 K01 K25 T02 "
        "T04 V01 V02 V03 V04 V06 V11 V21 V31 Y07 Y08 Y23 Y24 Y33 Y35 Y60 Y61 Y62 Y65 Y66",
        meanings.LATE_ACTION_REQUIRED: "Y39",
        meanings.CANCELLED: "D41 H23 H30 H31 R06",
        meanings.GOING_BACK: "H01 H02 H03 H04 H05 H07 H08 H09 H10 H12 H15 H16 H17 H18 H20 H22 "
        "H24 H25 H35 H38 H51 H52 I07 K43 X20 X21 X22 X24 X81 Y16 Y18 Y19 Y20 Y21 Y40 Y47",
        meanings.BACK: "J63",
        # Wishes of the recipient, messages sent, estimates, why a place was not fit; and all that
        # befalls a parcel the sender has not handed over.
        meanings.NO_NEWS: "A04 A08 A09 A11 A12 A13 A18 A19 A24 A25 A27 A28 A29 A30 A31 A32 A34 "
        "A35 A41 A42 A43 A46 A65 A80 A94 A95 A96 A98 A99 D02 D03 D04 D05 D06 D07 D09 D40 F03 F04 "
        "F05 F06 F07 F08 F10 J56 J80 J90 J93 K33 K50 K90 M01 P20 P21 P22 P23 P24 Q02 Q14 X11 X17 "
        "X42 X43 Y81",
    }
)
