"""What was bought, by whom, and where it goes; and how several parcels add up to one answer."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Status
from domain.tracking import TrackingState


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the currency's main unit; `currency` is ISO 4217."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address; every part may be empty, `country` is ISO 3166-1 alpha-2."""

    name: str = ""
    street: str = ""
    street2: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Contact:
    """How the shopper is reached; parts are empty when the shop may not, or does not, tell."""

    name: str = ""
    email: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of an order."""

    platform_id: str
    title: str
    quantity: int
    variant: str = ""
    sku: str = ""
    image_url: str = ""
    unit_price: Money | None = None
    product: str = ""
    """The platform's id of what can be bought again: a variant's, or a product's without any."""


@dataclass(frozen=True, slots=True)
class Amounts:
    """What a total is made of, in its currency; None where the shop does not say.

    `subtotal` is what the items cost with `discount` taken off already; `discount` is positive, and
    may be partly of the shipping. Whether `tax` is inside the others or comes on top differs from
    shop to shop: where it is inside, subtotal and shipping alone make up the total.
    """

    subtotal: Decimal | None = None
    discount: Decimal | None = None
    shipping: Decimal | None = None
    tax: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """An order as we keep it, with its shipments in the order they were made."""

    id: int
    shop_id: int
    platform_id: str
    number: str
    placed_at: datetime
    stage: Stage
    contact: Contact
    address: Address
    locale: str
    items: tuple[Item, ...]
    shipments: tuple[Shipment, ...]
    total: Money | None = None
    cancelled_at: datetime | None = None
    version: int = 1
    noted_stage: Stage = Stage.RECEIVED
    """The stage that a note of the shop's to the shopper has named."""
    billing: Address = field(default_factory=Address)
    amounts: Amounts = field(default_factory=Amounts)
    tags: tuple[str, ...] = ()
    """Tags or statuses of the order, as the shop writes them."""
    customer: str = ""
    """The platform's id of the shopper's account, empty for a guest."""
    instructions: str = ""
    """What the shopper asked of the driver, on our page."""


@dataclass(frozen=True, slots=True)
class RollUp:
    """Several shipments as one answer: the least advanced undelivered one leads, with counts."""

    lead: Shipment | None
    shipments: int
    delivered: int


_TROUBLE_FIRST = (
    Status.EXCEPTION,
    Status.ATTEMPT_FAILED,
    Status.RETURNING,
    Status.EXPIRED,
    Status.PENDING,
    Status.INFO_RECEIVED,
    Status.IN_TRANSIT,
    Status.OUT_FOR_DELIVERY,
    Status.AVAILABLE_FOR_PICKUP,
    Status.RETURNED,
    Status.DELIVERED,
    Status.CANCELLED,
)
"""How little advanced a shipment is; what is in trouble speaks before what merely waits."""


def roll_up(shipments: Sequence[Shipment]) -> RollUp:
    """Say which shipment leads the sentence about an order; cancelled ones are left out."""
    counted = [s for s in shipments if s.state.status is not Status.CANCELLED]
    statuses = Counter(_for_the_shopper(s.state) for s in counted)
    lead = min(counted, key=lambda s: _TROUBLE_FIRST.index(_for_the_shopper(s.state)), default=None)
    return RollUp(lead=lead, shipments=len(counted), delivered=statuses[Status.DELIVERED])


def all_delivered(order: Order) -> bool:
    """Tell whether an order of several parcels has come completely."""
    rolled = roll_up(order.shipments)
    return rolled.shipments > 1 and rolled.delivered == rolled.shipments and not has_rest(order)


def has_rest(order: Order) -> bool:
    """Tell whether items of the order travel in none of its parcels yet, as far as is told."""
    sent: dict[str, int] = {}
    live = [s for s in order.shipments if s.state.status is not Status.CANCELLED]
    for item in (item for shipment in live for item in shipment.items):
        sent[item.platform_id] = sent.get(item.platform_id, 0) + item.quantity
    return bool(sent) and any(sent.get(i.platform_id, 0) < i.quantity for i in order.items)


def _for_the_shopper(state: TrackingState) -> Status:
    """Return the status, but RETURNED for a parcel that was delivered on its way back."""
    if state.is_return_leg and state.status is Status.DELIVERED:
        return Status.RETURNED
    return state.status
