"""What types of event are called on the screen; nothing is decided here."""

from collections.abc import Sequence
from dataclasses import dataclass

from domain.events import EventType
from messages.language import Language, phrase

TYPES = {
    EventType.ORDER_RECEIVED: phrase("Order received"),
    EventType.ORDER_STAGE_CHANGED: phrase("Order at another stage"),
    EventType.ORDER_CANCELLED: phrase("Order cancelled"),
    EventType.ORDER_ALL_DELIVERED: phrase("Everything delivered"),
    EventType.PARCEL_ADDED: phrase("Parcel added"),
    EventType.PARCEL_INFO_RECEIVED: phrase("Announced to the carrier"),
    EventType.PARCEL_IN_TRANSIT: phrase("In transit"),
    EventType.PARCEL_CUSTOMS: phrase("At customs"),
    EventType.PARCEL_ESTIMATE_CHANGED: phrase("New delivery date"),
    EventType.PARCEL_DELAYED: phrase("Delayed"),
    EventType.PARCEL_OUT_FOR_DELIVERY: phrase("Out for delivery"),
    EventType.PARCEL_ATTEMPT_FAILED: phrase("Delivery attempt failed"),
    EventType.PARCEL_ACTION_REQUIRED: phrase("The shopper has to act"),
    EventType.PARCEL_READY_FOR_PICKUP: phrase("Ready to be picked up"),
    EventType.PARCEL_DELIVERED: phrase("Delivered"),
    EventType.PARCEL_EXCEPTION: phrase("Problem reported"),
    EventType.PARCEL_RETURNING: phrase("On its way back"),
    EventType.PARCEL_RETURNED: phrase("Back at the shop"),
    EventType.PARCEL_CANCELLED: phrase("Parcel cancelled"),
    EventType.PARCEL_EXPIRED: phrase("Given up after long silence"),
}


@dataclass(frozen=True, slots=True)
class TypeChoice:
    """A type of event to choose: its name in the code, what it is called, and whether it is."""

    key: str
    label: str
    chosen: bool


def type_choices(chosen: Sequence[str], language: Language) -> Sequence[TypeChoice]:
    """Return every type of event."""
    return [TypeChoice(t.value, language.say(words), t in chosen) for t, words in TYPES.items()]


def type_words(key: str, language: Language) -> str:
    """Say what a type is called; one there is no more, by its name in the code."""
    return language.say(TYPES[EventType(key)]) if key in set(EventType) else key
