"""A platform's token desk, written by hand: pairs expire, are renewed, and are used up."""

import itertools
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.embedding import (
    AccountVisit,
    EditorLinks,
    MerchantVisit,
    StorefrontVisit,
    WebAnswer,
    WebRequest,
)
from domain.errors import AccessRefusedError, ProviderError
from domain.shop import PlatformKey
from domain.shop_api import Access, ShopSession
from services.shop_access import sealed
from services.wiring import Wiring
from storage.shop_access import keep_access
from tests.fake_shop_api import FakeShopApi

SCOPES = frozenset({"read_orders", "read_fulfillments"})


def a_visit(shop: str = "lamps.myshopify.com") -> MerchantVisit:
    """Return a merchant's visit whose proof is still good."""
    return MerchantVisit(shop, "41", {}, proof="an id token")


@dataclass
class FakeEmbeddedApp:
    """Fills the port EmbeddedApp. `failing` is raised by the next exchanges and refreshes.

    A refresh token is honoured until a token made later has been used. `before_answer` is called
    while we wait for the platform, `after_answer` when it has done its part.
    """

    clock: Callable[[], datetime]
    client_id: str = "app-id"
    cdn: str = "https://cdn.example"
    install_scopes: frozenset[str] = SCOPES
    scan_scopes: frozenset[str] = frozenset({"write_scans"})
    granted: frozenset[str] = SCOPES
    failing: list[Exception] = field(default_factory=list)
    exchanged: list[MerchantVisit] = field(default_factory=list)
    refreshed: list[str] = field(default_factory=list)
    before_answer: Callable[[], None] = lambda: None
    after_answer: Callable[[], None] = lambda: None
    good_tokens: set[str] = field(default_factory=set)
    good_refresh_tokens: set[str] = field(default_factory=set)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def issue(self, lasts: timedelta = timedelta(hours=1)) -> Access:
        number, now = next(self.numbers), self.clock()
        self.good_tokens.add(f"token-{number}")
        self.good_refresh_tokens.add(f"refresh-{number}")
        return Access(
            f"token-{number}",
            f"refresh-{number}",
            now + lasts,
            now + timedelta(days=90),
            self.granted,
        )

    def used(self, token: str) -> None:
        """Note that a token has been used: what came before it ends."""
        number = int(token.rpartition("-")[2])
        for earlier in range(1, number):
            self.good_tokens.discard(f"token-{earlier}")
            self.good_refresh_tokens.discard(f"refresh-{earlier}")

    def revoke(self) -> None:
        """Accept nothing issued so far."""
        self.good_tokens.clear()
        self.good_refresh_tokens.clear()

    def exchange(self, visit: MerchantVisit) -> Access:
        self.exchanged.append(visit)
        self.before_answer()
        if self.failing:
            raise self.failing.pop(0)
        return self.issue()

    def refresh(self, shop_domain: str, access: Access) -> Access:
        self.refreshed.append(access.refresh_token)
        self.before_answer()
        if self.failing:
            raise self.failing.pop(0)
        if access.refresh_token not in self.good_refresh_tokens:
            raise AccessRefusedError("invalid_grant")
        renewed = self.issue()
        self.after_answer()
        return renewed

    def missing_scopes(self, granted: frozenset[str], wanted: frozenset[str]) -> frozenset[str]:
        return wanted - granted

    def merchant_visit(self, request: WebRequest) -> MerchantVisit:
        raise NotImplementedError

    def bounce_page(self, request: WebRequest) -> WebAnswer:
        raise NotImplementedError

    def shop_installing(self, query: Mapping[str, str]) -> str:
        raise NotImplementedError

    def authorize_address(self, shop_domain: str, state: str, back_to: str) -> str:
        raise NotImplementedError

    def redeem(self, query: Mapping[str, str]) -> tuple[str, Access]:
        raise NotImplementedError

    def storefront_visit(self, request: WebRequest) -> StorefrontVisit:
        raise NotImplementedError

    def account_visit(self, request: WebRequest) -> AccountVisit:
        raise NotImplementedError

    def editor_links(self, shop_domain: str) -> EditorLinks:
        raise NotImplementedError

    def plan_address(self, shop_domain: str, app_handle: str) -> str:
        raise NotImplementedError


@dataclass
class GuardedShopApi(FakeShopApi):
    """A shop's platform that refuses tokens its desk has not issued, or has revoked."""

    desk: FakeEmbeddedApp | None = None

    def _asked(self, shop: ShopSession) -> None:
        assert self.desk is not None
        if shop.token not in self.desk.good_tokens:
            self.sessions.append(shop)
            raise AccessRefusedError("HTTP 401")
        self.desk.used(shop.token)
        super()._asked(shop)


def with_app(wiring: Wiring, app: FakeEmbeddedApp, api: GuardedShopApi) -> Wiring:
    """Return the wiring of an installation that is an app on the platform."""
    apps, apis = {PlatformKey.SHOPIFY: app}, {PlatformKey.SHOPIFY: api}
    return replace(wiring, apps=apps, shop_apis=apis)


def grant(wiring: Wiring, shop_id: int, access: Access) -> None:
    """Let a shop have granted access."""
    with wiring.sessions.begin() as session:
        keep_access(session, shop_id, sealed(wiring, access))


OUT_OF_ORDER = ProviderError("HTTP 502")
