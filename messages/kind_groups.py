"""Under which heading each kind of message is looked for, by merchants and shoppers alike."""

from domain.kinds import Kind
from messages.language import phrase

KIND_GROUPS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (
        phrase("Before it is sent"),
        (Kind.ORDER_RECEIVED, Kind.NOT_YET_PROCESSED, Kind.BEING_PREPARED, Kind.PACKED),
    ),
    (
        phrase("On its way"),
        (Kind.SHIPPED, Kind.PARTLY_SHIPPED, Kind.IN_TRANSIT, Kind.CUSTOMS, Kind.NEW_DATE),
    ),
    (
        phrase("Arriving"),
        (
            Kind.ARRIVING_TOMORROW,
            Kind.OUT_FOR_DELIVERY,
            Kind.READY_FOR_PICKUP,
            Kind.PICKUP_REMINDER,
            Kind.DELIVERED,
            Kind.DELIVERED_ELSEWHERE,
            Kind.ALL_DELIVERED,
        ),
    ),
    (
        phrase("If something goes wrong"),
        (
            Kind.DELAYED,
            Kind.DELAY_VOUCHER,
            Kind.ATTEMPT_FAILED,
            Kind.ACTION_REQUIRED,
            Kind.RETURNING,
            Kind.RETURNED,
        ),
    ),
    (phrase("Afterwards"), (Kind.REVIEW_ASK,)),
)
"""Every kind once, in the order in which shoppers hear of it."""
