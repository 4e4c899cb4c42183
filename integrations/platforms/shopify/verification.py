"""Prove that Shopify sent a webhook, from its raw bytes; nothing is parsed here."""

import hashlib
import hmac
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime

from domain.errors import BadSignatureError
from domain.ports import RawDelivery, VerifiedDelivery

_SHOP_DOMAIN = re.compile(r"^[a-z0-9][a-z0-9-]*\.myshopify\.com$")
_LONGEST_HEADER = 255


def verify_webhook(delivery: RawDelivery, secrets: Sequence[str]) -> VerifiedDelivery:
    """Check the HMAC against each of the app's secrets; raise BadSignatureError.

    While a secret is being rotated Shopify may sign with the old one for an hour. Only the body is
    signed: the topic, the shop and the delivery's id are as trustworthy as the sender of the body.
    """
    headers = delivery.headers
    claimed = headers.get("x-shopify-hmac-sha256", "").encode("ascii", "replace")
    if not any(_signed(delivery.body, secret, claimed) for secret in secrets):
        raise BadSignatureError("no secret of the app gives this signature")
    topic = headers.get("x-shopify-topic", "")
    triggered_at = _moment(headers.get("x-shopify-triggered-at", ""))
    return VerifiedDelivery(topic[:_LONGEST_HEADER], _dedupe_key(topic, delivery), triggered_at)


def shop_domain_of(headers: Mapping[str, str]) -> str:
    """Return the shop a delivery says it is from, lower case; empty when that is no shop's name."""
    domain = headers.get("x-shopify-shop-domain", "").lower()
    if len(domain) > _LONGEST_HEADER or not _SHOP_DOMAIN.fullmatch(domain):
        return ""
    return domain


def _moment(text: str) -> datetime | None:
    """Read a header's moment; one that is none, or whose zone is anyone's guess, says nothing."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _signed(body: bytes, secret: str, claimed: bytes) -> bool:
    if not secret:
        return False
    return hmac.compare_digest(b64encode(hmac.digest(secret.encode(), body, "sha256")), claimed)


def _dedupe_key(topic: str, delivery: RawDelivery) -> str:
    # X-Shopify-Event-Id will not do: all deliveries of one merchant action share it.
    webhook_id = delivery.headers.get("x-shopify-webhook-id", "")
    if webhook_id and len(webhook_id) <= _LONGEST_HEADER:
        return webhook_id
    return hashlib.sha256(f"{topic}\0".encode("utf-8", "replace") + delivery.body).hexdigest()
