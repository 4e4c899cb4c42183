"""Say what the codes of DHL's Polish and Czech parcel networks mean; the rest is left to others.

Codes per service: the status list of the Shipment Tracking - Unified interface,
https://developer.dhl.com/api-reference/shipment-tracking
"""

from integrations import meanings
from integrations.carrier_adapter import by_code

PARCEL_PL = by_code(
    {
        meanings.ANNOUNCED: "EDWP",
        meanings.COLLECTED: "DWP SP_PU",
        # BCZ and those like it: at the depot, to be delivered that day or on the next working day.
        meanings.MOVING: "SORT LW BCZ KWC LIK LW_PL SP_ATDSP SP_DW TRM TRM_X WER ZID ZMA ZOS "
        "ZWW_KRYZ",
        # DOR_POC and DOR_SP: "delivered" to an outlet, which has yet to say that it is ready.
        meanings.ARRIVED: "LP DOR_POC DOR_SP TRM2",
        meanings.IN_COUNTRY: "WEJPL",
        meanings.AT_CUSTOMS: "EDB EXA SEC",
        meanings.CLEARED: "EDC EXC",
        meanings.OUT: "LK",
        meanings.READY: "OWL OWL_ONO OWL_KP",
        meanings.READY_AT_POINT: "OWL_SP_ONO SP_DSP SP_PA OWL_SP_KP SP_KP",
        meanings.READY_IN_LOCKER: "OWL_PS_ONO OWL_PS_KP",
        meanings.NOT_HOME: "AWI AWI_ONU AWI_DP2",
        meanings.NO_ACCESS: "AWI_OZ",
        meanings.REFUSED: "OP OP_OTH OP_PNK OP_REZ OP_USK OP_USP OP_TNZ OP_BWER OP_COD OP_DUB "
        "OP_PLA OP_ROD OP_SAS OP_UMO",
        meanings.DELIVERED: "DOR DOR_OTH DOR_RDZ",
        meanings.IN_SAFE_PLACE: "DOR_LOK",
        meanings.TO_NEIGHBOUR: "DOR_SAS",
        meanings.FETCHED: "DOR_OWL PPDOR SP_DOR",
        meanings.BAD_ADDRESS: "AN AN_RA AN_BO",
        meanings.UNPAID: "BRG",
        meanings.GOING_BACK: "ZWR ZWR_AN ZWR_OP ZWR_WER SP_KZW SP_TO AWI_CZAS OP_DO OP_DOK REZ "
        "SP_OP SP_ZWR ZWR_ZB ZWR_ZT",
        meanings.BACK: "ZWN",
        meanings.LEFT: "WYJPL",
        meanings.FORWARDED: "AWI_SPCAP",
        meanings.ATTEMPTED: "AWI_NSP AWI_SAS",
        meanings.NOT_PAID: "BRG_SAS",
        meanings.TROUBLE: "CC PNK SP_ZAM",
        meanings.LATE: "SP_CAP ZWW ZWW_NSP",
        meanings.CANCELLED: "SP_CN",
        # What the recipient was told, or decided.
        meanings.NO_NEWS: "PNPT PO18 POW PSHOP SAS SOB ZA ZAIT",
    }
)

PARCEL_CZ = by_code(
    {
        meanings.ANNOUNCED: "900",
        meanings.COLLECTED: "150",
        meanings.MOVING: "500 400",
        meanings.ARRIVED: "300",
        meanings.READY_AT_POINT: "343",
        meanings.DELIVERED: "450",
        meanings.REFUSED: "464",
        meanings.LOST: "997",
        meanings.CANCELLED: "999",
        meanings.LATE: "460",
    }
)
