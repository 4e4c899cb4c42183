"""A platform of shops that are sites of their own, scripted, which notes what it is asked."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field, replace

from domain.errors import AccessRefusedError, ProviderError, UnreadablePayloadError
from domain.shop import PlatformKey
from domain.shop_api import Access, ShopSession
from domain.shop_sites import (
    Grant,
    Introduction,
    PluginFacts,
    PluginRefusedError,
    Site,
    SiteProblem,
    SiteRefusedError,
    WebhookCare,
)
from services.wiring import Wiring
from tests.fake_shop_api import FakeShopApi

SITE = Site(
    "mugs.example",
    "https://mugs.example",
    "https://mugs.example/wp-json/",
    "https://mugs.example/wc-auth/v1/authorize",
)
KEY = "ck_good"
PLUGIN = PluginFacts(
    "1.0.0",
    "https://mugs.example/wp-admin/admin.php?page=framme",
    "https://mugs.example/my-account",
    "",
    background_stopped=False,
)


@dataclass
class FakeShopSites:
    """Fills the port ShopSites; `failing` is raised by the next calls, one error a call."""

    sites: dict[str, Site] = field(default_factory=lambda: {SITE.name: SITE})
    keys: set[str] = field(default_factory=lambda: {KEY})
    plugin: PluginFacts | None = None
    plugin_refuses: bool = False
    present: frozenset[str] | None = None
    care: WebhookCare = field(default_factory=WebhookCare)
    failing: list[ProviderError] = field(default_factory=list)
    introduced: list[Introduction] = field(default_factory=list)
    webhooks: list[tuple[str, str, str]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    asked_present: list[Collection[str]] = field(default_factory=list)
    dismissed: int = 0

    def find(self, address: str) -> Site:
        name = address.removeprefix("https://").strip("/")
        if name not in self.sites:
            raise SiteRefusedError(SiteProblem.NO_ANSWER)
        return self.sites[name]

    def consent_address(self, site: Site, state: str, back_to: str, keys_to: str) -> str:
        return f"{site.consent}?user_id={state}&return_url={back_to}&callback_url={keys_to}"

    def read_grant(self, body: bytes) -> Grant:
        try:
            told = json.loads(body)
            return Grant(
                told["user_id"],
                told["consumer_key"],
                told["consumer_secret"],
                may_write=told["key_permissions"] == "read_write",
            )
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadablePayloadError("no keys") from error

    def prove(self, site: Site, grant: Grant) -> Access:
        self._fail()
        if grant.key not in self.keys:
            raise AccessRefusedError("woocommerce_rest_cannot_view")
        return Access(grant.key, "", None, None, frozenset({"read", "write"}))

    def keep_webhooks(self, shop: ShopSession, address: str, secret: str, ours: str) -> WebhookCare:
        self._asked(shop)
        self.webhooks.append((address, secret, ours))
        return self.care

    def remove_webhooks(self, shop: ShopSession, ours: str) -> int:
        self._asked(shop)
        self.removed.append(ours)
        return 6

    def orders_present(self, shop: ShopSession, orders: Collection[str]) -> frozenset[str]:
        self._asked(shop)
        self.asked_present.append(orders)
        return frozenset(orders) if self.present is None else self.present & frozenset(orders)

    def introduce(self, shop: ShopSession, us: Introduction) -> PluginFacts | None:
        self._asked(shop)
        if self.plugin_refuses:
            raise PluginRefusedError("https://other.example")
        self.introduced.append(us)
        return self.plugin

    def plugin_facts(self, shop: ShopSession) -> PluginFacts | None:
        self._asked(shop)
        return self.plugin

    def dismiss(self, shop: ShopSession) -> None:
        self._asked(shop)
        self.dismissed += 1

    def _asked(self, shop: ShopSession) -> None:
        self._fail()
        if shop.token not in self.keys:
            raise AccessRefusedError("woocommerce_rest_cannot_view")

    def _fail(self) -> None:
        if self.failing:
            raise self.failing.pop(0)


def with_sites(wiring: Wiring, sites: FakeShopSites, api: FakeShopApi) -> Wiring:
    """Return the wiring of an installation at which such shops can be connected."""
    woocommerce = PlatformKey.WOOCOMMERCE
    return replace(wiring, sites={woocommerce: sites}, shop_apis={woocommerce: api})


def with_plugin(wiring: Wiring) -> Wiring:
    """Return the wiring of an installation whose one shop has our plugin."""
    return with_sites(wiring, FakeShopSites(plugin=PLUGIN), FakeShopApi())


def grant_of(state: str, key: str = KEY) -> bytes:
    """Return what a shop posts once its merchant has approved."""
    keys = {"consumer_key": key, "consumer_secret": "cs_good", "key_permissions": "read_write"}
    return json.dumps({"user_id": state, **keys}).encode()
