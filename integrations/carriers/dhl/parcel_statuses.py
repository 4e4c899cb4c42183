"""Say what the codes of DHL's parcel networks outside Germany mean; the rest is left to others.

Codes per service: the status list of the Shipment Tracking - Unified interface,
https://developer.dhl.com/api-reference/shipment-tracking
"""

from integrations import meanings
from integrations.carrier_adapter import by_code

# In the Americas and Asia the interface answers with a code's text instead of its number.
ECOMMERCE = by_code(
    {
        meanings.ANNOUNCED: "235; 238; 445; LABEL CREATED; SHIPMENT LABEL CREATED; "
        "ELECTRONIC SHIPPING INFO RECEIVED; EN ROUTE TO DHL ECOMMERCE",
        meanings.COLLECTED: "100; 115; 130; PICKED UP; PICKED UP FROM SENDER",
        meanings.CANCELLED: "101; SHIPMENT CANCELED",
        meanings.MOVING: "402; IN TRANSIT; PROCESSED",
        meanings.ARRIVED: "155; 156; 200; 515; 566; 575; ARRIVED AT DEPOT; "
        "PACKAGE RECEIVED AT DHL ECOMMERCE DISTRIBUTION CENTER",
        meanings.LEFT: "399; 482; 518; 568; 577; DEPARTED FROM FACILITY",
        meanings.IN_COUNTRY: "360; 361; ARRIVED AT DESTINATION COUNTRY",
        meanings.AT_CUSTOMS: "441; 447; 501; 509; ARRIVED AT CUSTOMS; IN CLEARANCE PROCESSING",
        meanings.CLEARED: "442; 449; 452; 502; CLEARED CUSTOMS",
        meanings.HELD_BY_CUSTOMS: "443; 506; 507; HELD AT CUSTOMS",
        meanings.WITH_PARTNER: "479; 480; 523; 535; 642; HANDED OVER TO PARTNER CARRIER",
        meanings.OUT: "544; 558; 580; 583; 597; 598; OUT FOR DELIVERY; "
        "RECIPIENT IS NEXT STOP ON ROUTE",
        meanings.READY: "570; 585; AVAILABLE FOR PICKUP",
        meanings.READY_AT_POINT: "469; 565; 599; AWAITING COLLECTION AT DHL SERVICE POINT; "
        "AVAILABLE FOR PICKUP FROM SERVICE POINT",
        meanings.READY_AT_POST: "522; AVAILABLE FOR PICKUP AT POST OFFICE",
        meanings.ATTEMPTED: "550; 563; 595; 596; 615; ATTEMPTED DELIVERY; NOTICE LEFT",
        meanings.NOT_HOME: "551; 552; 613; NO ONE HOME; NO ONE HOME, CARD LEFT",
        meanings.CLOSED: "555; 564; 612; CLOSED ON ARRIVAL; NOTICE LEFT (BUSINESS CLOSED)",
        meanings.NO_ACCESS: "605; NO ACCESS",
        meanings.REFUSED: "610; REFUSED",
        meanings.NOT_PAID: "614; COD NOT READY",
        meanings.DELIVERED: "600; 606; 607; 621; DELIVERED; DELIVERED - BUSINESS ADDRESS",
        meanings.IN_SAFE_PLACE: "652; 653; 654; 655; 658; 659; DELIVERED AT SAFE PLACE",
        meanings.IN_MAILBOX: "657; DELIVERED AT PARCEL BOX",
        meanings.FETCHED: "572; PICKED UP BY CONSIGNEE FROM PICKUP LOCATION",
        meanings.BAD_ADDRESS: "630; 631; 633; 683; 686; 689; 710; 720; 740; INSUFFICIENT ADDRESS; "
        "UNDELIVERABLE AS ADDRESSED; UNDELIVERABLE - INCORRECT ADDRESS",
        meanings.DAMAGED: "620; 623; VISIBLE DAMAGE",
        meanings.LOST: "690; PACKAGE REPORTED MISSING",
        meanings.DESTROYED: "825; DESTROYED",
        meanings.UNCLAIMED: "693; 760; UNCLAIMED",
        meanings.UNPAID: "240",
        meanings.LATE: "450; 546; 592; 593; 640; 641; POSSIBLE TRANSIT DELAY; "
        "POSSIBLE DELIVERY DELAY; POSSIBLE DELAY; MISROUTED; MISSENT",
        meanings.GOING_BACK: "602; 800; 804; 808; 811; 813; 815; 817; 818; 820; RETURN TO SENDER; "
        "RETURN INITIATED; RETURNS PROCESS STARTED; UNDELIVERABLE - RETURNED TO SENDER",
        meanings.BACK: "860; 863; RETURNS DELIVERED",
    },
    ";",
)

