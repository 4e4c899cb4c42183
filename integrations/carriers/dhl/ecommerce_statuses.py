"""Say what the codes of DHL's eCommerce networks mean; the rest is left to others.

Codes per service: the status list of the Shipment Tracking - Unified interface,
https://developer.dhl.com/api-reference/shipment-tracking
"""

from integrations import meanings
from integrations.carrier_adapter import by_code

# In the Americas and Asia the interface answers with a code's text instead of its number.
ECOMMERCE = by_code(
    {
        meanings.ANNOUNCED: "109; 132; 235; 238; 445; LABEL CREATED; SHIPMENT LABEL CREATED; "
        "ELECTRONIC SHIPPING INFO RECEIVED; EN ROUTE TO DHL ECOMMERCE",
        meanings.COLLECTED: "100; 115; 130; 211; 461; PICKED UP; PICKED UP FROM SENDER",
        meanings.CANCELLED: "101; SHIPMENT CANCELED",
        meanings.MOVING: "51; 359; 365; 402; 431; 473; 477; 478; 483; 510; 517; 524; 525; 528; "
        "529; 532; 536; 537; 539; 540; 541; 543; 545; 547; 548; 557; 561; 567; 576; 579; "
        "IN TRANSIT; PROCESSED; EN ROUTE TO DELIVERY LOCATION; PROCESSED SORT FACILITY",
        meanings.ARRIVED: "104; 125; 155; 156; 200; 454; 462; 468; 470; 472; 494; 499; 515; 520; "
        "521; 526; 542; 562; 566; 575; 637; ARRIVED AT DEPOT; "
        "PACKAGE RECEIVED AT DHL ECOMMERCE DISTRIBUTION CENTER; ARRIVAL AT POST OFFICE",
        meanings.LEFT: "110; 113; 114; 120; 399; 456; 464; 481; 482; 518; 531; 538; 568; 577; "
        "805; DEPARTED FROM FACILITY",
        meanings.IN_COUNTRY: "360; 361; 533; 549; ARRIVED AT DESTINATION COUNTRY",
        meanings.AT_CUSTOMS: "441; 447; 463; 501; 509; ARRIVED AT CUSTOMS; IN CLEARANCE PROCESSING",
        meanings.CLEARED: "442; 449; 452; 502; CLEARED CUSTOMS",
        meanings.HELD_BY_CUSTOMS: "443; 448; 453; 506; 507; TROUBLE AT CUSTOMS",
        meanings.WITH_PARTNER: "50; 479; 480; 505; 511; 523; 535; 642; "
        "HANDED OVER TO PARTNER CARRIER",
        meanings.OUT: "544; 558; 580; 583; 597; 598; OUT FOR DELIVERY; "
        "RECIPIENT IS NEXT STOP ON ROUTE",
        meanings.READY: "570; 585; AVAILABLE FOR PICKUP",
        # 601: "delivered" to where the shopper is to fetch it.
        meanings.READY_AT_POINT: "469; 565; 599; 601; AWAITING COLLECTION AT DHL SERVICE POINT; "
        "AVAILABLE FOR PICKUP FROM SERVICE POINT",
        meanings.READY_AT_POST: "522; AVAILABLE FOR PICKUP AT POST OFFICE",
        meanings.ATTEMPTED: "550; 553; 554; 563; 571; 595; 596; 615; 629; ATTEMPTED DELIVERY; "
        "NOTICE LEFT; NOTICE LEFT (RECEPTACLE FULL/ITEM OVERSIZED); "
        "NOTICE LEFT (NO SECURE LOCATION AVAILABLE)",
        meanings.NOT_HOME: "551; 552; 556; 594; 613; NO ONE HOME; NO ONE HOME, CARD LEFT; "
        "NOTICE LEFT (NO AUTHORIZED RECIPIENT AVAILABLE)",
        meanings.CLOSED: "555; 564; 612; CLOSED ON ARRIVAL; NOTICE LEFT (BUSINESS CLOSED)",
        meanings.NO_ACCESS: "605; NO ACCESS",
        meanings.REFUSED: "610; 611; 619; REFUSED; UNDELIVERABLE - CUSTOMER REFUSED SHIPMENT",
        meanings.NOT_PAID: "614; COD NOT READY",
        meanings.DELIVERED: "600; 606; 607; 621; 656; DELIVERED; DELIVERED - BUSINESS ADDRESS",
        meanings.IN_SAFE_PLACE: "652; 653; 654; 655; 658; 659; DELIVERED AT SAFE PLACE",
        meanings.IN_MAILBOX: "657; DELIVERED AT PARCEL BOX",
        meanings.FETCHED: "572; PICKED UP BY CONSIGNEE FROM PICKUP LOCATION",
        meanings.BAD_ADDRESS: "630; 631; 633; 683; 686; 689; 691; 700; 710; 720; 730; 740; 750; "
        "INSUFFICIENT ADDRESS; UNDELIVERABLE AS ADDRESSED; UNDELIVERABLE - INCORRECT ADDRESS; "
        "MOVED, LEFT NO ADDRESS; ADDRESSEE UNKNOWN; NO SUCH NUMBER; VACANT",
        meanings.DAMAGED: "620; 623; VISIBLE DAMAGE",
        meanings.LOST: "690; PACKAGE REPORTED MISSING",
        meanings.DESTROYED: "636; 825; DESTROYED",
        meanings.UNCLAIMED: "693; 760; UNCLAIMED",
        meanings.UNPAID: "240; 503",
        meanings.LATE: "450; 546; 581; 592; 593; 616; 640; 641; 651; 665; 670; 671; "
        "POSSIBLE TRANSIT DELAY; POSSIBLE DELIVERY DELAY; POSSIBLE DELAY; MISROUTED; MISSENT; "
        "RESCHEDULED; MIS-SHIPPED",
        # 880 to 887: the sender was not there to take it back, and it is still on its way.
        meanings.GOING_BACK: "108; 602; 604; 628; 800; 802; 804; 806; 808; 810; 811; 813; 815; "
        "816; 817; 818; 820; 821; 849; 853; 854; 855; 856; 857; 858; 859; 862; 880; 881; 882; "
        "883; 884; 885; 886; 887; RETURN TO SENDER; RETURN INITIATED; RETURNS PROCESS STARTED; "
        "UNDELIVERABLE - RETURNED TO SENDER",
        meanings.BACK: "860; 863; 864; RETURNS DELIVERED",
        meanings.LATE_AT_CUSTOMS: "508; CUSTOMS DELAY",
        meanings.FORWARDED: "162; 530; 534; FORWARDED",
        meanings.TROUBLE: "312; 358; 625; 626; 644; 650; 770; 780; 809; UNDELIVERABLE; "
        "PARCEL ON HOLD",
        meanings.REJECTED: "107",
        # Data, plans and wishes, couriers on the way to the sender, money, and papers about it.
        meanings.NO_NEWS: "99; 106; 128; 129; 134; 135; 161; 163; 164; 229; 241; 300; 313; 350; "
        "504; 513; 574; 591; 609; 617; 618; 624; 627; 680; 699; 807; 867; 868; 869; 870; 871; "
        "872; DELIVERY STATUS NOT UPDATED",
    },
    ";",
)

