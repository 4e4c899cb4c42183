"""Do what a merchant does in the admin: install, grant, sell, pay, put blocks in place; no HTTP."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from random import Random

from demo.carriers.book import CARRIERS
from demo.cast import PRODUCTS, SHOPPERS, Line
from demo.orders import Order
from demo.shopify import news
from demo.shopify.app_settings import AppSettings
from demo.shopify.stores import Store, Stores
from demo.stories import Plot, Scan, ShopAct, Story

FIRST_OWN_PLACE = 50
"""Places of orders a viewer places: behind those of the stories and of the past."""
PLANS = ("", "starter", "growth", "scale")


@dataclass(frozen=True, slots=True)
class Merchant:
    """Acts in any of the shops, and lets the app hear of it as Shopify would."""

    stores: Stores
    app: AppSettings
    now: Callable[[], datetime]
    chance: Random

    def install(self, store: Store) -> None:
        """Install the app, with the scopes it cannot do without."""
        store.account.install(self.app.scopes)
        self.stores.changed()

    def uninstall(self, store: Store) -> None:
        """Throw the app out; what it left on its installation goes with it."""
        store.account.uninstall()
        store.metafields.clear()
        store.active_blocks.clear()
        store.plan = ""
        self._tell(store, news.uninstalled(store))

    def grant(self, store: Store, scopes: Iterable[str]) -> None:
        """Allow more; scopes the app has not declared are left out."""
        before = store.account.scopes
        known = self.app.scopes | self.app.optional_scopes
        if not store.account.installed:
            store.account.install(())
        store.account.scopes = before | (known & frozenset(scopes))
        self._tell_scopes(store, before)

    def revoke(self, store: Store, scopes: Iterable[str]) -> None:
        """Take optional scopes back."""
        before = store.account.scopes
        store.account.scopes = before - (frozenset(scopes) & self.app.optional_scopes)
        self._tell_scopes(store, before)

    def choose_plan(self, store: Store, plan: str) -> None:
        """Pay for another plan, or for none."""
        if plan not in PLANS:
            raise ValueError("there is no such plan")
        status = "ACTIVE" if plan else "CANCELLED"
        store.plan = plan or store.plan
        told = news.plan_changed(store, status, self.now())
        store.plan = plan
        self._tell(store, told)

    def sell(self, store: Store) -> Order:
        """Let a shopper order two things."""
        lines = tuple(Line(product) for product in self.chance.sample(PRODUCTS, 2))
        shopper, carrier = self.chance.choice(SHOPPERS), self.chance.choice(CARRIERS)
        story = Story(Plot.HOME, "shopify", shopper, lines, (carrier,))
        place = max((FIRST_OWN_PLACE - 1, *store.book, *store.crowd)) + 1
        return store.keeper.place(place, story)

    def fulfil(self, store: Store, order: Order) -> None:
        """Send the next parcel of an order, if one is left."""
        sent = {parcel.place for parcel in order.parcels}
        left = [place for place in range(len(order.story.carriers)) if place not in sent]
        if left:
            store.keeper.act(order, ShopAct.SHIPPED, left[0])

    def cancel(self, store: Store, order: Order) -> None:
        """Call an order off."""
        store.keeper.act(order, ShopAct.CANCELLED)

    def scan(self, store: Store, order: Order, parcel: int, scan: Scan) -> None:
        """Let the carrier scan a parcel."""
        store.keeper.scan(order, scan, parcel)

    def ask_for_data(self, store: Store, order: Order) -> None:
        """Let a shopper ask what the app knows."""
        self._tell(store, news.data_requested(store, order, self.chance.randrange(10**6)))

    def redact_shopper(self, store: Store, order: Order) -> None:
        """Let a shopper be forgotten."""
        self._tell(store, news.shopper_redacted(store, order))

    def redact_shop(self, store: Store) -> None:
        """Let the shop be forgotten, as happens two days after it has left."""
        self._tell(store, news.shop_redacted(store))

    def _tell_scopes(self, store: Store, before: frozenset[str]) -> None:
        if store.account.scopes != before:
            self._tell(store, news.scopes_changed(store, before, self.now()))

    def _tell(self, store: Store, told: news.News) -> None:
        self.stores.changed()
        store.voice.announce([told], self.now())