ECOMMERCE_EUROPE = by_code(
    {
        meanings.ANNOUNCED: "1",
        meanings.COLLECTED: "2 3 4 5 6 7 8 9 14 15 16 17 226 228",
        meanings.ARRIVED: "22 25 27 30 37 40 234 236 240 242",
        meanings.LEFT: "20 23 26 29 32 231 235 237",
        meanings.MOVING: "19 28 31 38 41 230 232 233",
        meanings.IN_COUNTRY: "33 238",
        meanings.CLEARED: "130 133",
        meanings.OUT: "42",
        # Coarsely "delivered", but to the place where the shopper is to fetch it.
        meanings.READY_AT_POINT: "43 44",
        meanings.READY_IN_LOCKER: "45",
        meanings.READY_AT_POST: "46",
        meanings.DELIVERED: "63 64 69 70 71 306",
        meanings.FETCHED: "65 66 68",
        meanings.FETCHED_FROM_LOCKER: "67",
        meanings.ATTEMPTED: "72",
        meanings.NOT_HOME: "73 74 75 85",
        meanings.REFUSED: "76 207 208 209 210 211",
        meanings.NOT_PAID: "77 78 86 214 215",
        meanings.NOT_FOUND: "79 80 81 206",
        meanings.DAMAGED: "83",
        meanings.UNPAID: "268",
        meanings.PAPERS_MISSING: "259",
        meanings.LATE: "264 265 266 267",
        meanings.GOING_BACK: "99 100 101 102 149 151 152 155 157 160",
        # Coarsely "delivered", but to the sender.
        meanings.BACK: "366",
        meanings.WITH_PARTNER: "302",
    }
)

PARCEL_NL = by_code(
    {
        meanings.ANNOUNCED: "PRENOTIFICATION_RECEIVED DATA_RECEIVED_WITH_PREFIX_LABEL LEG_CREATED",
        meanings.COLLECTED: "COLLECTED PARCEL_COLLECTED PICKED_UP PARCEL_RECEIVED "
        "SHIPMENT_ACCEPTANCE SHIPMENT_ACCEPTANCE_DEPOT SHIPMENT_ACCEPTANCE_PARCELSHOP "
        "SHIPMENT_ACCEPTANCE_PARCELSTATION",
        meanings.MOVING: "PARCEL_SORTED_AT_HUB PARCEL_RESORTED_AT_HUB PROCESSED_AT_LOCATION "
        "PROCESSED_AT_ORIGIN DEPOT_SCAN",
        meanings.ARRIVED: "ARRIVED_AT_DELIVERY_FACILITY PARCEL_ARRIVED_AT_LOCAL_DEPOT "
        "ARRIVED_FACILITY ARRIVED_AT_TERMINAL ARRIVED_AT_ORIGIN_HUB GATEWAY_ARRIVED",
        meanings.LEFT: "DEPARTURE DEPART_ORIGIN_GATEWAY GATEWAY_DEPARTED PASSED_GATEWAY",
        meanings.AT_CUSTOMS: "IN_CLEARANCE_PROCESS SHIPMENT_INSPECTION",
        meanings.CLEARED: "CLEARANCE_RELEASE BROKER_RELEASED",
        meanings.HELD_BY_CUSTOMS: "SHIPMENT_INTERCEPT",
        meanings.LATE_AT_CUSTOMS: "CLEARANCE_DELAY UNCONTROLLABLE_CLEARANCE_DELAY",
        meanings.WITH_PARTNER: "HANDOVER FORWARD_THIRD_PARTY",
        meanings.FORWARDED: "FORWARDED_TO_DIFFERENT_ADDRESS",
        meanings.OUT: "OUT_FOR_DELIVERY LOAD_VEHICLE PARCEL_INTO_FALLBACK",
        # "Delivered" at a shop or in a locker is where the shopper is to fetch it;
        # DELIVERED_AT_PARCELSHOP is an internal scan, before the parcel can be fetched.
        meanings.READY_AT_POINT: "DELIVERED_AT_ACCESSPOINT "
        "NOTIFICATION_FOR_PARCELSHOP_COLLECTION_HAS_BEEN_SENT",
        meanings.READY_IN_LOCKER: "DELIVERED_AT_PARCELSTATION",
        meanings.READY: "AWAITING_RECEIVER_COLLECTION ON_HOLD_FOR_COLLECTION",
        meanings.NOT_HOME: "NOT_HOME NOT_HOME_NEW_DELIVERY NOT_HOME_TO_PARCELSHOP "
        "NOTIFICATION_NOT_HOME_TO_PARCELSHOP",
        meanings.CLOSED: "CLOSED CLOSED_ON_ARRIVAL",
        meanings.REFUSED: "REFUSED_BY_RECEIVER REFUSED_AT_PARCELSHOP REFUSED_NOT_ORDERED",
        meanings.NOT_PAID: "NO_MONEY_REDELIVER REFUSED_NO_MONEY REFUSED_WILL_NOT_PAY",
        meanings.NOT_FOUND: "ADDRESS_NOT_FOUND",
        meanings.DELIVERED: "DELIVERED DELIVERED_NO_CODE_VALIDATION DELIVERED_NOT_IN_TIME "
        "DELIVERED_DAMAGED",
        meanings.TO_NEIGHBOUR: "DELIVERED_AT_NEIGHBOURS DELIVERED_AT_PREFERED_NEIGHBOURS",
        meanings.IN_SAFE_PLACE: "DELIVERED_AT_SAFEPLACE",
        meanings.IN_MAILBOX: "DELIVERED_IN_MAILBOX",
        meanings.FETCHED: "SHIPMENT_COLLECTED COLLECTED_AT_ACCESSPOINT COLLECTED_AT_PARCELSHOP",
        meanings.FETCHED_FROM_LOCKER: "COLLECTED_AT_PARCELSTATION",
        meanings.BAD_ADDRESS: "BAD_ADDRESS BAD_ADDRESS_INTERNATIONAL ON_HOLD_BAD_ADDRESS "
        "RECEIVER_MOVED_OR_UNKNOWN",
        meanings.UNPAID: "HELD_FOR_PAYMENT AWAITING_PAYMENT_RECEIVER_NOTIFIED",
        meanings.PAPERS_MISSING: "INSUFFICIENT_DOCUMENTATION",
        meanings.DAMAGED: "ARRIVED_DAMAGED REFUSED_DAMAGED HELD_IN_STORAGE_DAMAGED",
        meanings.LOST: "PARCEL_MISSING_AT_PARCELSHOP",
        meanings.DESTROYED: "DESTROYED",
        meanings.HELD: "SHIPMENT_STOPPED",
        meanings.LATE: "TRANSPORT_DELAY MIS_ROUTED MISSORT MISSED_DELIVERY_CYCLE "
        "BACKLOG_NOT_DELIVERED PARCEL_MISSING FAILED_TO_DELIVER_REDELIVER",
        meanings.GOING_BACK: "ADDRESS_UNKNOWN DAMAGE_RETURN NOT_HOME_RETURN_TO_SHIPPER "
        "ON_ROUTE_TO_SHIPPER REFUSED_RETURN REFUSED_NOT_COLLECTED RETURNED_NOT_COLLECTED "
        "RECEIVER_RETURN RECEIVER_UNKNOWN_RETURN STORAGE_PERIOD_ENDED_AT_ACCESSPOINT "
        "STORAGE_PERIOD_ENDED_AT_PARCELSHOP STORAGE_PERIOD_ENDED_AT_PARCELSTATION",
        meanings.BACK: "RETURNED_TO_SHIPPER DELIVERED_AT_SHIPPER "
        "RETURN_DELIVERED_AT_SHIPPER_CALCULATED",
    }
)

