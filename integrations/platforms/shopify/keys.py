"""The app's identity at Shopify, and what can be proven with its secrets."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field

from shopify_app import ShopifyApp as ShopifyPackage


@dataclass(frozen=True, slots=True)
class AppKeys:
    """The app's client id and secrets: the current one first, then those being rotated out."""

    client_id: str
    secrets: Sequence[str] = field(repr=False)

    @property
    def secret(self) -> str:
        """Return the current secret, the only one we present to Shopify."""
        return self.secrets[0]

    @property
    def packages(self) -> Sequence[ShopifyPackage]:
        """Return Shopify's own package with every secret, two at a time: it holds no more."""
        return [
            ShopifyPackage(self.client_id, *self.secrets[first : first + 2])
            for first in range(0, len(self.secrets), 2)
        ]

    def signed(self, message: str, claimed: str) -> bool:
        """Tell whether one of the secrets gives this hexadecimal HMAC-SHA256.

        For what Shopify's package does not verify: the callback of a grant by hand.
        """
        told = claimed.encode("utf-8", "replace")
        return any(
            hmac.compare_digest(
                hmac.digest(secret.encode(), message.encode("utf-8", "replace"), "sha256")
                .hex()
                .encode(),
                told,
            )
            for secret in self.secrets
        )
