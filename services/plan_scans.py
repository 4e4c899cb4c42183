"""Note which scans a platform's own order pages are to show. It calls nobody: a task shows them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from domain.shipment import Shipment
from domain.shop_task import ShopTask
from domain.showing import worth_showing
from domain.status import FINAL
from domain.tracking import TrackingEvent
from messages.labels import event_text
from messages.language import language_for
from services.wiring import Wiring
from storage.shop_tasks import ask_for
from storage.shops import shop_by_id
from storage.shown_scans import NewScan, add_scans


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard of a shipment: events known before, and new ones; `locale` is the order's."""

    shipment: Shipment
    locale: str
    before: Sequence[TrackingEvent]
    new: Sequence[TrackingEvent]


def plan_scans(
    session: Session, wiring: Wiring, shop_id: int, heard: Sequence[Heard], now: datetime
) -> None:
    """Note what is worth showing, for a shop that has switched it on.

    Only shipments with a carrier of ours: the others' scans came from the platform itself.
    """
    shop = shop_by_id(session, shop_id)
    if shop.platform not in wiring.shop_apis:
        return
    scans = [
        scan
        for one in heard
        if one.shipment.carrier and one.shipment.platform_id
        for scan in _scans(one, shop.locale, now)
    ]
    if scans:
        add_scans(session, shop_id, scans)
        ask_for(session, shop_id, [ShopTask.SHOW_SCANS], now)


def _scans(heard: Heard, shop_locale: str, now: datetime) -> Iterator[NewScan]:
    language = language_for(heard.locale, shop_locale)
    estimate = heard.shipment.estimate
    for showable in worth_showing(heard.before, heard.new, now):
        event, status = showable.event, showable.status
        yield NewScan(
            shipment_id=heard.shipment.id,
            event_key=event.key,
            fulfilment=heard.shipment.platform_id,
            status=status.value,
            happened_at=event.occurred_at,
            city=event.place.city,
            country=event.place.country,
            text=event_text(language, event),
            estimated_at=estimate.latest if estimate and status not in FINAL else None,
        )
