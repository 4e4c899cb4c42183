"""Keep one order as the pretend WooCommerce has it; how it is shown is in order_documents.py."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from decimal import Decimal
from typing import Any

TRASH = "trash"
CARD, ON_DELIVERY = "stripe", "cod"
WITHOUT_REFUNDS = frozenset({ON_DELIVERY, "bacs", "cheque"})
"""Ways to pay that no gateway can pay back by itself."""
_MOMENTS = ("created_at", "modified_at", "paid_at", "completed_at")


@dataclass(slots=True)
class OrderRecord:
    """An order; `lines`, `shipping_lines`, `meta`, `notes` and the rest are as REST writes them.

    `customer` is 0 for a guest; `before_trash` is the status that comes back out of the bin.
    """

    id: int
    status: str
    created_at: datetime
    modified_at: datetime
    created_via: str
    customer: int
    order_key: str
    currency: str
    total: str
    billing: dict[str, str]
    shipping: dict[str, str]
    lines: list[dict[str, Any]]
    shipping_lines: list[dict[str, Any]]
    meta: list[dict[str, Any]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)
    refunds: list[dict[str, Any]] = field(default_factory=list)
    fulfilments: list[dict[str, Any]] = field(default_factory=list)
    paid_at: datetime | None = None
    completed_at: datetime | None = None
    customer_note: str = ""
    payment_method: str = CARD
    before_trash: str = ""

    @property
    def in_bin(self) -> bool:
        """Tell whether the order has been thrown away, but not yet for good."""
        return self.status == TRASH

    @property
    def refunded(self) -> Decimal:
        """Return how much has been paid back."""
        return sum((Decimal(refund["amount"]) for refund in self.refunds), Decimal(0))

    def told(self, key: str) -> Any:
        """Return the value of a meta entry, or None."""
        return next((entry["value"] for entry in self.meta if entry["key"] == key), None)

    def written(self) -> dict[str, Any]:
        """Return everything, to be kept in a file."""
        told = asdict(self)
        return told | {name: told[name] and told[name].isoformat() for name in _MOMENTS}

    @classmethod
    def restored(cls, told: dict[str, Any]) -> "OrderRecord":
        """Read what was kept."""
        known = {one.name for one in fields(cls)}
        moments = {
            name: told[name] and datetime.fromisoformat(told[name])
            for name in _MOMENTS
            if name in told
        }
        return cls(**{name: value for name, value in (told | moments).items() if name in known})


class Orders:
    """The orders by id, with the numbers that parts of orders get."""

    def __init__(self) -> None:
        self._orders: dict[int, OrderRecord] = {}
        self.last_number = 0

    def add(self, order: OrderRecord) -> None:
        """Take an order in."""
        self._orders[order.id] = order

    def all(self) -> Iterator[OrderRecord]:
        """Yield every order, those in the bin too."""
        return iter(self._orders.values())

    def find(self, order: int) -> OrderRecord | None:
        """Return an order, in the bin or not, or None."""
        return self._orders.get(order)

    def remove(self, order: int) -> None:
        """Delete an order for good."""
        self._orders.pop(order, None)

    def number(self) -> int:
        """Return a number for a note, refund, fulfilment or meta entry that nothing else has."""
        self.last_number += 1
        return self.last_number