PARCEL_PL = by_code(
    {
        meanings.ANNOUNCED: "EDWP",
        meanings.COLLECTED: "DWP SP_PU",
        meanings.MOVING: "SORT LW",
        meanings.ARRIVED: "LP",
        meanings.IN_COUNTRY: "WEJPL",
        meanings.AT_CUSTOMS: "EDB EXA SEC",
        meanings.CLEARED: "EDC EXC",
        meanings.OUT: "LK",
        # Arrived is not yet ready: DOR_SP is left to the coarse status.
        meanings.READY: "OWL OWL_ONO",
        meanings.READY_AT_POINT: "OWL_SP_ONO SP_DSP SP_PA",
        meanings.READY_IN_LOCKER: "OWL_PS_ONO",
        meanings.NOT_HOME: "AWI AWI_ONU AWI_DP2",
        meanings.NO_ACCESS: "AWI_OZ",
        meanings.REFUSED: "OP OP_OTH OP_PNK OP_REZ OP_USK OP_USP OP_TNZ",
        meanings.DELIVERED: "DOR DOR_OTH DOR_RDZ",
        meanings.IN_SAFE_PLACE: "DOR_LOK",
        meanings.TO_NEIGHBOUR: "DOR_SAS",
        meanings.FETCHED: "DOR_OWL PPDOR SP_DOR",
        meanings.BAD_ADDRESS: "AN AN_RA",
        meanings.UNPAID: "BRG",
        meanings.GOING_BACK: "ZWR ZWR_AN ZWR_OP ZWR_WER SP_KZW SP_TO",
        meanings.BACK: "ZWN",
    }
)

PARCEL_CZ = by_code(
    {
        meanings.ANNOUNCED: "900",
        meanings.COLLECTED: "150",
        meanings.MOVING: "500",
        meanings.ARRIVED: "300",
        meanings.READY_AT_POINT: "343",
        meanings.DELIVERED: "450",
        meanings.REFUSED: "464",
        meanings.LOST: "997",
        meanings.CANCELLED: "999",
    }
)
