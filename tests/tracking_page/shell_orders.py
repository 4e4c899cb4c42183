"""Orders with a value in every part that a page can show, and their documents, made by hand."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from domain.access import Level
from domain.order import Amounts, Item, Money, Order
from domain.shipment import ShipmentItem
from domain.status import Status, SubStatus
from domain.tracking import ProofOfDelivery
from messages.faq import Faq
from messages.language import language
from tests.fakes import NOON, scan
from tests.tracking_page.samples import STOCKHOLM, local, placed_earlier, story, waiting_for_pickup
from tracking_page.campaign_view import CampaignView
from tracking_page.json_view import Ways, order_document
from tracking_page.route_view import RoutePicture
from tracking_page.views import OrderPage, OtherOrder, Seen, order_page

LAMP = {
    "title": "Lamp",
    "variant": "Green",
    "quantity": 1,
    "price": "",
    "image": "https://img.example/lamp.jpg",
}
SHADES = {"title": "Shade", "variant": "", "quantity": 2, "price": "SEK\xa098.00", "image": ""}
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'
ROUTE = RoutePicture(Markup(SVG), "By way of Malmö", 9, 9)  # noqa: S704 - ours
CAMPAIGN = CampaignView(
    "c1", "Bulbs", "They fit.", "See them", "https://f.example/c/x", "https://img.example/b.jpg"
)


def with_everything(page: OrderPage) -> OrderPage:
    """Return a page with a value in every part that a shop, a shopper or we can fill."""
    return replace(
        page,
        welcome="Thank you",
        note="Slower before the holidays",
        footer="Lamps & Co, Malmö",
        picture_url="https://img.example/top.jpg",
        picture_text="A lamp",
        route=ROUTE,
        notes=("Two people carry it.",),
        campaigns=(CAMPAIGN,),
        faq=(Faq("Late?", "We ask.", "late"),),
        others=(OtherOrder("#9", "Nov 1", "Delivered", "https://track.example/t/o"),),
    )


def at_the_kiosk() -> Order:
    happened = scan(
        Status.AVAILABLE_FOR_PICKUP,
        local(3),
        sub_status=SubStatus.SERVICE_POINT,
        text="Finns att hämta",
    )
    parcel = replace(
        waiting_for_pickup(),
        platform_id="900",
        events=(happened,),
        items=(ShipmentItem("71", 1),),
        estimate=None,
    )
    point = replace(parcel.pickup_point, code="4711") if parcel.pickup_point else None
    parcel = replace(parcel, pickup_point=point, proof=ProofOfDelivery("A. Åkesson", ""))
    items = (
        Item("71", "Lamp", 1, "Green", image_url="https://img.example/lamp.jpg"),
        Item("72", "Shade", 2, unit_price=Money(Decimal(49), "SEK")),
    )
    return placed_earlier(
        parcel,
        items=items,
        total=Money(Decimal(249), "SEK"),
        amounts=Amounts(subtotal=Decimal(200), shipping=Decimal(49)),
    )


def shown(order: Order, code: str = "en") -> OrderPage:
    return order_page(story(order), Seen(level=Level.PROVEN), language(code), NOON, STOCKHOLM)


def document(order: Order, code: str = "en", token: str = "") -> dict[str, Any]:
    page = shown(order, code)
    ways = Ways("https://track.example/t/x", "https://track.example/t/x/in/y", token)
    text = order_document(page, language(code), ways)
    document: dict[str, Any] = json.loads(text)
    return document
