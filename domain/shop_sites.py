"""What we ask of platforms whose shops are sites of their own: where they are, keys, webhooks."""

from collections.abc import Collection
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from domain.errors import FrammeError
from domain.shop_api import Access, ShopSession


@dataclass(frozen=True, slots=True)
class Site:
    """A shop's site as we found it.

    `name` is what we call the shop: host, port if it is not the usual one, and path, lower case.
    `address` is its home, `root` where its interface begins, `consent` the page on which a merchant
    lets us in; none but `root` ends in a slash.
    """

    name: str
    address: str
    root: str
    consent: str


class SiteProblem(StrEnum):
    """Why a shop cannot be connected as it is."""

    NO_ADDRESS = "no_address"
    """What was entered is no web address."""
    NOT_PUBLIC = "not_public"
    """It lies in a network that we must not reach into."""
    NOT_SECURE = "not_secure"
    """It is not served over https: keys would travel in the open."""
    NO_ANSWER = "no_answer"
    """Nothing answers there, or nothing in time."""
    MOVED = "moved"
    """It answers by sending us to another address, which is the one to enter."""
    NO_INTERFACE = "no_interface"
    """It is no WordPress, or its REST interface is blocked."""
    NO_SHOP = "no_shop"
    """It is WordPress without WooCommerce."""
    BARE_LINKS = "bare_links"
    """It has plain permalinks and no https: requests there cannot be signed."""


class SiteRefusedError(FrammeError):
    """A shop cannot be connected; `detail` is the address it moved to, or what it answered."""

    def __init__(self, problem: SiteProblem, detail: str = "") -> None:
        super().__init__(f"{problem}: {detail}" if detail else problem)
        self.problem = problem
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Grant:
    """What a shop sends after its merchant has let us in; `state` is ours, come back.

    Anybody could have sent it: it is worth nothing before the keys are proven at the shop.
    """

    state: str
    key: str = field(repr=False)
    secret: str = field(repr=False)
    may_write: bool


@dataclass(frozen=True, slots=True)
class WebhookCare:
    """What was done about a shop's webhooks; all zero when all was well."""

    made: int = 0
    remade: int = 0
    """Those the shop had switched off, or that were not as we made them."""
    removed: int = 0
    """Doubles, and those of an earlier connection."""


@dataclass(frozen=True, slots=True)
class Introduction:
    """What our plugin in a shop needs to speak to us."""

    base_url: str
    shop_id: str
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class PluginFacts:
    """What our plugin in a shop says of itself and of the site; addresses may be empty.

    `background_stopped` tells that the site's own background work (WP-Cron) is switched off.
    `secret_check` begins the SHA-256, in hex, of the secret it has of us; empty when it has none.
    """

    version: str
    admin_address: str
    account_address: str
    tracking_address: str
    background_stopped: bool
    secret_check: str = ""


class PluginRefusedError(FrammeError):
    """Our plugin is there but set up for another installation of Framme."""


class ShopSites(Protocol):
    """A platform whose shops are sites of their own. Calls to shops raise ProviderError."""

    def find(self, address: str) -> Site:
        """Find the shop's interface from any address of it; raise SiteRefusedError."""
        ...

    def consent_address(self, site: Site, state: str, back_to: str, keys_to: str) -> str:
        """Return where the merchant lets us in; `state` comes back with the keys, unchanged."""
        ...

    def read_grant(self, body: bytes) -> Grant:
        """Read what a shop sends to `keys_to`; raise UnreadablePayloadError."""
        ...

    def prove(self, site: Site, grant: Grant) -> Access:
        """Return access with the grant's keys once the shop itself has accepted them.

        Raises AccessRefusedError, ScopeMissingError, ProviderError.
        """
        ...

    def keep_webhooks(self, shop: ShopSession, address: str, secret: str, ours: str) -> WebhookCare:
        """See that every webhook we need goes to `address`, signed with `secret`, and is active.

        Others that go to an address beginning with `ours` are of no use any more, and are removed.
        """
        ...

    def remove_webhooks(self, shop: ShopSession, ours: str) -> int:
        """Remove all webhooks that go to an address beginning with `ours`; return how many."""
        ...

    def orders_present(self, shop: ShopSession, orders: Collection[str]) -> frozenset[str]:
        """Return which of these orders (platform ids) the shop still has, bin excluded."""
        ...

    def introduce(self, shop: ShopSession, us: Introduction) -> PluginFacts | None:
        """Tell our plugin how to reach us; None when it is not there. Raises PluginRefusedError."""
        ...

    def plugin_facts(self, shop: ShopSession) -> PluginFacts | None:
        """Return what our plugin says; None when it is not there."""
        ...

    def dismiss(self, shop: ShopSession) -> None:
        """Have our plugin forget how to reach us; nothing happens when it is not there."""
        ...
