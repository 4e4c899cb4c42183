"""What a program is told of an order, decided without a request, a database or a clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.order import Order
from domain.shipment import Shipment
from domain.tracking import DeliveryWindow, in_order
from messages.language import Language
from messages.phrases import carrier_name, headline, shipment_sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """In which words an order is told: language, moment and zone, and the carriers' names."""

    language: Language
    now: datetime
    zone: tzinfo
    carrier_labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class EventView:
    """The newest scan: when, where, and what it means; None for one nobody has mapped."""

    occurred_at: datetime
    status: str | None
    city: str
    country: str


@dataclass(frozen=True, slots=True)
class ParcelView:
    """A parcel."""

    carrier: str | None
    carrier_name: str
    tracking_number: str
    status: str
    sub_status: str | None
    sentence: str
    delayed: bool
    action_required: bool
    shipped_at: datetime
    estimate: DeliveryWindow | None
    last_event: EventView | None


@dataclass(frozen=True, slots=True)
class OrderView:
    """An order: no name, address or e-mail is in here, so none can be told."""

    number: str
    platform_id: str
    placed_at: datetime
    cancelled_at: datetime | None
    stage: str
    sentence: str
    language: str
    tracking_page: str
    parcels: tuple[ParcelView, ...]


def order_view(order: Order, tracking_page: str, reading: Reading) -> OrderView:
    """Return what is told of an order."""
    language, labels = reading.language, reading.carrier_labels
    return OrderView(
        number=order.number,
        platform_id=order.platform_id,
        placed_at=order.placed_at,
        cancelled_at=order.cancelled_at,
        stage=order.stage.value,
        sentence=headline(language, order, labels, reading.now, reading.zone),
        language=language.tag,
        tracking_page=tracking_page,
        parcels=tuple(_parcel(shipment, reading) for shipment in order.shipments),
    )


def _parcel(shipment: Shipment, reading: Reading) -> ParcelView:
    state = shipment.state
    return ParcelView(
        carrier=shipment.carrier,
        carrier_name=carrier_name(shipment, reading.carrier_labels),
        tracking_number=shipment.tracking_number,
        status=state.status.value,
        sub_status=state.sub_status.value if state.sub_status else None,
        sentence=shipment_sentence(
            reading.language, shipment, reading.carrier_labels, reading.now, reading.zone
        ),
        delayed=state.delayed,
        action_required=state.action_required,
        shipped_at=shipment.shipped_at,
        estimate=shipment.estimate,
        last_event=_newest(shipment),
    )


def _newest(shipment: Shipment) -> EventView | None:
    events = in_order(shipment.events)
    if not events:
        return None
    last = events[-1]
    status = last.meaning.status if last.meaning else None
    place = last.place
    return EventView(last.occurred_at, status.value if status else None, place.city, place.country)
