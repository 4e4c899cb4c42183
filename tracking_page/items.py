"""What was bought and where it travels; claims nothing about items the shop has not told of."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.order import Item, Order
from domain.shipment import Shipment
from domain.status import Status
from messages.language import Language
from tracking_page.safe_links import https_address

SHOWN_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class ItemView:
    """One line: `price` is for the whole line, and empty when unknown."""

    title: str
    variant: str
    quantity: int
    image: str
    price: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """Lines shown at once, and the others when asked for."""

    first: tuple[ItemView, ...]
    others: tuple[ItemView, ...]


def items_ordered(language: Language, order: Order) -> ItemList:
    """Return all that was ordered, with prices."""
    return _folded([_view(item, item.quantity, _price(language, item)) for item in order.items])


def items_inside(order: Order, shipment: Shipment) -> ItemList:
    """Return what a shipment holds, as far as the shop has told.

    A shipment whose items are not told holds the whole order, when it is the only one.
    """
    known = {item.platform_id: item for item in order.items}
    if not shipment.items and _live(order) == [shipment]:
        return _folded([_view(item, item.quantity) for item in order.items])
    return _folded(
        [
            _view(known[inside.platform_id], inside.quantity)
            for inside in shipment.items
            if inside.platform_id in known
        ]
    )


def items_unsent(order: Order) -> ItemList:
    """Return what no shipment holds yet.

    Nothing, when a shipment's items are not told, when nothing is sent, or when it is cancelled.
    """
    live = _live(order)
    if order.cancelled_at or not live or not all(s.items for s in live):
        return ItemList((), ())
    sent: Counter[str] = Counter()
    for shipment in live:
        for inside in shipment.items:
            sent[inside.platform_id] += inside.quantity
    left = [(item, item.quantity - sent[item.platform_id]) for item in order.items]
    return _folded([_view(item, quantity) for item, quantity in left if quantity > 0])


def _live(order: Order) -> list[Shipment]:
    return [s for s in order.shipments if s.state.status is not Status.CANCELLED]


def _view(item: Item, quantity: int, price: str = "") -> ItemView:
    return ItemView(item.title, item.variant, quantity, https_address(item.image_url), price)


def _price(language: Language, item: Item) -> str:
    if item.unit_price is None:
        return ""
    return language.money(item.unit_price.amount * item.quantity, item.unit_price.currency)


def _folded(views: Sequence[ItemView]) -> ItemList:
    return ItemList(tuple(views[:SHOWN_AT_ONCE]), tuple(views[SHOWN_AT_ONCE:]))
