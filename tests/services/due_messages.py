"""Orders placed and message rows read, for tests of what is sent."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.kinds import ChannelKey, Kind
from domain.notification import Intent
from services.choose_kinds import choose_kind, kind_choices
from services.wiring import Wiring
from storage.message_claims import Bundle, Share, claim_bundles
from storage.message_lanes import lanes_due
from storage.notifications import NotificationRow, add_intents
from storage.shopper_preferences import ShopperPreferencesRow
from tests.fakes import NOON
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_order

ORDER = 5_820_982_511_634_001


def place(wiring: Wiring, shop_id: int, number: int, **changes: Any) -> None:
    body = shopify_order(ORDER + number, name=f"#{number}", **changes)
    deliver(wiring, shop_id, "orders/create", body)


def plan(
    wiring: Wiring, shop_id: int, kind: Kind, order_id: int, *shipments: int, **more: Any
) -> Sequence[int]:
    """Plan messages that are due at noon: about the whole order, or one for each shipment."""
    told = {"channel": ChannelKey.EMAIL, "recipient": "alva@example.com", "at": NOON, **more}
    intents = [
        Intent(kind=kind, order_id=order_id, shipment_id=one, **told)
        for one in shipments or (None,)
    ]
    with wiring.sessions.begin() as session:
        return list(add_intents(session, shop_id, intents, NOON))


def wish(wiring: Wiring, shop_id: int, address: str = "alva@example.com", **wishes: Any) -> None:
    """Keep what a shopper wants."""
    with wiring.sessions.begin() as session:
        session.add(ShopperPreferencesRow(shop_id=shop_id, address=address, **wishes))


def choose(wiring: Wiring, shop_id: int, kind: Kind, *channels: ChannelKey) -> None:
    """Have a kind go out on these channels only."""
    choice = replace(kind_choices(wiring, shop_id)[kind.value], channels=frozenset(channels))
    choose_kind(wiring, shop_id, choice, "merchant")


def rows(wiring: Wiring) -> Sequence[NotificationRow]:
    with wiring.sessions() as session:
        return session.scalars(select(NotificationRow).order_by(NotificationRow.id)).all()


def the_row(wiring: Wiring) -> NotificationRow:
    (row,) = rows(wiring)
    return row


def claim(
    session: Session, now: datetime, lease_until: datetime, bundles: int = 100
) -> Sequence[Bundle]:
    """Take up to so many bundles of each lane."""
    shares = [Share(lane, bundles) for lane in lanes_due(session, [], 100, now)]
    return claim_bundles(session, shares, now, lease_until)