ECOMMERCE_EUROPE = by_code(
    {
        meanings.ANNOUNCED: "1",
        meanings.COLLECTED: "2 3 4 5 6 7 8 9 14 15 16 17 226 228",
        meanings.ARRIVED: "22 25 27 30 37 40 234 236 240 242 47",
        meanings.LEFT: "20 23 26 29 32 231 235 237",
        meanings.MOVING: "19 28 31 38 41 230 232 233 255 354 355 356 364 377 378 379",
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
        meanings.ATTEMPTED: "72 82 154 161 330",
        meanings.NOT_HOME: "73 74 75 85 372",
        meanings.REFUSED: "76 207 208 209 210 211",
        meanings.NOT_PAID: "77 78 86 214 215",
        meanings.NOT_FOUND: "79 80 81 206",
        meanings.DAMAGED: "83",
        meanings.UNPAID: "268",
        meanings.PAPERS_MISSING: "259",
        # 87 to 98: the shop, locker or post office could not take it in.
        meanings.LATE: "264 265 266 267 87 88 89 90 91 92 93 94 95 96 97 98 141 200 217 253 269 "
        "392 395",
        meanings.GOING_BACK: "99 100 101 102 149 151 152 155 157 160 248 249 363 365",
        # Coarsely "delivered", but to the sender.
        meanings.BACK: "366",
        meanings.WITH_PARTNER: "302",
        meanings.AT_CUSTOMS: "258",
        meanings.FORWARDED: "159",
        # What the recipient was told or wishes, such as a later day; and that it is oversized.
        meanings.NO_NEWS: "52 53 56 57 58 59 60 61 62 142 172 194 218 219 358",
    }
)
