"""Framme as Shopify knows it: an app in the admin, in storefronts and in account pages."""

from collections.abc import Mapping, Sequence

from domain.embedding import (
    AccountVisit,
    EditorLinks,
    MerchantVisit,
    StorefrontVisit,
    WebAnswer,
    WebRequest,
)
from domain.ports import Clock
from domain.shop_api import Access
from integrations.platforms.shopify import (
    app_home,
    code_grant,
    editor_links,
    storefront_requests,
)
from integrations.platforms.shopify.keys import AppKeys
from integrations.platforms.shopify.places import places
from integrations.platforms.shopify.scopes import INSTALL_SCOPES, SCAN_SCOPES, missing_scopes
from integrations.platforms.shopify.tokens import TokenDesk


class ShopifyApp:
    """Fills EmbeddedApp. `secrets` are the current one, then those being rotated out.

    `simulator` is the address of a stand-in for Shopify's servers, or empty. Nobody is spoken to
    before a method that says so is called.
    """

    install_scopes = INSTALL_SCOPES
    scan_scopes = SCAN_SCOPES

    def __init__(
        self, client_id: str, secrets: Sequence[str], clock: Clock, simulator: str = ""
    ) -> None:
        self.client_id = client_id
        self._keys = AppKeys(client_id, tuple(secrets))
        self._clock = clock
        self._places = places(simulator)
        self._desk = TokenDesk(self._keys, self._places, clock)
        self.cdn = self._places.cdn

    def missing_scopes(self, granted: frozenset[str], wanted: frozenset[str]) -> frozenset[str]:
        """Return what of `wanted` is not granted; who may write may read."""
        return missing_scopes(granted, wanted)

    def merchant_visit(self, request: WebRequest) -> MerchantVisit:
        """Prove who looks at our page in the admin; raise NotVerifiedError."""
        return app_home.merchant_visit(request, self._keys, self._places)

    def bounce_page(self, request: WebRequest) -> WebAnswer:
        """Return the page on which App Bridge fetches a fresh id token and comes back."""
        return app_home.bounce_page(request, self._keys, self._places)

    def exchange(self, visit: MerchantVisit) -> Access:
        """Exchange a visit's id token for access to the shop, over the network.

        Raises NotVerifiedError when Shopify finds it stale, AccessRefusedError, ProviderError.
        """
        if not isinstance(visit.proof, app_home.ExchangeableProof):
            raise TypeError("this visit was not proven by Shopify")
        return self._desk.exchange(visit.shop_domain, visit.proof)

    def refresh(self, shop_domain: str, access: Access) -> Access:
        """Renew access, over the network; the refresh token is used up.

        Raises AccessRefusedError, ProviderError.
        """
        return self._desk.refresh(shop_domain, access)

    def shop_installing(self, query: Mapping[str, str]) -> str:
        """Return the shop whose merchant follows Shopify's install link; raise BadSignatureError.

        The caller has seen to it that no name is in the query twice.
        """
        return code_grant.proven_shop(query, self._keys, self._clock())

    def authorize_address(self, shop_domain: str, state: str, back_to: str) -> str:
        """Return where a merchant grants access by hand; ValueError if no shop."""
        return code_grant.authorize_address(shop_domain, self._keys, self._places, state, back_to)

    def redeem(self, query: Mapping[str, str]) -> tuple[str, Access]:
        """Return the shop and the access granted by hand, over the network.

        Raises BadSignatureError, AccessRefusedError, ProviderError. The caller has compared
        `state`, and seen to it that no name is in the query twice.
        """
        shop, code = code_grant.proven_code(query, self._keys, self._clock())
        return shop, self._desk.redeem(shop, code)

    def storefront_visit(self, request: WebRequest) -> StorefrontVisit:
        """Prove a request came through a storefront; raise NotVerifiedError."""
        return storefront_requests.storefront_visit(request, self._keys, self._clock())

    def account_visit(self, request: WebRequest) -> AccountVisit:
        """Prove a request came from our block in account pages; raise NotVerifiedError."""
        return storefront_requests.account_visit(request, self._keys)

    def editor_links(self, shop_domain: str) -> EditorLinks:
        """Return where the merchant puts our blocks in place."""
        return editor_links.editor_links(self._places, shop_domain, self.client_id)

    def plan_address(self, shop_domain: str, app_handle: str) -> str:
        """Return Shopify's page where the merchant chooses a plan."""
        return editor_links.plan_address(self._places, shop_domain, app_handle)
