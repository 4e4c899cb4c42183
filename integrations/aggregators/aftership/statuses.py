"""Say what AfterShip's tags mean: the nine main ones, and the subtags that refine them.

Tables: https://www.aftership.com/docs/tracking/2026-07/enum/delivery-sub-statuses and
https://support.aftership.com/en/article/learn-about-delivery-sub-statuses-1b0hdlx/
"""

from collections.abc import Mapping

from domain.status import Meaning, Status
from integrations.carrier_adapter import by_code
from integrations.meanings import (
    ANNOUNCED,
    ARRIVED,
    AT_CUSTOMS,
    ATTEMPTED,
    BACK,
    BAD_ADDRESS,
    CANCELLED,
    CLEARED,
    CLOSED,
    COLLECTED,
    CONTACTED,
    DAMAGED,
    DELIVERED,
    DESTROYED,
    FETCHED,
    FORWARDED,
    GOING_BACK,
    IN_COUNTRY,
    LATE,
    LATE_AT_CUSTOMS,
    LEFT,
    LOST,
    MOVING,
    NO_NEWS,
    NOT_HOME,
    OUT,
    OUT_BY_APPOINTMENT,
    PAPERS_MISSING,
    READY,
    REFUSED,
    REJECTED,
    TO_NEIGHBOUR,
    TO_RECIPIENT,
    TROUBLE,
    UNCLAIMED,
    UNPAID,
)

SUBTAGS: Mapping[str, Meaning] = by_code(
    {
        ANNOUNCED: "InfoReceived_001",
        MOVING: "InTransit_001 InTransit_008",
        COLLECTED: "InTransit_002",
        ARRIVED: "InTransit_003",
        IN_COUNTRY: "InTransit_004",
        CLEARED: "InTransit_005",
        AT_CUSTOMS: "InTransit_006",
        LEFT: "InTransit_007",
        FORWARDED: "InTransit_009",
        OUT: "OutForDelivery_001",
        CONTACTED: "OutForDelivery_003",
        OUT_BY_APPOINTMENT: "OutForDelivery_004",
        READY: "AvailableForPickup_001",
        ATTEMPTED: "AttemptFail_001",
        NOT_HOME: "AttemptFail_002",
        CLOSED: "AttemptFail_003",
        # Cash collected at the door: no word of ours says how it was paid.
        DELIVERED: "Delivered_001 Delivered_004",
        FETCHED: "Delivered_002",
        TO_RECIPIENT: "Delivered_003",
        TO_NEIGHBOUR: "Delivered_005",
        TROUBLE: "Exception_001",
        BAD_ADDRESS: "Exception_002 Exception_007",
        REFUSED: "Exception_003",
        LATE_AT_CUSTOMS: "Exception_004",
        # A delay leaves the status as it is.
        LATE: "Exception_005 Exception_016 Exception_017 Exception_019",
        UNPAID: "Exception_006",
        UNCLAIMED: "Exception_008",
        REJECTED: "Exception_009",
        GOING_BACK: "Exception_010",
        BACK: "Exception_011",
        DAMAGED: "Exception_012",
        LOST: "Exception_013",
        PAPERS_MISSING: "Exception_018",
        CANCELLED: "Exception_020",
        DESTROYED: "Exception_021",
        Meaning(Status.EXPIRED): "Expired_001",
    }
)

TAGS: Mapping[str, Meaning] = by_code(
    {
        # It says that nothing is known yet: that does not undo what was.
        NO_NEWS: "Pending",
        ANNOUNCED: "InfoReceived",
        MOVING: "InTransit",
        OUT: "OutForDelivery",
        READY: "AvailableForPickup",
        ATTEMPTED: "AttemptFail",
        DELIVERED: "Delivered",
        TROUBLE: "Exception",
        Meaning(Status.EXPIRED): "Expired",
    }
)

STATUSES: Mapping[str, Meaning] = {**TAGS, **SUBTAGS}


def meaning_of(tag: str, subtag: str) -> Meaning | None:
    """Return what a subtag means; one nobody has mapped counts as its tag."""
    return SUBTAGS.get(subtag) or TAGS.get(tag)
