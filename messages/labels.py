"""Short names of statuses, stages, events and places, as lists show them; builds no sentences."""

from collections.abc import Mapping

from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Meaning, Status, SubStatus
from domain.tracking import Place, TrackingEvent, TrackingState
from messages.language import Language, phrase

_STAGES = {
    Stage.RECEIVED: phrase("Order received"),
    Stage.NOT_YET_PROCESSED: phrase("Waiting to be prepared"),
    Stage.BEING_PREPARED: phrase("Being prepared"),
    Stage.PACKED: phrase("Packed"),
    Stage.READY_FOR_DISPATCH: phrase("Ready for dispatch"),
    Stage.HANDED_TO_COURIER: phrase("Handed to the courier"),
}

_STATUSES = {
    Status.PENDING: phrase("Not scanned yet"),
    Status.INFO_RECEIVED: phrase("Announced to the carrier"),
    Status.IN_TRANSIT: phrase("On its way"),
    Status.OUT_FOR_DELIVERY: phrase("Out for delivery"),
    Status.AVAILABLE_FOR_PICKUP: phrase("Ready to collect"),
    Status.ATTEMPT_FAILED: phrase("Delivery attempt failed"),
    Status.DELIVERED: phrase("Delivered"),
    Status.EXCEPTION: phrase("Problem reported"),
    Status.RETURNING: phrase("On its way back to the shop"),
    Status.RETURNED: phrase("Returned to the shop"),
    Status.CANCELLED: phrase("Cancelled"),
    Status.EXPIRED: phrase("No news for a long time"),
}

_DETAILS = {
    SubStatus.LABEL_CREATED: phrase("Label created"),
    SubStatus.PICKED_UP_BY_CARRIER: phrase("Picked up by the carrier"),
    SubStatus.DEPARTED: phrase("Left for the next stop"),
    SubStatus.ARRIVED_FACILITY: phrase("Arrived at a sorting centre"),
    SubStatus.ARRIVED_DESTINATION_COUNTRY: phrase("Arrived in the destination country"),
    SubStatus.CUSTOMS_STARTED: phrase("Customs clearance started"),
    SubStatus.CUSTOMS_CLEARED: phrase("Cleared customs"),
    SubStatus.HANDED_TO_PARTNER: phrase("Handed to another carrier"),
    SubStatus.FORWARDED: phrase("Sent on to another address"),
    SubStatus.APPOINTMENT: phrase("Delivery time agreed"),
    SubStatus.CONTACTED: phrase("Recipient contacted"),
    SubStatus.LOCKER: phrase("Ready to collect from a parcel locker"),
    SubStatus.SERVICE_POINT: phrase("Ready to collect from a service point"),
    SubStatus.POST_OFFICE: phrase("Ready to collect from a post office"),
    SubStatus.STORE: phrase("Ready to collect from a store"),
    SubStatus.NOT_HOME: phrase("Nobody was at home"),
    SubStatus.CLOSED: phrase("The place of delivery was closed"),
    SubStatus.NO_ACCESS: phrase("The courier could not get in"),
    SubStatus.REFUSED: phrase("The parcel was not accepted"),
    SubStatus.RECIPIENT: phrase("Handed to the recipient"),
    SubStatus.NEIGHBOUR: phrase("Left with a neighbour"),
    SubStatus.SAFE_PLACE: phrase("Left in a safe place"),
    SubStatus.MAILBOX: phrase("Put in the mailbox"),
    SubStatus.LOCKER_COLLECTED: phrase("Collected from the parcel locker"),
    SubStatus.PICKED_UP: phrase("Collected"),
    SubStatus.ADDRESS: phrase("Problem with the address"),
    SubStatus.PAYMENT: phrase("A payment was due"),
    SubStatus.CUSTOMS_HOLD: phrase("Held by customs"),
    SubStatus.DOCUMENTS: phrase("Waiting for documents"),
    SubStatus.PAYMENT_DUE: phrase("Waiting for a payment"),
    SubStatus.DAMAGED: phrase("Reported damaged"),
    SubStatus.LOST: phrase("Reported lost"),
    SubStatus.DESTROYED: phrase("Reported destroyed"),
    SubStatus.SECURITY: phrase("Held for a security check"),
    SubStatus.UNCLAIMED: phrase("Not collected in time"),
    SubStatus.REJECTED_BY_CARRIER: phrase("Not accepted by the carrier"),
}


_BACK = frozenset({Status.DELIVERED, Status.RETURNED})


def status_label(language: Language, state: TrackingState) -> str:
    """Name where a parcel stands, in a few words."""
    status = state.status
    if state.is_return_leg and state.moving:
        status = Status.RETURNED if status in _BACK else Status.RETURNING
    if status is Status.IN_TRANSIT and state.delayed:
        return language.say("On its way, delayed")
    return language.say(_STATUSES[status])


def stage_label(language: Language, stage: Stage) -> str:
    """Name a stage inside the shop."""
    return language.say(_STAGES[stage])


def event_text(language: Language, event: TrackingEvent) -> str:
    """Say what a scan means; the carrier's own words when nobody has mapped its code."""
    meaning = event.meaning
    text = _text_of(meaning) if meaning else ""
    if text:
        return language.say(text)
    return event.raw_text or event.raw_code or language.say("Update from the carrier")


def _text_of(meaning: Meaning) -> str:
    if meaning.is_return_leg and meaning.status is Status.DELIVERED:
        return _STATUSES[Status.RETURNED]
    if meaning.sub_status:
        return _DETAILS[meaning.sub_status]
    if meaning.status:
        return _STATUSES[meaning.status]
    return phrase("Delay reported") if meaning.delayed else ""


def place_text(language: Language, place: Place) -> str:
    """Write a place as city and country; empty when nothing is known of it."""
    city, country = place.city or place.name, language.country(place.country)
    if city and country:
        return language.say("%(city)s, %(country)s", city=city, country=country)
    return city or country


def carrier_name(shipment: Shipment, carrier_labels: Mapping[str, str]) -> str:
    """Name the carrier: by its own label, else as the shop spelt it; may be empty."""
    label = carrier_labels.get(shipment.carrier, "") if shipment.carrier else ""
    return label or shipment.carrier_text or shipment.carrier or ""
