"""A shop's platform that answers what a test has scripted, and notes what it is asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from domain.errors import ProviderError
from domain.order import Address
from domain.shipment import Scan
from domain.shop_api import (
    AccountPages,
    Cancellation,
    Discount,
    Export,
    ExportState,
    OrderPage,
    ShopProfile,
    ShopSession,
)
from domain.shop_events import OrderGone, OrderTold


def a_profile(**changes: object) -> ShopProfile:
    values: dict[str, object] = {
        "name": "Lamps & Co",
        "email": "help@lamps.example",
        "locale": "sv",
        "locales": ("sv", "en"),
        "time_zone": "Europe/Stockholm",
        "currency": "SEK",
        "storefront_url": "https://lamps.example",
        "account_pages": AccountPages.NEW,
        "installation": "gid://shopify/AppInstallation/1",
        "app_handle": "framme",
        "plan": "",
    }
    return ShopProfile(**{**values, **changes})  # type: ignore[arg-type]


@dataclass
class FakeShopApi:
    """Fills the port ShopApi; `failing` is raised by the next calls, one error a call."""

    told: ShopProfile = field(default_factory=a_profile)
    orders: dict[str, OrderTold | OrderGone] = field(default_factory=dict)
    pages: list[OrderPage] = field(default_factory=list)
    exports: list[Export] = field(default_factory=list)
    lines: list[OrderTold] = field(default_factory=list)
    failing: list[ProviderError] = field(default_factory=list)
    sessions: list[ShopSession] = field(default_factory=list)
    windows: list[tuple[datetime, datetime, str]] = field(default_factory=list)
    scans: list[Scan] = field(default_factory=list)
    changes: list[object] = field(default_factory=list)
    published: dict[str, Mapping[str, str]] = field(default_factory=dict)

    def _asked(self, shop: ShopSession) -> None:
        self.sessions.append(shop)
        if self.failing:
            raise self.failing.pop(0)

    def profile(self, shop: ShopSession) -> ShopProfile:
        self._asked(shop)
        return self.told

    def read_order(self, shop: ShopSession, order: str) -> OrderTold | OrderGone | None:
        self._asked(shop)
        return self.orders.get(order)

    def orders_changed(
        self, shop: ShopSession, since: datetime, until: datetime, after: str
    ) -> OrderPage:
        self._asked(shop)
        self.windows.append((since, until, after))
        return self.pages.pop(0) if self.pages else OrderPage((), "")

    def begin_export(self, shop: ShopSession, since: datetime) -> Export:
        self._asked(shop)
        self.changes.append(since)
        return Export("gid://shopify/BulkOperation/1", ExportState.RUNNING)

    def export(self, shop: ShopSession, operation: str) -> Export:
        self._asked(shop)
        return self.exports.pop(0) if self.exports else Export(operation, ExportState.RUNNING)

    def read_export(self, shop: ShopSession, export: Export, skip: int) -> Iterator[OrderTold]:
        yield from self.lines[skip:]

    def show_scan(self, shop: ShopSession, scan: Scan) -> str:
        self._asked(shop)
        self.scans.append(scan)
        return f"gid://shopify/FulfillmentEvent/{len(self.scans)}"

    def cancel_order(self, shop: ShopSession, what: Cancellation) -> None:
        self._asked(shop)
        self.changes.append(what)

    def change_address(self, shop: ShopSession, order: str, address: Address) -> None:
        self._asked(shop)
        self.changes.append((order, address))

    def note_instructions(self, shop: ShopSession, order: str, text: str) -> None:
        self._asked(shop)
        self.changes.append((order, text))

    def create_discount(self, shop: ShopSession, discount: Discount) -> None:
        self._asked(shop)
        self.changes.append(discount)

    def publish(self, shop: ShopSession, owner: str, values: Mapping[str, str]) -> None:
        self._asked(shop)
        self.published[owner] = values
