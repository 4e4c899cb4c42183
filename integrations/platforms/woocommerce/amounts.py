"""Say what an order's total is made of, with the tax inside where the shop's prices have it inside.

WooCommerce writes everything without tax and the tax beside it. A shop that enters its prices with
tax has shown them so: its shoppers would not know the others again.
Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#order-properties
"""

from decimal import Decimal

from domain.order import Amounts
from integrations.platforms.woocommerce.schemas import Line, WooCommerceOrder

_DECIMALS = 2


def amounts_of(order: WooCommerceOrder) -> Amounts:
    """Return what the total is made of; None for what the shop does not tell."""
    inside = order.prices_include_tax
    lines = [_with_tax(line.total, line.total_tax, inside) for line in order.line_items]
    told = [amount for amount in lines if amount is not None]
    return Amounts(
        subtotal=sum(told, Decimal(0)) if lines and len(told) == len(lines) else None,
        discount=_with_tax(order.discount_total, order.discount_tax, inside),
        shipping=_with_tax(order.shipping_total, order.shipping_tax, inside),
        tax=order.total_tax,
    )


def price_of(line: Line, order: WooCommerceOrder) -> Decimal | None:
    """Return what one piece cost before the discount, which the amounts tell for the whole order.

    After it where the shop does not tell the other.
    """
    whole = _with_tax(line.subtotal, line.subtotal_tax, order.prices_include_tax)
    if whole is None or not line.quantity:
        return line.price
    return round(whole / line.quantity, _DECIMALS)


def _with_tax(amount: Decimal | None, tax: Decimal | None, inside: bool) -> Decimal | None:  # noqa: FBT001
    if amount is None or not inside:
        return amount
    return amount + (tax or Decimal(0))
