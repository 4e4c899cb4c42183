"""What is true of one parcel, as clauses: no movement without a scan. It joins nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.shipment import Shipment
from domain.status import FINAL, NEVER_COMES, Status
from domain.tracking import in_order
from messages.clauses import clause_of
from messages.expectation import Here, expectation, last_seen
from messages.labels import carrier_name, event_text
from messages.language import phrase


@dataclass(frozen=True, slots=True)
class Words:
    """Says things of parcels, to a reader who is somewhere; carriers' labels are by their key."""

    here: Here
    carrier_labels: Mapping[str, str]

    def say(self, message: str, shipment: Shipment, parcel: str = "", **values: object) -> str:
        """Say a message about a parcel, with its places for the parcel and its carrier filled."""
        carrier = carrier_name(shipment, self.carrier_labels)
        carrier = carrier or self.here.language.say("the carrier")
        return self.here.language.say(message, parcel=parcel, carrier=carrier, **values)


def about(words: Words, shipment: Shipment, parcel: str) -> list[str]:
    """Say where a parcel is, then what is expected of it; `parcel` is what it is called."""
    here, state = words.here, shipment.state
    if state.status is Status.PENDING:
        return [_before_any_scan(words, shipment, parcel), *expectation(shipment, here)]
    if state.is_return_leg and state.moving:
        back = Status.RETURNED if state.status in FINAL else Status.RETURNING
        return [words.say(clause_of(back, None), shipment, parcel)]
    if state.status is Status.AVAILABLE_FOR_PICKUP and shipment.pickup_point:
        point = shipment.pickup_point
        where = f"{point.name}, {point.city}" if point.city else point.name
        return [
            words.say("%(parcel)s is ready to collect at %(place)s", shipment, parcel, place=where)
        ]
    clause = words.say(clause_of(state.status, state.sub_status), shipment, parcel)
    return [_dated(clause, shipment, here), *_afterwards(shipment, here)]


def _afterwards(shipment: Shipment, here: Here) -> list[str]:
    state = shipment.state
    if state.sub_status in NEVER_COMES:
        return [here.language.say("please contact the shop")]
    if state.status is Status.EXPIRED:
        return [*last_seen(shipment, here), here.language.say("please contact the shop")]
    clauses = expectation(shipment, here)
    if state.action_required and not state.final:
        clauses.append(here.language.say("something is needed from you"))
    return clauses


def _dated(clause: str, shipment: Shipment, here: Here) -> str:
    """Add when it happened, for what happens once."""
    status, since = shipment.state.status, shipment.state.since
    if since is None or status not in {Status.DELIVERED, Status.ATTEMPT_FAILED}:
        return clause
    values = {"clause": clause, "when": here.language.at_moment(here.local(since), here.today)}
    if status is Status.DELIVERED:
        return here.language.say("%(clause)s %(when)s", **values)
    return here.language.say("%(clause)s (%(when)s)", **values)


def _before_any_scan(words: Words, shipment: Shipment, parcel: str) -> str:
    here = words.here
    heard_of = shipment.followed or shipment.events
    if shipment.carrier and shipment.tracking_number and heard_of:
        return _announced(words, shipment, parcel)
    day = here.language.on_day(here.local(shipment.shipped_at), here.today)
    message = phrase("%(parcel)s is marked as sent %(day)s, without a tracking number")
    if shipment.tracking_number:
        message = phrase(
            "%(parcel)s is marked as sent %(day)s with %(carrier)s, which cannot be followed here"
        )
    return words.say(message, shipment, parcel, day=day)


def _announced(words: Words, shipment: Shipment, parcel: str) -> str:
    if not shipment.events:
        message = phrase("%(parcel)s has a tracking number, but %(carrier)s has not scanned it yet")
        return words.say(message, shipment, parcel)
    text = event_text(words.here.language, in_order(shipment.events)[-1])
    message = phrase("%(parcel)s has a tracking number; %(carrier)s says “%(text)s”")
    return words.say(message, shipment, parcel, text=text)
