"""Get tokens for a shop from Shopify: exchanged, renewed, or granted by hand; keeps none."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

import httpx
from shopify_app import IdTokenDetails, TokenExchangeAccessToken
from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import NotVerifiedError
from domain.errors import AccessRefusedError, ProviderError
from domain.ports import Clock
from domain.shop_api import Access
from integrations.http import Patience
from integrations.platforms.shopify.app_home import ExchangeableProof
from integrations.platforms.shopify.grants import Grant, StaleProofError, read_grant
from integrations.platforms.shopify.keys import AppKeys
from integrations.platforms.shopify.places import Places
from integrations.platforms.shopify.shop_names import handle_of
from integrations.platforms.shopify.transport import shop_client

_PATIENCE = Patience(size=100_000)


@dataclass(frozen=True, slots=True)
class TokenDesk:
    """Shopify's token endpoints, as our app may use them.

    Every method raises AccessRefusedError when only the merchant can help, else ProviderError.
    """

    keys: AppKeys
    places: Places
    clock: Clock

    def exchange(self, shop: str, proof: ExchangeableProof) -> Access:
        """Exchange a merchant's id token; raise NotVerifiedError when Shopify finds it stale."""
        details = IdTokenDetails(
            exchangeable=True, token=proof.token, claims={"dest": f"https://{shop}"}
        )
        try:
            return self._ask(
                lambda client: self._package().exchange_using_token_exchange(
                    "offline", details, expiring=True, http_client=client
                )
            )
        except StaleProofError:
            raise NotVerifiedError("Shopify finds the id token stale", proof.retry) from None

    def refresh(self, shop: str, access: Access) -> Access:
        """Renew access; whether that is due, the caller has decided."""
        end = access.refresh_expires_at
        if not access.refresh_token or (end is not None and end <= self.clock()):
            raise AccessRefusedError(
                "there is no refresh token that is still good",
                permanent=True,
                credentials_refused=True,
            )
        # Without dates: the package would decide by the machine's clock whether to ask at all.
        worn = TokenExchangeAccessToken(
            shop=handle_of(shop),
            token=access.token,
            expires=None,
            scope="",
            access_mode="offline",
            refresh_token=access.refresh_token,
            refresh_token_expires=None,
            user=None,
        )
        return self._ask(
            lambda client: self._package().refresh_token_exchanged_access_token(
                worn, http_client=client
            )
        )

    def redeem(self, shop: str, code: str) -> Access:
        """Redeem an authorization code, which Shopify's package does not know how to."""
        wanted = {
            "client_id": self.keys.client_id,
            "client_secret": self.keys.secret,
            "code": code,
            "expiring": 1,
        }
        address = f"https://{shop}/admin/oauth/access_token"
        return self._ask(lambda client: client.post(address, json=wanted))

    def _package(self) -> ShopifyPackage:
        return ShopifyPackage(self.keys.client_id, self.keys.secret)

    def _ask(self, ask: Callable[[httpx.Client], object]) -> Access:
        """Let `ask` send one request, and read the answer before Shopify's package does.

        The package would fail over an answer that is not as promised, and sleep and ask again,
        in the middle of a merchant's request, when it is told to come back later.
        """
        granted: list[Grant] = []

        def listen(answer: httpx.Response) -> None:
            answer.read()
            granted.append(read_grant(answer))

        with shop_client(self.places, _PATIENCE) as client:
            client.event_hooks = {"response": [listen]}
            # The package swallows this error itself; a cause would carry the request.
            with suppress(httpx.RequestError):
                ask(client)
        if not granted:
            raise ProviderError("no answer from Shopify")
        return granted[0].access(self.clock())
