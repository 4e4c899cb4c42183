"""Shopify shops: how their webhooks are proven, and what they say."""

from collections.abc import Mapping, Sequence

from domain.ports import RawDelivery, VerifiedDelivery
from domain.shop import PlatformKey
from domain.shop_events import ShopEvent
from integrations.platforms.shopify import events, verification


class ShopifyPlatform:
    """The platform Shopify; `secrets` are the app's, the current and the previous one."""

    key = PlatformKey.SHOPIFY

    def is_ping(self, delivery: RawDelivery) -> bool:  # noqa: ARG002 - the port's signature
        """Say no: everything Shopify sends is signed."""
        return False

    def verify_webhook(self, delivery: RawDelivery, secrets: Sequence[str]) -> VerifiedDelivery:
        """Check the signature over the raw bytes against each secret; raise BadSignatureError."""
        return verification.verify_webhook(delivery, secrets)

    def introduces_shop(self, topic: str) -> bool:
        """Say yes but for farewells and privacy requests: those are sent to apps already gone."""
        return topic not in {"app/uninstalled", *events.PRIVACY_TOPICS}

    def read_event(self, topic: str, body: bytes) -> ShopEvent | None:
        """Turn a body into a shop event; None for a topic we do not use.

        Raises UnreadablePayloadError.
        """
        return events.read_event(topic, body)

    def shop_domain_of(self, headers: Mapping[str, str]) -> str:
        """Return the shop a delivery says it is from, or "" when that is no shop's name."""
        return verification.shop_domain_of(headers)
