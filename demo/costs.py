"""Add up what a pretend order costs; in kronor, the tax in every amount, as shoppers see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from demo.cast import Line

_SHIPPING = Decimal("49.00")
_FREE_FROM = Decimal("1000.00")
_OFF, _ONE_IN = Decimal("0.10"), 3
"""One order in three was placed with a code for ten percent."""
_TAX = Decimal("1.25")
_ORE = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Costs:
    """What the goods would have cost, what was taken off of each krona, and the shipping."""

    goods: Decimal
    off: Decimal
    shipping: Decimal

    @property
    def discount(self) -> Decimal:
        """Return what was taken off in all."""
        return taken(self.goods, self.off)

    @property
    def subtotal(self) -> Decimal:
        """Return what the goods cost in the end."""
        return self.goods - self.discount

    @property
    def total(self) -> Decimal:
        """Return what was paid."""
        return self.subtotal + self.shipping


def costs_of(lines: Sequence[Line], place: int) -> Costs:
    """Return what the order at a place costs."""
    goods = sum((line.total for line in lines), Decimal(0))
    off = _OFF if place % _ONE_IN == 0 else Decimal(0)
    free = goods - taken(goods, off) >= _FREE_FROM
    return Costs(goods, off, Decimal("0.00") if free else _SHIPPING)


def taken(amount: Decimal, off: Decimal) -> Decimal:
    """Return what a discount takes off an amount."""
    return (amount * off).quantize(_ORE)


def tax_in(amount: Decimal) -> Decimal:
    """Return the tax that an amount has in it."""
    return amount - (amount / _TAX).quantize(_ORE)
