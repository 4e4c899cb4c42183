"""Let a browser be told of an order, and no longer; refuses what is no push service's address."""

import base64
import binascii
import ipaddress
import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from urllib.parse import urlsplit

from domain.errors import BadTokenError, FrammeError
from domain.kinds import ChannelKey
from services.shopper_wishes import ShopperView
from services.wiring import Wiring
from storage.order_locks import lock_orders_by_id
from storage.push_subscriptions import (
    NewSubscription,
    drop_endpoint,
    endpoints_of,
    keep_subscription,
)
from storage.shopper_preferences import kept_wishes, switch_channel

MOST_OF_AN_ORDER = 10
LONGEST_ENDPOINT = 2_000
_POINT, _SECRET = 65, 16
_UNCOMPRESSED = 4


class BadSubscriptionError(FrammeError):
    """What a browser sent is no subscription of the Push API."""


class TooManyDevicesError(FrammeError):
    """As many browsers as may be are told of the order already."""


@dataclass(frozen=True, slots=True)
class PushKeys:
    """What a browser gave us to encrypt for it, base64url (RFC 8291)."""

    p256dh: str
    auth: str


def subscribe(
    wiring: Wiring, view: ShopperView, endpoint: str, keys: PushKeys, language: str
) -> int:
    """Have a browser told of the order; return the version its shopper's wishes have now.

    Raises BadSubscriptionError, TooManyDevicesError, TooManyAttemptsError and OverloadedError.
    """
    _check(endpoint, keys)
    shop_id, order_id = view.shop.id, view.order.id
    wiring.limiter.hit("subscribe-push", f"{shop_id}:{order_id}")
    sealed = wiring.vault.seal(json.dumps(asdict(keys)))
    with wiring.sessions.begin() as session:
        if not lock_orders_by_id(session, [order_id]):
            raise BadTokenError("the order is gone")
        there = endpoints_of(session, shop_id, order_id)
        if endpoint not in there and len(there) >= MOST_OF_AN_ORDER:
            raise TooManyDevicesError(f"{len(there)} browsers are told of the order")
        new = NewSubscription(order_id, endpoint, sealed, language)
        keep_subscription(session, shop_id, new, wiring.clock())
        switch_channel(session, shop_id, view.address, ChannelKey.PUSH, on=True)
        return kept_wishes(session, shop_id, view.address).wishes.version


def unsubscribe(wiring: Wiring, view: ShopperView, endpoint: str) -> None:
    """Tell a browser nothing more of the order; one that was told nothing stays as it is."""
    if not _is_push_service(endpoint):
        return
    with wiring.sessions.begin() as session:
        drop_endpoint(session, view.shop.id, view.order.id, endpoint)


def _check(endpoint: str, keys: PushKeys) -> None:
    if not _is_push_service(endpoint):
        raise BadSubscriptionError("not the address of a push service")
    point, secret = _bytes(keys.p256dh), _bytes(keys.auth)
    if len(point) != _POINT or point[0] != _UNCOMPRESSED or len(secret) != _SECRET:
        raise BadSubscriptionError("not the keys of a subscription")


def _is_push_service(endpoint: str) -> bool:
    """Tell whether an address may be a push service's; that it is public is seen on connecting."""
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii() or not endpoint.isprintable():
        return False
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    with suppress(ValueError):
        ipaddress.ip_address(host)
        return False
    plain = parts.scheme == "https" and port in {None, 443} and "@" not in parts.netloc
    return plain and "." in host.strip(".") and " " not in endpoint and "\\" not in endpoint


def _bytes(text: str) -> bytes:
    try:
        padded = text + "=" * (-len(text) % 4)
        return base64.b64decode(padded, altchars=b"-_", validate=True)
    except (ValueError, binascii.Error):
        return b""
