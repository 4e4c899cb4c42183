"""Say what the codes of DHL's products mean; only codes whose meaning is beyond doubt are here.

Codes per service: the status list of the Shipment Tracking - Unified interface,
https://developer.dhl.com/api-reference/shipment-tracking
Where a code is missing, or its text covers contrary cases, the coarse status speaks.
"""

from integrations import meanings
from integrations.carrier_adapter import by_code

EXPRESS = by_code(
    {
        meanings.ANNOUNCED: "104",
        meanings.COLLECTED: "PU",
        meanings.MOVING: "102 PL SA TR",
        meanings.ARRIVED: "AF AR",
        meanings.LEFT: "DF",
        meanings.AT_CUSTOMS: "IC",
        meanings.CLEARED: "CR BR",
        meanings.WITH_PARTNER: "TP",
        meanings.FORWARDED: "FD",
        meanings.OUT: "WC",
        meanings.READY: "CC",
        meanings.NOT_HOME: "NH",
        meanings.CLOSED: "CA",
        meanings.REFUSED: "RD",
        # DD: delivered, though damaged.
        meanings.DELIVERED: "OK 101 DD",
        meanings.TROUBLE: "OH SS",
        meanings.LATE_AT_CUSTOMS: "CD UD",
        meanings.UNPAID: "HP",
        meanings.BAD_ADDRESS: "BA CM",
        meanings.DESTROYED: "DS",
        # ND: not delivered that day, whether or not it was tried.
        meanings.LATE: "MD MS MC ND",
        # AD: a day was agreed on. CS: the record is closed, whatever became of the parcel. PD: some
        # of the pieces have arrived. The rest are papers, payments and plans.
        meanings.NO_NEWS: "SC RR SM PY BN AD CS PD",
        meanings.BACK: "RT",
    }
)

FREIGHT = by_code(
    {
        meanings.ANNOUNCED: "ACT-2 64-0 48-0 15-501",
        meanings.COLLECTED: "13-0",
        # 20-208 and 20-209: in the warehouse, for a day that is or will be agreed on.
        meanings.ARRIVED: "1-0 1-21 20-208 20-209",
        meanings.LEFT: "24-0",
        meanings.HELD_BY_CUSTOMS: "20-126",
        meanings.CLEARED: "12-0",
        meanings.LATE: "20-266 20-354 20-270",
        meanings.CANCELLED: "7-0",
        meanings.GOING_BACK: "56-222",
        meanings.READY: "20-13",
        meanings.UNPAID: "20-296",
        meanings.OUT: "24-501 24-628",
        meanings.CLOSED: "20-211",
        meanings.NOT_HOME: "56-211",
        meanings.NOT_PAID: "56-292",
        meanings.REFUSED: "56-284 56-611 56-241",
        meanings.NOT_FOUND: "20-234",
        meanings.DELIVERED: "24-600 21-0 21-234 21-600",
        # 55-...: not fetched from the sender. 21-23: some of the pieces have arrived.
        meanings.NO_NEWS: "31-139 31-140 361-139 361-140 21-23 55-20 55-21 55-68 55-126 55-211 "
        "55-234 55-240 55-241 55-265 55-266 55-294",
    }
)

# PO, ZF, LA, BV and ZO each cover contrary cases (the ICE/RIC combinations of DHL Paket); where
# there is no code at all, the text counts.
PARCEL_DE = by_code(
    {
        meanings.ANNOUNCED: "VA",
        meanings.COLLECTED: "AE; ES",
        meanings.MOVING: "NB",
        meanings.ARRIVED: "EE",
        meanings.LEFT: "AA",
        meanings.OUT: "THE SHIPMENT HAS BEEN LOADED ONTO THE DELIVERY VEHICLE",
        meanings.ATTEMPTED: "ZN",
        meanings.DELIVERED: "ZU",
        meanings.NO_NEWS: "DD; GT; AN",
    },
    ";",
)

FORWARDING = by_code(
    {
        meanings.ANNOUNCED: "DATA_SUBMITTED",
        meanings.COLLECTED: "PICKUP_SUCCESSFUL",
        meanings.MOVING: "PROCESSED_AT_ORIGIN_FACILITY READY_FOR_DEPARTURE",
        meanings.ARRIVED: "ARRIVED_AT_ORIGIN_FACILITY ARRIVED_PROCESSED_AT_FACILITY ARRIVED",
        meanings.LEFT: "DEPARTED_FROM_ORIGIN_FACILITY DEPARTED",
        meanings.AT_CUSTOMS: "ARRIVED_AT_CUSTOMS",
        meanings.CLEARED: "CLEARED_BY_CUSTOMS",
        meanings.HELD_BY_CUSTOMS: "HELD_AT_CUSTOMS",
        meanings.OUT: "OUT_FOR_DELIVERY",
        meanings.DELIVERED: "DELIVERED",
        meanings.TROUBLE: "DELIVERY_EXCEPTION",
    }
)

LETTERS = by_code(
    {
        meanings.ANNOUNCED: "ANNOUNCED",
        meanings.COLLECTED: "POSTED POSTED_ARRIVED POSTED_MAIL_TERMINAL",
        meanings.MOVING: "PASSED_LETTER_CENTER TO_BE_SENT_ABROAD",
        meanings.ARRIVED: "ARRIVAL_AT_OFFICE_OF_DELIVERY ARRIVED_TRANSIT",
        meanings.LEFT: "DEPARTURE_FROM_INWARD_OE FORWARDED_ABROAD",
        meanings.IN_COUNTRY: "ARRIVED_IN_DESTINATION_COUNTRY",
        meanings.AT_CUSTOMS: "HANDOVER_CUSTOMS",
        meanings.HELD_BY_CUSTOMS: "HELD_BY_CUSTOMS",
        meanings.OUT: "IN_DELIVERY",
        meanings.READY_AT_POST: "NOTIFIED",
        meanings.READY_IN_LOCKER: "NOTIFIED_PACKSTATION",
        meanings.ATTEMPTED: "DELIVERY_ATTEMPTED",
        meanings.FORWARDED: "REDIRECTED",
        meanings.DELIVERED: "DELIVERED DELIVERED_ZU_OK CONFIRMED",
        meanings.FETCHED: "FETCHED FETCHED_NOTIFIED FETCHED_PENDING_DELIVERY_CONFIRMATION "
        "FETCHED_KEY_ACCOUNT_PENDING_DELIVERY_CONFIRMATION "
        "FETCHED_PO_BOX_PENDING_DELIVERY_CONFIRMATION",
        meanings.FETCHED_FROM_LOCKER: "FETCHED_PACKSTATION",
        meanings.GOING_BACK: "SENT_BACK SENT_BACK_ABROAD",
        # Coarsely "delivered", but to the sender.
        meanings.BACK: "RETURNED_TO_SENDER",
        meanings.NO_NEWS: "NO_INFO AMBIGUOUS ISSUE_OF_A_REPLACEMENT_CERTIFICATE_PZA",
    }
)
