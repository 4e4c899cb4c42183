"""WooCommerce shops: how their webhooks are proven, and what they say."""

from collections.abc import Mapping, Sequence

from domain.ports import RawDelivery, VerifiedDelivery
from domain.shop import PlatformKey
from domain.shop_events import ShopEvent
from integrations.platforms.woocommerce import events, verification


class WooCommercePlatform:
    """The platform WooCommerce; `secrets` are the one shop's."""

    key = PlatformKey.WOOCOMMERCE

    def verify_webhook(self, delivery: RawDelivery, secrets: Sequence[str]) -> VerifiedDelivery:
        """Check the signature over the raw bytes against each secret; raise BadSignatureError."""
        return verification.verify_webhook(delivery, secrets)

    def introduces_shop(self, topic: str) -> bool:  # noqa: ARG002 - the port's signature
        """Say no: a WooCommerce shop has a secret of its own, so it is connected first."""
        return False

    def read_event(self, topic: str, body: bytes) -> ShopEvent | None:
        """Turn a body into a shop event; None for a topic, or a state, we do not use.

        Raises UnreadablePayloadError.
        """
        return events.read_event(topic, body)

    def is_ping(self, delivery: RawDelivery) -> bool:
        """Tell whether this is the unsigned greeting, to be answered 200 and forgotten."""
        return verification.is_ping(delivery)

    def shop_domain_of(self, headers: Mapping[str, str]) -> str:  # noqa: ARG002 - the port's
        """Say nothing: a shop is known by the address it sends to, the header is anyone's word."""
        return ""
