"""What we ask of a shop's platform, in our own words: orders, settings, and changes to them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from domain.order import Address, Money
from domain.shipment import Scan
from domain.shop_events import OrderGone, OrderTold


@dataclass(frozen=True, slots=True)
class Access:
    """What lets us speak to a shop: a short-lived token and the one that renews it.

    `scopes` are what the merchant has granted. A token with no `expires_at` does not expire.
    """

    token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    expires_at: datetime | None
    refresh_expires_at: datetime | None
    scopes: frozenset[str]


@dataclass(frozen=True, slots=True)
class ShopSession:
    """One shop, and a token that is good for it now; what is in a token only its platform knows."""

    domain: str
    token: str = field(repr=False)


class AccountPages(StrEnum):
    """Which account pages a shop's customers have; extensions exist for the new ones only."""

    NEW = "new"
    CLASSIC = "classic"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ShopProfile:
    """What a platform says of a shop; `storefront_url` has no trailing slash.

    `installation` is the platform's id of our installation there, `app_handle` our name in its
    address bar, `plan` the handle of the plan the merchant pays for (empty: none).
    """

    name: str
    email: str
    locale: str
    locales: tuple[str, ...]
    time_zone: str
    currency: str
    storefront_url: str
    account_pages: AccountPages
    installation: str
    app_handle: str
    plan: str
    is_test_shop: bool = False


@dataclass(frozen=True, slots=True)
class OrderPage:
    """Some orders and the mark to go on from; `after` is empty at the end.

    `read_until`: with this page every change up to then has been told; None where that is not known
    yet.
    """

    orders: tuple[OrderTold | OrderGone, ...]
    after: str
    read_until: datetime | None = None


class ExportState(StrEnum):
    """How far the platform is with writing an export of orders."""

    RUNNING = "running"
    READY = "ready"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Export:
    """An export of orders that the platform writes for us; `url` may be empty when there are none.

    `objects` are lines so far, `reason` the platform's word for a failure. `orders` is how many
    orders it holds, where the platform says so.
    """

    operation: str
    state: ExportState
    url: str = ""
    objects: int = 0
    reason: str = ""
    orders: int | None = None


@dataclass(frozen=True, slots=True)
class Cancellation:
    """An order to be cancelled, for the shopper's sake; it cannot be undone."""

    order: str
    restock: bool
    refund: bool
    notify: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class Discount:
    """A code worth an amount, once, until a day."""

    code: str
    title: str
    worth: Money
    begins_at: datetime
    ends_at: datetime


class ShopApi(Protocol):
    """A platform's interface for apps. Every call raises ProviderError, or one of its kinds."""

    def profile(self, shop: ShopSession) -> ShopProfile:
        """Return what the platform says of the shop."""
        ...

    def read_order(self, shop: ShopSession, order: str) -> OrderTold | OrderGone | None:
        """Return one order by its platform id, that it is in the bin, or None for no such order."""
        ...

    def orders_changed(
        self, shop: ShopSession, since: datetime, until: datetime, after: str
    ) -> OrderPage:
        """Return a page of the orders changed in [since, until], oldest change first."""
        ...

    def begin_export(self, shop: ShopSession, since: datetime) -> Export:
        """Ask for every order placed since; one export at a time runs in a shop."""
        ...

    def export(self, shop: ShopSession, operation: str) -> Export:
        """Return how far an export is."""
        ...

    def read_export(self, shop: ShopSession, export: Export, skip: int) -> Iterator[OrderTold]:
        """Yield the orders of a finished export but for the first `skip`; memory stays flat.

        An export may not know what each of several fulfilments holds: their items are then empty,
        and `read_order` tells them.
        """
        ...

    def show_scan(self, shop: ShopSession, scan: Scan) -> str:
        """Show a scan on the platform's order page; return the platform's id of it.

        Raises RejectedError for a status that the platform has no word for.
        """
        ...

    def cancel_order(self, shop: ShopSession, what: Cancellation) -> None:
        """Cancel an order."""
        ...

    def change_address(self, shop: ShopSession, order: str, address: Address) -> None:
        """Write a new delivery address into an order."""
        ...

    def note_instructions(self, shop: ShopSession, order: str, text: str) -> None:
        """Let who packs an order see what its shopper asks of the driver; "" takes it back.

        It takes the place of what was noted this way before, and of nothing else.
        """
        ...

    def create_discount(self, shop: ShopSession, discount: Discount) -> None:
        """Make a discount code that can be used once; raise CodeTakenError where there is one."""
        ...

    def publish(self, shop: ShopSession, owner: str, values: Mapping[str, str]) -> None:
        """Publish JSON documents by key on our installation, for the storefront to read."""
        ...
