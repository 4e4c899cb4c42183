"""What can be said of a parcel, by status and detail; knows no dates and joins nothing."""

from domain.stage import Stage
from domain.status import Status, SubStatus
from messages.language import phrase

IN_SHOP_CLAUSES = {
    Stage.RECEIVED: phrase("your order has been received"),
    Stage.NOT_YET_PROCESSED: phrase("your order has been received and is waiting to be prepared"),
    Stage.BEING_PREPARED: phrase("your order is being prepared"),
    Stage.PACKED: phrase("your order is packed"),
    Stage.READY_FOR_DISPATCH: phrase("your order is packed and ready for dispatch"),
    Stage.HANDED_TO_COURIER: phrase("your order has been handed to the courier"),
}
"""By stage; used when no shipment can speak."""

STATUS_CLAUSES = {
    Status.INFO_RECEIVED: phrase(
        "%(parcel)s is announced to %(carrier)s, which has not scanned it yet"
    ),
    Status.IN_TRANSIT: phrase("%(parcel)s is on its way with %(carrier)s"),
    Status.OUT_FOR_DELIVERY: phrase("%(parcel)s is out for delivery with %(carrier)s"),
    Status.AVAILABLE_FOR_PICKUP: phrase("%(parcel)s is ready to collect"),
    Status.ATTEMPT_FAILED: phrase("%(carrier)s tried to deliver %(parcel)s without success"),
    Status.DELIVERED: phrase("%(parcel)s was delivered"),
    Status.EXCEPTION: phrase("%(parcel)s is held up: %(carrier)s reports a problem"),
    Status.RETURNING: phrase("%(parcel)s is on its way back to the shop"),
    Status.RETURNED: phrase("%(parcel)s has been returned to the shop"),
    Status.CANCELLED: phrase("%(parcel)s has been cancelled"),
    Status.EXPIRED: phrase("%(parcel)s has not been heard of for a long time"),
}
"""By status; `pending` is told by what is known of the number and the carrier instead."""

DETAIL_CLAUSES = {
    SubStatus.PICKED_UP_BY_CARRIER: phrase("%(parcel)s has been picked up by %(carrier)s"),
    SubStatus.ARRIVED_DESTINATION_COUNTRY: phrase(
        "%(parcel)s is on its way with %(carrier)s and has reached the destination country"
    ),
    SubStatus.CUSTOMS_STARTED: phrase("%(parcel)s is going through customs"),
    SubStatus.CUSTOMS_CLEARED: phrase("%(parcel)s has cleared customs"),
    SubStatus.HANDED_TO_PARTNER: phrase(
        "%(parcel)s is on its way and has been handed to another carrier by %(carrier)s"
    ),
    SubStatus.FORWARDED: phrase("%(parcel)s is being sent on to another address by %(carrier)s"),
    SubStatus.LOCKER: phrase("%(parcel)s is ready to collect from a parcel locker"),
    SubStatus.SERVICE_POINT: phrase("%(parcel)s is ready to collect from a service point"),
    SubStatus.POST_OFFICE: phrase("%(parcel)s is ready to collect from a post office"),
    SubStatus.STORE: phrase("%(parcel)s is ready to collect from a store"),
    SubStatus.NOT_HOME: phrase("%(carrier)s tried to deliver %(parcel)s, but nobody was at home"),
    SubStatus.CLOSED: phrase("%(carrier)s tried to deliver %(parcel)s, but the place was closed"),
    SubStatus.NO_ACCESS: phrase(
        "%(carrier)s tried to deliver %(parcel)s, but the courier could not get in"
    ),
    SubStatus.REFUSED: phrase(
        "%(carrier)s tried to deliver %(parcel)s, but it was not accepted at the door"
    ),
    SubStatus.RECIPIENT: phrase("%(parcel)s was handed to the recipient"),
    SubStatus.NEIGHBOUR: phrase("%(parcel)s was left with a neighbour"),
    SubStatus.SAFE_PLACE: phrase("%(parcel)s was left in a safe place"),
    SubStatus.MAILBOX: phrase("%(parcel)s was put in the mailbox"),
    SubStatus.LOCKER_COLLECTED: phrase("%(parcel)s was collected from the parcel locker"),
    SubStatus.PICKED_UP: phrase("%(parcel)s was collected"),
    SubStatus.PAYMENT: phrase(
        "%(carrier)s tried to deliver %(parcel)s, but a payment has to be made first"
    ),
    SubStatus.CUSTOMS_HOLD: phrase("%(parcel)s is held by customs"),
    SubStatus.DOCUMENTS: phrase("%(parcel)s is held up: documents are missing"),
    SubStatus.PAYMENT_DUE: phrase("%(parcel)s is held up until a payment is made"),
    SubStatus.DAMAGED: phrase("%(parcel)s is damaged, %(carrier)s reports"),
    SubStatus.LOST: phrase("%(parcel)s is lost, %(carrier)s reports"),
    SubStatus.DESTROYED: phrase("%(parcel)s is destroyed, %(carrier)s reports"),
    SubStatus.SECURITY: phrase("%(parcel)s is held for a security check"),
    SubStatus.UNCLAIMED: phrase("%(parcel)s was not collected in time"),
    SubStatus.REJECTED_BY_CARRIER: phrase("%(parcel)s was not accepted by %(carrier)s"),
}
"""By detail, where it matters to the shopper; other details say what the status says."""

ADDRESS_CLAUSES = {
    Status.ATTEMPT_FAILED: phrase(
        "%(carrier)s tried to deliver %(parcel)s, but there is a problem with the address"
    ),
    Status.EXCEPTION: phrase("%(parcel)s is held up: there is a problem with the address"),
}
"""The one detail that belongs to two statuses."""


def clause_of(status: Status, detail: SubStatus | None) -> str:
    """Return the message about a parcel in this status, with places %(parcel)s and %(carrier)s."""
    if detail is SubStatus.ADDRESS and status in ADDRESS_CLAUSES:
        return ADDRESS_CLAUSES[status]
    by_detail = DETAIL_CLAUSES.get(detail) if detail else None
    return by_detail or STATUS_CLAUSES[status]
