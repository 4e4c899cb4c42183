"""What a total is made of, as a list that adds up; it calculates no tax and no price."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from domain.order import Order
from messages.language import Language


@dataclass(frozen=True, slots=True)
class AmountView:
    """A part of what an order costs, as it is read."""

    label: str
    value: str


def amounts(language: Language, order: Order) -> tuple[AmountView, ...]:
    """Return the parts the shop tells of, the total last; nothing without a total."""
    if order.total is None:
        return ()
    currency = order.total.currency
    parts = [
        *_parts(language, order, order.total.amount),
        (language.say("Total"), order.total.amount),
    ]
    return tuple(AmountView(label, language.money(value, currency)) for label, value in parts)


def _parts(language: Language, order: Order, total: Decimal) -> Iterator[tuple[str, Decimal]]:
    told, say = order.amounts, language.say
    off = told.discount or Decimal()
    if told.subtotal is not None:
        # Told with the discount taken off already; here it is the next line that takes it off.
        yield say("Subtotal"), told.subtotal + off
        if off:
            yield say("Discount"), -off
    if told.shipping is not None:
        yield say("Delivery"), told.shipping
    if told.tax:
        inside = (told.subtotal or Decimal()) + (told.shipping or Decimal()) == total
        yield say("Taxes, included") if inside else say("Taxes"), told.tax
