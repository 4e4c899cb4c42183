"""Prove that a WooCommerce shop sent a webhook, from its raw bytes; nothing is parsed here."""

import hashlib
import hmac
import re
from base64 import b64encode
from collections.abc import Sequence

from domain.errors import BadSignatureError
from domain.ports import RawDelivery, VerifiedDelivery

_PING = re.compile(rb"webhook_id=[0-9]{1,20}")
_LONGEST_TOPIC = 255


def verify_webhook(delivery: RawDelivery, secrets: Sequence[str]) -> VerifiedDelivery:
    """Check the HMAC against each of the shop's secrets; raise BadSignatureError.

    Only the body is signed: the shop is known by the address it was sent to, never by a header.
    """
    headers = delivery.headers
    claimed = headers.get("x-wc-webhook-signature", "").encode("ascii", "replace")
    if not any(_signed(delivery.body, secret, claimed) for secret in secrets):
        raise BadSignatureError("no secret of the shop gives this signature")
    topic = headers.get("x-wc-webhook-topic", "")
    return VerifiedDelivery(topic[:_LONGEST_TOPIC], _dedupe_key(topic, delivery))


def is_ping(delivery: RawDelivery) -> bool:
    """Tell whether this is the unsigned greeting a shop sends when a webhook is made."""
    form = delivery.headers.get("content-type", "").startswith("application/x-www-form-urlencoded")
    return (
        form
        and _PING.fullmatch(delivery.body) is not None
        and not any(name.startswith("x-wc-") for name in delivery.headers)
    )


def _signed(body: bytes, secret: str, claimed: bytes) -> bool:
    if not secret:
        return False
    return hmac.compare_digest(b64encode(hmac.digest(secret.encode(), body, "sha256")), claimed)


def _dedupe_key(topic: str, delivery: RawDelivery) -> str:
    # A delivery id is made of the webhook and the second: orders of one second share it.
    webhook_id = delivery.headers.get("x-wc-webhook-id", "")
    delivery_id = delivery.headers.get("x-wc-webhook-delivery-id", "")
    said = f"{topic}\0{webhook_id}\0{delivery_id}\0".encode("utf-8", "replace")
    return hashlib.sha256(said + delivery.body).hexdigest()
