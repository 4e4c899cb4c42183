"""How a platform shows our pages inside its own, and how it proves who is looking."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from domain.errors import FrammeError
from domain.shop_api import Access


@dataclass(frozen=True, slots=True)
class WebRequest:
    """A request as it came; header names are lower case, `url` is the public one, with query.

    What it proves stands in all of it: nothing but the method is ever shown.
    """

    method: str
    url: str = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)
    body: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WebAnswer:
    """An answer to be sent as it is."""

    status: int
    headers: Mapping[str, str]
    body: str = ""


class NotVerifiedError(FrammeError):
    """The request does not prove who sent it; `answer` is what the platform's page expects then."""

    def __init__(self, reason: str, answer: WebAnswer) -> None:
        super().__init__(reason)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class MerchantVisit:
    """A merchant looking at our page in the platform's admin.

    `headers` belong on the answer to a document. `proof` may be exchanged for access, once.
    """

    shop_domain: str
    user: str
    headers: Mapping[str, str]
    proof: object = field(repr=False)


@dataclass(frozen=True, slots=True)
class StorefrontVisit:
    """A shopper looking at our page within the shop's own domain.

    `customer` is the platform's id of the shopper who is logged in, or empty. `path_prefix` is
    where the shop shows us.
    """

    shop_domain: str
    customer: str
    path_prefix: str


@dataclass(frozen=True, slots=True)
class AccountVisit:
    """A shopper looking at our block in the shop's account pages; `customer` as above."""

    shop_domain: str
    customer: str


@dataclass(frozen=True, slots=True)
class EditorLinks:
    """Where a merchant puts our blocks in place; each opens the platform's own editor."""

    embed: str
    tracking_block: str
    faq_block: str
    account_blocks: str


class EmbeddedApp(Protocol):
    """Us, as a platform knows us: an app inside its admin, its storefronts and account pages."""

    client_id: str
    cdn: str
    """Where the platform's scripts come from, without a trailing slash."""
    install_scopes: frozenset[str]
    """What must be granted for us to work at all."""
    scan_scopes: frozenset[str]
    """What must be granted for scans to be shown on the platform's own pages."""

    def missing_scopes(self, granted: frozenset[str], wanted: frozenset[str]) -> frozenset[str]:
        """Return what of `wanted` is not granted, by the platform's rules of what implies what."""
        ...

    def merchant_visit(self, request: WebRequest) -> MerchantVisit:
        """Prove who looks at our page in the admin; raise NotVerifiedError."""
        ...

    def bounce_page(self, request: WebRequest) -> WebAnswer:
        """Return the page on which the platform's script fetches a fresh proof and comes back."""
        ...

    def exchange(self, visit: MerchantVisit) -> Access:
        """Exchange a visit's proof for access to the shop.

        Raises NotVerifiedError when the proof is stale, ProviderError otherwise.
        """
        ...

    def refresh(self, shop_domain: str, access: Access) -> Access:
        """Renew access; the refresh token is used up. Raises AccessRefusedError, ProviderError."""
        ...

    def shop_installing(self, query: Mapping[str, str]) -> str:
        """Return the shop in the platform's signed install link; raise BadSignatureError."""
        ...

    def authorize_address(self, shop_domain: str, state: str, back_to: str) -> str:
        """Return where a merchant grants access by hand, outside the admin; ValueError if no shop.

        `state` comes back unchanged.
        """
        ...

    def redeem(self, query: Mapping[str, str]) -> tuple[str, Access]:
        """Return the shop and the access granted by hand; raise BadSignatureError, ProviderError.

        The caller has compared `state`.
        """
        ...

    def storefront_visit(self, request: WebRequest) -> StorefrontVisit:
        """Prove a request came through a storefront; raise NotVerifiedError."""
        ...

    def account_visit(self, request: WebRequest) -> AccountVisit:
        """Prove a request came from our block in account pages; raise NotVerifiedError."""
        ...

    def editor_links(self, shop_domain: str) -> EditorLinks:
        """Return where the merchant puts our blocks in place."""
        ...

    def plan_address(self, shop_domain: str, app_handle: str) -> str:
        """Return the platform's page where the merchant chooses a plan."""
        ...
