"""What a shop can tell us, in our own words, whichever platform said it."""

from dataclasses import dataclass
from datetime import datetime

from domain.order import Address, Contact, Item, Money
from domain.shipment import ShipmentItem
from domain.stage import Stage


@dataclass(frozen=True, slots=True)
class ShipmentTold:
    """A shipment as a shop tells of it.

    `platform_id` is the fulfilment's; one fulfilment may hold several numbers, each a shipment.
    `tracking_number` is cleaned and may be empty; `items` empty means: the whole order.
    """

    platform_id: str
    tracking_number: str
    carrier_text: str
    tracking_url: str
    shipped_at: datetime
    items: tuple[ShipmentItem, ...] = ()
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class OrderTold:
    """A whole order, as of `updated_at`; its shipments are all the shop knows of at that time."""

    platform_id: str
    number: str
    placed_at: datetime
    updated_at: datetime
    stage: Stage
    contact: Contact
    address: Address
    locale: str
    items: tuple[Item, ...]
    shipments: tuple[ShipmentTold, ...]
    total: Money | None = None
    cancelled_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FulfilmentTold:
    """One fulfilment of an order, as of `updated_at`: all its shipments, none of the others'."""

    order_platform_id: str
    platform_id: str
    updated_at: datetime
    shipments: tuple[ShipmentTold, ...]


@dataclass(frozen=True, slots=True)
class OrderGone:
    """The shop deleted an order."""

    platform_id: str


@dataclass(frozen=True, slots=True)
class ShopLeft:
    """The merchant uninstalled."""


ShopEvent = OrderTold | FulfilmentTold | OrderGone | ShopLeft
