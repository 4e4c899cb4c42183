"""A shop that lets its shoppers do everything, and orders of theirs at every stage."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import select, update

from domain.access import Level
from domain.self_service import SelfServiceRules
from domain.shop_events import ShipmentTold
from services.allow_action import Acting
from services.change_page import change_page, part_of_page
from services.run_shop_tasks import run_next
from services.wiring import Wiring
from storage.incidents import IncidentRow
from storage.inquiries import InquiryRow
from storage.shipments import ShipmentRow
from tests.fake_shop_api import FakeShopApi
from tests.fakes import NOON
from tests.services.shops_that_answer import answering, grant_access
from tests.tracking_page.kept_orders import keep, told


def serving(wiring: Wiring, api: FakeShopApi, shop_id: int) -> Wiring:
    """Let a shop answer, and its shoppers do everything."""
    grant_access(wiring, shop_id)
    rule(wiring, shop_id, off=frozenset())
    return answering(wiring, api)


def rule(wiring: Wiring, shop_id: int, **changes: object) -> None:
    """Change the merchant's rules."""
    rules = part_of_page(wiring, shop_id, SelfServiceRules)
    change_page(wiring, shop_id, replace(rules, **changes), "merchant")  # type: ignore[arg-type]


def parcels(*numbers: str) -> tuple[ShipmentTold, ...]:
    return tuple(ShipmentTold(f"f-{number}", number, "TestPost", "", NOON) for number in numbers)


def sent(wiring: Wiring, shop_id: int, *numbers: str, number: str = "#1042") -> int:
    """Keep an order whose parcels are on their way; return its id."""
    return keep(wiring, shop_id, told(number, shipments=parcels(*numbers)))


def now_at(wiring: Wiring, number: str, **values: object) -> int:
    """Let a parcel stand somewhere; return its id."""
    with wiring.sessions.begin() as session:
        change = update(ShipmentRow).where(ShipmentRow.tracking_number == number)
        return session.execute(change.values(**values).returning(ShipmentRow.id)).scalar_one()


def delivered(wiring: Wiring, number: str, at: datetime = NOON) -> int:
    """Let a parcel be said to be delivered; return its id."""
    return now_at(wiring, number, status="delivered", since=at, last_event_at=at)


def by(shop_id: int, order_id: int, level: Level = Level.PROVEN) -> Acting:
    return Acting(shop_id, order_id, level)


def inquiries(wiring: Wiring) -> Sequence[InquiryRow]:
    with wiring.sessions() as session:
        return session.scalars(select(InquiryRow).order_by(InquiryRow.id)).all()


def incidents(wiring: Wiring) -> Sequence[IncidentRow]:
    with wiring.sessions() as session:
        return session.scalars(select(IncidentRow).order_by(IncidentRow.id)).all()


def do_tasks(wiring: Wiring) -> None:
    while run_next(wiring):
        pass
