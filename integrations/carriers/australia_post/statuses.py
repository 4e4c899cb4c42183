"""Say what Australia Post's and StarTrack's words mean; words that are not here mean nothing.

Statuses: https://developers.auspost.com.au/apis/shipping-and-tracking/reference/statuses
Events have no codes: their words are compared whole, without regard to case.
"""

from collections.abc import Mapping

from domain.status import Meaning
from integrations import meanings
from integrations.carrier_adapter import by_code

# Of an article, then of a consignment of StarTrack.
ITEM_STATUSES: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "created; sealed; initiated",
        meanings.MOVING: "in transit",
        meanings.ARRIVED: "at delivery depot",
        meanings.FORWARDED: "re-consigned",
        meanings.OUT: "on board for delivery",
        meanings.READY: "awaiting collection; ready for pickup",
        meanings.ATTEMPTED: "unsuccessful delivery",
        meanings.DELIVERED: "delivered; delivered in full",
        meanings.TROUBLE: "held by courier",
        meanings.BAD_ADDRESS: "cannot be delivered",
        meanings.DAMAGED: "article damaged",
        meanings.LATE: "possible delay; to be re-delivered",
        meanings.CANCELLED: "cancelled",
        # The sender was not met, several parcels differ, or nothing is known.
        meanings.NO_NEWS: "unsuccessful pickup; unknown; "
        "track items for detailed delivery information",
    },
    ";",
)

EVENTS: Mapping[str, Meaning] = by_code(
    {
        meanings.ANNOUNCED: "shipping information received by australia post; "
        "shipping information approved by australia post; shipment information received",
        meanings.COLLECTED: "received by australia post; received item from sender (outbound); "
        "picked up",
        meanings.MOVING: "processed by air carrier",
        meanings.ARRIVED: "arrived at facility; item processed at facility; "
        "processed through australia post facility",
        meanings.LEFT: "departed facility",
        meanings.IN_COUNTRY: "arrived at facility in destination country",
        meanings.AT_CUSTOMS: "arrived awaiting clearance (inbound)",
        meanings.CLEARED: "cleared and awaiting international departure",
        meanings.OUT: "onboard for delivery; with australia post for delivery today",
        meanings.ATTEMPTED: "attempted delivery",
        meanings.DELIVERED: "item delivered",
        meanings.IN_SAFE_PLACE: "delivered - left in a safe place",
        # What the shopper wishes; what becomes of it, a later event says.
        meanings.NO_NEWS: "leave in a safe place requested by receiver",
    },
    ";",
)

STATUSES: Mapping[str, Meaning] = {**ITEM_STATUSES, **EVENTS}

# Words that go on with the name of a place.
BEGINNINGS: Mapping[str, Meaning] = {
    "awaiting collection at ": meanings.READY,
    "in transit to next facility": meanings.MOVING,
    "return to sender": meanings.GOING_BACK,
}

_ALSO_EVENTS = frozenset({"created", "sealed", "initiated", "in transit", "unknown"})
SAID_OF_ITEM: Mapping[str, Meaning] = {
    words: meaning
    for words, meaning in ITEM_STATUSES.items()
    if words not in _ALSO_EVENTS and meaning != meanings.NO_NEWS
}
"""Statuses that an item may reach without an event that says so."""


def meaning_of(words: str) -> Meaning | None:
    """Return what words mean, whole or by their beginning."""
    plain = " ".join(words.casefold().split())
    if plain in STATUSES:
        return STATUSES[plain]
    return next((m for beginning, m in BEGINNINGS.items() if plain.startswith(beginning)), None)
