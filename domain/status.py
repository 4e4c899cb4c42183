"""The canonical vocabulary: where a parcel stands, in the same words whoever carries it."""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Where a shipment stands."""

    PENDING = "pending"
    INFO_RECEIVED = "info_received"
    IN_TRANSIT = "in_transit"
    OUT_FOR_DELIVERY = "out_for_delivery"
    AVAILABLE_FOR_PICKUP = "available_for_pickup"
    ATTEMPT_FAILED = "attempt_failed"
    DELIVERED = "delivered"
    EXCEPTION = "exception"
    RETURNING = "returning"
    RETURNED = "returned"
    CANCELLED = "cancelled"
    EXPIRED = "expired"


class SubStatus(StrEnum):
    """Detail to a status; a status reads well without it."""

    LABEL_CREATED = "label_created"
    PICKED_UP_BY_CARRIER = "picked_up_by_carrier"
    DEPARTED = "departed"
    ARRIVED_FACILITY = "arrived_facility"
    ARRIVED_DESTINATION_COUNTRY = "arrived_destination_country"
    CUSTOMS_STARTED = "customs_started"
    CUSTOMS_CLEARED = "customs_cleared"
    HANDED_TO_PARTNER = "handed_to_partner"
    FORWARDED = "forwarded"
    APPOINTMENT = "appointment"
    CONTACTED = "contacted"
    LOCKER = "locker"
    SERVICE_POINT = "service_point"
    POST_OFFICE = "post_office"
    STORE = "store"
    NOT_HOME = "not_home"
    CLOSED = "closed"
    NO_ACCESS = "no_access"
    REFUSED = "refused"
    ADDRESS = "address"
    PAYMENT = "payment"
    RECIPIENT = "recipient"
    NEIGHBOUR = "neighbour"
    SAFE_PLACE = "safe_place"
    MAILBOX = "mailbox"
    LOCKER_COLLECTED = "locker_collected"
    PICKED_UP = "picked_up"
    CUSTOMS_HOLD = "customs_hold"
    DOCUMENTS = "documents"
    PAYMENT_DUE = "payment_due"
    DAMAGED = "damaged"
    LOST = "lost"
    DESTROYED = "destroyed"
    SECURITY = "security"
    UNCLAIMED = "unclaimed"
    REJECTED_BY_CARRIER = "rejected_by_carrier"


FINAL = frozenset({Status.DELIVERED, Status.RETURNED, Status.CANCELLED, Status.EXPIRED})

MOVING = frozenset(Status) - {
    Status.PENDING,
    Status.INFO_RECEIVED,
    Status.CANCELLED,
    Status.EXPIRED,
}
"""Statuses that only a carrier's scan of the parcel itself can bring about."""

NEVER_COMES = frozenset({SubStatus.LOST, SubStatus.DESTROYED})
"""Details by which a carrier says that nobody will receive the parcel."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one carrier code means in canonical words.

    `status` None leaves the status as it is: a delay notice sets `delayed` and nothing else.
    `corrects_delivery` marks the one kind of event that may undo a delivery.
    """

    status: Status | None
    sub_status: SubStatus | None = None
    delayed: bool = False
    action_required: bool = False
    is_return_leg: bool = False
    corrects_delivery: bool = False
