"""An order of which everything is known, and its page as somebody sees it."""

from decimal import Decimal

from domain.access import Level
from domain.order import Address, Amounts, Contact, Money, Order
from messages.language import language
from services.change_page import ShopPage
from tests.fakes import NOON, an_order
from tests.tracking_page.samples import STOCKHOLM, story
from tracking_page.views import OrderPage, Seen, order_page

ENGLISH, SWEDISH = language("en"), language("sv")
PROVEN = Seen(level=Level.PROVEN)


def whole(*shipments: object, **changes: object) -> Order:
    """Return an order of which everything is known."""
    values = {
        "contact": Contact("Alva Åkesson", "alva@example.com", "+46701234567"),
        "address": Address("Alva Åkesson", "Storgatan 1", "", "211 34", "Malmö", "", "SE"),
        "billing": Address("Ek Form AB", "Box 17", "", "211 20", "Malmö", "", "SE"),
        "total": Money(Decimal(646), "SEK"),
        "amounts": Amounts(Decimal(597), None, Decimal(49), Decimal("129.20")),
        "tags": ("VIP",),
        "customer": "77",
        "instructions": "The blue door.",
        **changes,
    }
    return an_order(*shipments, **values)  # type: ignore[arg-type]


def shown(order: Order, seen: Seen = PROVEN, page: ShopPage | None = None) -> OrderPage:
    return order_page(story(order, page=page), seen, ENGLISH, NOON, STOCKHOLM)
