"""Say what BRT's event codes mean; a code that is not here means nothing.

Codes: the legend of events that BRT's web services give (GetLegendaEventi), `id` of each event.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "700",
        meanings.COLLECTED: "701",
        meanings.LEFT: "702",
        meanings.ARRIVED: "703",
        meanings.MOVING: "027",
        # To another branch, or to a shop.
        meanings.FORWARDED: "707 DIR SIP",
        meanings.OUT: "MIC",
        meanings.NOT_HOME: "017 AVV AV2 AV3 AV5 AV7 AV9 RIC",
        meanings.CLOSED: "023 024 A23 028 T",
        meanings.NOT_FOUND: "019 021 022",
        meanings.REFUSED: "001 002 003 004 005 006 007 009 037 051",
        # Cash on delivery, freight or duties are turned down.
        meanings.NOT_PAID: "008 012 DDR",
        # The code for handing it over was wrong or missing.
        meanings.ATTEMPTED: "044",
        meanings.READY_AT_POINT: "722 DPU",
        meanings.DELIVERED: "704",
        meanings.FETCHED: "724",
        # Put off by the recipient; a full or broken locker; weather, strikes, feasts, roads.
        meanings.LATE: "016 100 101 A16 034 055 056 PAT ZAC ZAL ZBC ZBS ZDM ZEE ZFM ZFR ZMM ZMP "
        "ZMS ZNV ZRO ZSC ZSF ZTR",
        # The recipient is asked to call the branch.
        meanings.ACTION_REQUIRED: "711 713 IDD",
        # Parcels are missing (MAN); the shop does not take it in (050); kept in storage (G).
        meanings.TROUBLE: "050 MAN G GEN G02 G03 G05 G09",
        meanings.PAPERS_MISSING: "035 DDB",
        meanings.HELD_BY_CUSTOMS: "DDS",
        # Destroyed or seized by customs.
        meanings.SEIZED: "DDC",
        meanings.DAMAGED: "710",
        meanings.UNCLAIMED: "032 052 DPP",
        meanings.GOING_BACK: "708",
        # N: it has to be delivered. P: a part of the parcels was. 026: another address is wished.
        # 045, 709: between BRT and the sender, about an invoice or a settlement.
        meanings.NO_NEWS: "026 045 709 N P",
    }
)
