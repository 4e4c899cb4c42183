"""The page as one would write it first: the ORM with selectinload, rendered for every request.

It shows what bench/page.py measures against: the product's view and templates over ordinary ORM
objects, without a cache, without ETags, without compression.
"""

from collections.abc import Callable
from typing import Any

from flask import Flask, abort
from sqlalchemy import select
from sqlalchemy.orm import Session, registry, relationship, selectinload, sessionmaker

from domain.access import Level
from domain.errors import BadTokenError
from domain.order import Item, Money, Order
from domain.shipment import ShipmentItem
from domain.zones import zone_named
from messages.language import language_for
from runtime.config import Config
from runtime.wiring import connect
from services.change_page import ShopPage
from services.look_up_order import OrderStory
from services.tracking_token import row_behind
from services.wiring import Wiring
from storage.order_items import OrderItemRow
from storage.order_reading import _order, _shipment  # the very same reading of a row's columns
from storage.orders import OrderRow
from storage.shipments import ShipmentItemRow, ShipmentRow
from storage.shops import shop_by_id
from storage.tracking_events import TrackingEventRow, _event
from storage.tracking_links import TrackingLinkRow
from tracking_page.assets import load_assets
from tracking_page.rendering import Templates
from tracking_page.seeing import Looking, gather
from tracking_page.views import order_page

naive = registry()


class NaiveItem:
    """A line of an order."""


class NaivePart:
    """A line that travels in a shipment."""


class NaiveEvent:
    """A scan."""


class NaiveShipment:
    """A parcel with its parts and scans."""


class NaiveOrder:
    """An order with its lines and parcels."""


class NaiveLink:
    """A link with its order."""


naive.map_imperatively(NaiveItem, OrderItemRow.__table__)
naive.map_imperatively(NaivePart, ShipmentItemRow.__table__)
naive.map_imperatively(NaiveEvent, TrackingEventRow.__table__)
naive.map_imperatively(
    NaiveShipment,
    ShipmentRow.__table__,
    properties={"parts": relationship(NaivePart), "events": relationship(NaiveEvent)},
)
naive.map_imperatively(
    NaiveOrder,
    OrderRow.__table__,
    properties={
        "items": relationship(NaiveItem, order_by=OrderItemRow.position),
        "shipments": relationship(NaiveShipment, order_by=ShipmentRow.id),
    },
)
naive.map_imperatively(
    NaiveLink, TrackingLinkRow.__table__, properties={"order": relationship(NaiveOrder)}
)


def serve() -> Callable[..., Any]:
    """Return the application for the web server, configured from the environment."""
    wiring = connect(Config.from_env())
    sessions, templates = sessionmaker(wiring.engine), Templates(load_assets())
    app = Flask("naive", static_folder=None)

    @app.get("/t/<token>")
    def page(token: str) -> str:
        try:
            link_id = row_behind(token, wiring.link_keys)
        except BadTokenError:
            abort(404)
        with sessions() as session:
            story = _story(session, wiring, link_id)
        language = language_for(story.order.locale)
        zone = wiring.zone_of(story.order.address.country) or zone_named(story.shop.time_zone)
        seen = gather(wiring, story, language, Looking(Level.LINK, token))
        view = order_page(story, seen, language, wiring.clock(), zone)
        return templates.fill("order.html", language, page=view, etag="")

    return app


def _story(session: Session, wiring: Wiring, link_id: int) -> OrderStory:
    orders = selectinload(NaiveLink.order)  # type: ignore[attr-defined]
    shipments = orders.selectinload(NaiveOrder.shipments)  # type: ignore[attr-defined]
    link: Any = session.scalars(
        select(NaiveLink)
        .where(TrackingLinkRow.__table__.c.id == link_id)
        .options(
            orders.selectinload(NaiveOrder.items),  # type: ignore[attr-defined]
            shipments.selectinload(NaiveShipment.events),  # type: ignore[attr-defined]
            shipments.selectinload(NaiveShipment.parts),  # type: ignore[attr-defined]
        )
    ).one()
    order = link.order
    return OrderStory(shop_by_id(session, order.shop_id), _told(order), wiring.carriers, ShopPage())


def _told(row: Any) -> Order:
    shipments = [
        _shipment(
            parcel,
            [ShipmentItem(part.platform_id, part.quantity) for part in parcel.parts],
            [_event(event) for event in parcel.events],
        )
        for parcel in row.shipments
    ]
    return _order(row, [_item(item, row.currency) for item in row.items], shipments)


def _item(row: Any, currency: str) -> Item:
    return Item(
        platform_id=row.platform_id,
        title=row.title,
        quantity=row.quantity,
        variant=row.variant,
        sku=row.sku,
        image_url=row.image_url,
        unit_price=Money(row.unit_price, currency),
    )
