"""The app's identity at Shopify, and what can be proven with its secrets."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class AppKeys:
    """The app's client id and secrets: the current one first, then those being rotated out."""

    client_id: str
    secrets: Sequence[str] = field(repr=False)

    @property
    def secret(self) -> str:
        """Return the current secret, the only one we present to Shopify."""
        return self.secrets[0]

    def signed(self, message: str, claimed: str) -> bool:
        """Tell whether one of the secrets gives this hexadecimal HMAC-SHA256."""
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
