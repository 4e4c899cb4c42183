"""Write down the messages and events that changes of a shop's orders call for. It sends nothing."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, tzinfo

from sqlalchemy.orm import Session

from domain.here import Here
from domain.notification import decide_notifications
from domain.order import Order
from domain.preferences import Reach
from domain.shop import Shop
from domain.zones import zone_named
from services.plan_events import plan_events
from services.wiring import Wiring
from storage.notifications import add_intents
from storage.push_subscriptions import subscriptions_of
from storage.settings import notification_settings
from storage.shopper_preferences import second_recipients
from storage.shops import shop_by_id

Change = tuple[Order | None, Order]
"""An order before and after; None when it was unknown."""


def announce(
    session: Session, wiring: Wiring, shop_id: int, changes: Sequence[Change], now: datetime
) -> None:
    """Decide on messages, and on events for merchants' systems, and write them down.

    It is done in the transaction that makes the changes.

    In the demo, what is planned for a time to come is planned for a nearer one.
    """
    settings = notification_settings(session, shop_id)
    shop = shop_by_id(session, shop_id)
    reaches = _reaches(session, wiring, shop_id, [after for _, after in changes])
    intents = [
        replace(intent, at=wiring.in_demo_time(intent.at, now))
        for before, after in changes
        for intent in decide_notifications(
            before,
            after,
            settings,
            reaches[after.id],
            Here(now, zone_of_delivery(wiring, shop, after)),
        )
    ]
    add_intents(session, shop_id, intents, now)
    plan_events(session, wiring, shop_id, changes, now)


def identity_of(wiring: Wiring, order: Order) -> str:
    """Return the address by which a shopper's wishes are kept: e-mail, else phone, else empty."""
    contact = order.contact
    return contact.email.strip().lower() or wiring.phone(contact.phone, order.address.country)


def zone_of_delivery(wiring: Wiring, shop: Shop, order: Order) -> tzinfo:
    """Choose the zone times are told in: the destination's, as on the page, else the shop's."""
    return wiring.zone_of(order.address.country) or zone_named(shop.time_zone)


def _reaches(
    session: Session, wiring: Wiring, shop_id: int, orders: Sequence[Order]
) -> dict[int, Reach]:
    identities = {order.id: identity_of(wiring, order) for order in orders}
    also = second_recipients(session, shop_id, sorted(set(identities.values()) - {""}))
    pushes = subscriptions_of(session, shop_id, sorted(identities))
    return {
        order.id: Reach(
            email=order.contact.email.strip().lower(),
            phone=wiring.phone(order.contact.phone, order.address.country),
            pushes=pushes.get(order.id, ()),
            also_to=also.get(identities[order.id], ""),
        )
        for order in orders
    }
