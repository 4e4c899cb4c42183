"""What a shop can tell us, in our own words, whichever platform said it."""

from dataclasses import dataclass, field
from datetime import datetime

from domain.order import Address, Amounts, Contact, Item, Money
from domain.shipment import Scan, ShipmentItem
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
    """A whole order, as of `updated_at`; its shipments are all the shop knows of at that time.

    `partial` means that the shop knows of more: what is not named is not taken back, and asking for
    the order tells all of it.
    """

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
    customer: str = ""
    """The platform's id of the shopper's account, empty for a guest."""
    partial: bool = False
    billing: Address = field(default_factory=Address)
    amounts: Amounts = field(default_factory=Amounts)
    tags: tuple[str, ...] = ()
    """Tags or statuses, as the shop writes them."""


@dataclass(frozen=True, slots=True)
class FulfilmentTold:
    """One fulfilment of an order, as of `updated_at`: all its shipments, none of the others'."""

    order_platform_id: str
    platform_id: str
    updated_at: datetime
    shipments: tuple[ShipmentTold, ...]


@dataclass(frozen=True, slots=True)
class OrderGone:
    """The shop deleted an order, or put it in its bin; `as_of` is when, if the shop says so.

    One that does not say may be older than what we know: it is asked about where that is possible.
    """

    platform_id: str
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class OrderTouched:
    """Something happened to an order that only asking for it can tell."""

    platform_id: str


@dataclass(frozen=True, slots=True)
class StageNoted:
    """The shop wrote a note to the shopper that names a stage the order has reached.

    `words` is the note, which may hold a word of the shop's own; `stage` is RECEIVED when it names
    none that we know.
    """

    order_platform_id: str
    stage: Stage
    words: str = ""


@dataclass(frozen=True, slots=True)
class AccessDoubted:
    """The shop's own words show that somebody there has lost the right to read orders."""

    reason: str


@dataclass(frozen=True, slots=True)
class FulfilmentScanned:
    """The platform's own order page shows a scan of a fulfilment: ours, or somebody else's."""

    order_platform_id: str
    scan_platform_id: str
    scan: Scan


@dataclass(frozen=True, slots=True)
class ShopLeft:
    """The merchant uninstalled."""


@dataclass(frozen=True, slots=True)
class ScopesChanged:
    """The merchant granted or withdrew something; `scopes` are all that are granted now."""

    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The merchant's plan is another, or has ended (`plan` empty)."""

    plan: str


@dataclass(frozen=True, slots=True)
class ExportFinished:
    """An export we asked for is no longer running."""

    operation: str


@dataclass(frozen=True, slots=True)
class Shopper:
    """A shopper as a privacy request names them; parts may be empty, `orders` are platform ids."""

    customer: str
    email: str
    phone: str
    orders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DataAsked:
    """A shopper wants to know what is kept of them; the merchant is to be given the answer."""

    request: str
    shopper: Shopper


@dataclass(frozen=True, slots=True)
class ShopperToErase:
    """A shopper is to be forgotten."""

    shopper: Shopper


@dataclass(frozen=True, slots=True)
class ShopToErase:
    """A shop that left is to be forgotten, with everything it brought."""


ShopEvent = (
    OrderTold
    | FulfilmentTold
    | OrderGone
    | OrderTouched
    | StageNoted
    | AccessDoubted
    | FulfilmentScanned
    | ShopLeft
    | ScopesChanged
    | PlanChanged
    | ExportFinished
    | DataAsked
    | ShopperToErase
    | ShopToErase
)
