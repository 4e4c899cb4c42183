"""One parcel as the page shows it: its state, its carrier, its items, its story."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo

from domain.carriers import KnownCarrier, labels_of
from domain.order import Order
from domain.shipment import Shipment
from domain.status import Status
from domain.tracking import HandOver, ProofOfDelivery
from messages.expectation import Here, late
from messages.language import Language
from messages.phrases import carrier_name, status_label
from tracking_page.items import ItemList, items_inside
from tracking_page.pickup import PickupView, pickup_view
from tracking_page.progress import Tone, tone_of
from tracking_page.safe_links import https_address, web_address
from tracking_page.timeline import SHOWN_AT_ONCE, SHOWN_OF_ONE_DONE, Timeline, timeline
from tracking_page.times import window_text

OPEN_AT_ONCE = 3
"""Parcels of one order that are shown open."""


@dataclass(frozen=True, slots=True)
class ProofView:
    """What shows that a parcel was handed over; either may be empty, `document` is https."""

    signed_by: str
    document: str


@dataclass(frozen=True, slots=True)
class ParcelView:
    """A parcel; texts are empty when there is nothing true to say.

    `checked` is when the carrier last answered; `followed` is false when nobody can be asked.
    `position` counts from 1; it is 0 for a cancelled parcel. `fulfilment` is the platform's id.
    `note` says why there are no scans.
    """

    anchor: str
    fulfilment: str
    position: int
    status: str
    tone: Tone
    since: str
    carrier: str
    number: str
    link: str
    expected: str
    late: bool
    checked: str
    followed: bool
    note: str
    action_required: bool
    items: ItemList
    pickup: PickupView | None
    timeline: Timeline
    partner: str = ""
    """Who carries it on, with the partner's own number."""
    proof: ProofView | None = None
    folded: bool = False
    """To be opened: it has come while others have not, or there are many before it."""


@dataclass(frozen=True, slots=True)
class Telling:
    """For whom, and of what, the page is told; `now` is in the reader's `zone`."""

    language: Language
    order: Order
    carriers: Mapping[str, KnownCarrier]
    now: datetime
    zone: tzinfo

    @property
    def carrier_labels(self) -> Mapping[str, str]:
        """Name the order's carriers by their keys."""
        return labels_of(self.carriers, (one.carrier for one in self.order.shipments))


def parcels(telling: Telling) -> tuple[ParcelView, ...]:
    """Show an order's parcels: those still awaited first, cancelled ones last and not counted."""
    shipments = telling.order.shipments
    live = [s for s in shipments if s.state.status is not Status.CANCELLED]
    cancelled = [s for s in shipments if s.state.status is Status.CANCELLED]
    numbered = sorted(enumerate(live, 1), key=lambda pair: pair[1].state.final)
    shown = [
        *(_parcel(telling, shipment, position) for position, shipment in numbered),
        *(_parcel(telling, shipment, 0) for shipment in cancelled),
    ]
    return tuple(
        replace(one, folded=place > 0 and (place >= OPEN_AT_ONCE or _done(one)))
        for place, one in enumerate(shown)
    )


def _done(parcel: ParcelView) -> bool:
    return parcel.tone in {Tone.GOOD, Tone.OVER}


def _parcel(telling: Telling, shipment: Shipment, position: int) -> ParcelView:
    language, state = telling.language, shipment.state
    followed = shipment.followed and bool(shipment.tracking_number)
    waits = state.status is Status.AVAILABLE_FOR_PICKUP
    point = shipment.pickup_point if waits else None
    one_done = state.final and len(telling.order.shipments) > 1
    at_once = SHOWN_OF_ONE_DONE if one_done else SHOWN_AT_ONCE
    return ParcelView(
        anchor=f"parcel-{shipment.id}",
        fulfilment=shipment.platform_id,
        position=position,
        status=_status(telling, shipment, followed=followed),
        tone=tone_of(state),
        since=_moment(telling, state.since),
        carrier=carrier_name(shipment, telling.carrier_labels),
        number=shipment.tracking_number,
        link=_link(telling, shipment),
        expected=_expected(telling, shipment),
        late=late(shipment, Here(language, telling.now, telling.zone)),
        checked=_moment(telling, shipment.checked_at),
        followed=followed,
        note=_note(telling, shipment, followed=followed) if position else "",
        action_required=state.action_required and not state.final,
        items=items_inside(telling.order, shipment),
        pickup=pickup_view(language, point) if point else None,
        timeline=timeline(language, shipment.events, telling.now, telling.zone, at_once),
        partner=_partner(shipment.hand_over),
        proof=_proof(shipment.proof),
    )


def _partner(to: HandOver | None) -> str:
    return " · ".join(filter(None, (to.carrier_text, to.number))) if to else ""


def _proof(kept: ProofOfDelivery | None) -> ProofView | None:
    if kept is None:
        return None
    document = https_address(kept.document_url)
    shown = ProofView(kept.signed_by.strip(), document)
    return shown if shown.signed_by or shown.document else None


def _status(telling: Telling, shipment: Shipment, *, followed: bool) -> str:
    """Name the state; of a parcel nobody scans for us, only that the shop has sent it is known."""
    if shipment.state.status is Status.PENDING and not followed:
        return telling.language.say("Sent")
    return status_label(telling.language, shipment.state)


def _note(telling: Telling, shipment: Shipment, *, followed: bool) -> str:
    say = telling.language.say
    if shipment.events:
        return ""
    if followed:
        return say("The carrier has not scanned the parcel yet. Each scan will be shown here.")
    if shipment.tracking_number:
        return say("We cannot ask this carrier, so no scans are shown here.")
    return say("It was sent without a tracking number, so no scans can be shown.")


def _moment(telling: Telling, moment: datetime | None) -> str:
    return telling.language.moment(moment.astimezone(telling.zone), telling.now) if moment else ""


def _link(telling: Telling, shipment: Shipment) -> str:
    """Return the carrier's page of the parcel: the shop's own link when it gave a good one."""
    given = web_address(shipment.tracking_url)
    carrier = telling.carriers.get(shipment.carrier) if shipment.carrier else None
    if given or carrier is None or not shipment.tracking_number:
        return given
    to = telling.order.address
    locale = telling.language.code
    return web_address(
        carrier.tracking_url(shipment.tracking_number, locale, to.country, to.postal_code)
    )


def _expected(telling: Telling, shipment: Shipment) -> str:
    state = shipment.state
    waits = state.status is Status.AVAILABLE_FOR_PICKUP
    if shipment.estimate is None or waits or not state.still_comes:
        return ""
    return window_text(telling.language, shipment.estimate, telling.now, telling.zone)
