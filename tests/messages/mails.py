"""Mails rendered for tests, and a reader of their HTML."""

from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from domain.notification import Kind
from domain.shipment import Shipment
from domain.shop import PlatformKey, Shop
from domain.status import Status
from messages.language import language
from messages.mail_view import MessageStory
from messages.render import Rendered, render_message
from tests.fakes import NOON, a_shipment, an_order

ZONE = ZoneInfo("Europe/Stockholm")


PAGE = "https://track.example.com/t/AAAAAAAAAAEJYc0aZ3ZQ1Y0V3Q2d1w_-"


SHOP = Shop(
    id=1,
    platform=PlatformKey.SHOPIFY,
    domain="lamps.myshopify.com",
    name="Lamps & Co",
    locale="en",
    time_zone="Europe/Stockholm",
    contact_email="help@lamps.example",
    contact_url="https://lamps.example/contact",
)


STATUS = {
    Kind.SHIPPED: Status.IN_TRANSIT,
    Kind.OUT_FOR_DELIVERY: Status.OUT_FOR_DELIVERY,
    Kind.READY_FOR_PICKUP: Status.AVAILABLE_FOR_PICKUP,
    Kind.ATTEMPT_FAILED: Status.ATTEMPT_FAILED,
    Kind.DELIVERED: Status.DELIVERED,
}


def story(kind: Kind, **changes: object) -> MessageStory:
    if kind is Kind.ORDER_RECEIVED:
        return MessageStory(SHOP, an_order(**changes), None, {})
    shipment = a_shipment(STATUS[kind])
    return MessageStory(SHOP, an_order(shipment, **changes), shipment, {"testpost": "TestPost"})


def about(shipment: Shipment, *others: Shipment) -> MessageStory:
    return MessageStory(SHOP, an_order(shipment, *others), shipment, {"testpost": "TestPost"})


def rendered(kind: Kind, told: MessageStory | None = None, code: str = "en") -> Rendered:
    return render_message(kind, told or story(kind), language(code), PAGE, NOON, ZONE)


class Page(HTMLParser):
    """What a mail's HTML holds: its elements with attributes, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self._skipping = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._skipping += tag in {"style", "title", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in {"style", "title", "script"}

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.words += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]
