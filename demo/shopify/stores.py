"""Keep the pretend shops by domain: who they are, what they have; the orders' book is shared."""

import re
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from demo.orders import Order, OrderBook
from demo.shopify.accounts import Account, Lifetimes
from demo.shopkeeping import Shopkeeper
from demo.shops.shopify import ShopifyShop

DOMAIN = re.compile(r"[a-z0-9][a-z0-9-]*\.myshopify\.com")
STAFF = 904_113_207
"""The merchant's user."""


@dataclass(frozen=True, slots=True)
class Metafield:
    """A value an app has left on its installation."""

    namespace: str
    key: str
    kind: str
    value: str
    owner: str
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class DiscountCode:
    """A code a shopper can use."""

    code: str
    title: str
    amount: str
    starts_at: str
    ends_at: str
    usage_limit: int | None


@dataclass(slots=True)
class Store:
    """One shop; `plan` is the app's plan the merchant pays for, empty for none.

    `locales` begin with the shop's own. `active_blocks` are the handles of theme and account
    blocks the merchant has put in place. `protected_data` tells whether the app may see shoppers.
    `crowd` are orders by their place that are made up as they are read, until one is changed.
    """

    domain: str
    keeper: Shopkeeper
    account: Account
    voice: ShopifyShop
    name: str = "Nordljus Lampor"
    email: str = "hej@nordljus.example"
    locales: tuple[str, ...] = ("sv", "en")
    time_zone: str = "Europe/Stockholm"
    currency: str = "SEK"
    new_accounts: bool = True
    plan: str = ""
    protected_data: bool = True
    crowd: Mapping[int, Order] = field(default_factory=dict)
    metafields: dict[tuple[str, str], Metafield] = field(default_factory=dict)
    discounts: dict[str, DiscountCode] = field(default_factory=dict)
    active_blocks: set[str] = field(default_factory=set)

    @property
    def shop_id(self) -> int:
        """Return the shop's number."""
        return 60_000_000_000 + zlib.crc32(self.domain.encode())

    @property
    def installation(self) -> str:
        """Return the platform's id of the app's installation; a new one each time."""
        return f"gid://shopify/AppInstallation/{self.shop_id + self.account.installations}"

    @property
    def handle(self) -> str:
        """Return the shop's name in the admin's address."""
        return self.domain.removesuffix(".myshopify.com")

    @property
    def book(self) -> OrderBook:
        """Return the book that everybody writes in."""
        return self.keeper.stage.orders

    def orders(self) -> Iterator[Order]:
        """Yield this shop's orders."""
        yield from (self.book.get(place, order) for place, order in self.crowd.items())
        mine = (o for o in self.book.values() if o.story.platform == "shopify")
        yield from (order for order in mine if order.place not in self.crowd)

    def order(self, platform_id: int) -> Order | None:
        """Return an order, or None."""
        kept = self.book.known_as("shopify", platform_id)
        if kept or not self.crowd:
            return kept
        place = self.keeper.stage.numbers.shopify_place(platform_id)
        found = self.crowd.get(place)
        return found if found and found.platform_id == platform_id else None

    def keep(self, order: Order) -> None:
        """Write an order down as it is now."""
        self.book[order.place] = order


class Stores:
    """The shops of one Shopify; a shop nobody has opened does not exist."""

    def __init__(self, lifetimes: Lifetimes | None = None) -> None:
        self.lifetimes = lifetimes or Lifetimes()
        self._stores: dict[str, Store] = {}
        self.changed: Callable[[], None] = _nobody_cares

    def open(self, domain: str, keeper: Shopkeeper, voice: ShopifyShop) -> Store:
        """Open a shop, told of by a voice; raise ValueError for a name no shop can have."""
        if not DOMAIN.fullmatch(domain):
            raise ValueError("a shop's domain is name.myshopify.com")
        store = Store(domain, keeper, Account(self.lifetimes), voice)
        self._stores[domain] = store
        return store

    def find(self, domain: str) -> Store | None:
        """Return a shop, or None."""
        return self._stores.get(domain)

    def by_handle(self, handle: str) -> Store | None:
        """Return a shop by its name in the admin's address, or None."""
        return self._stores.get(f"{handle}.myshopify.com")

    def all(self) -> tuple[Store, ...]:
        """Return every shop, the first opened first."""
        return tuple(self._stores.values())


def _nobody_cares() -> None:
    """Do nothing."""
