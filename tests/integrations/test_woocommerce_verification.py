"""What is WooCommerce's own in proving a delivery: its ids that repeat, and its unsigned ping."""

import hmac
import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from integrations.platforms.woocommerce import WooCommercePlatform

WOOCOMMERCE = WooCommercePlatform()
SECRET = "whsec & <quotes> \"'"
CAPTURES = Path(__file__).parents[3] / "shared" / "data" / "woocommerce" / "captures"
FORM = {"content-type": "application/x-www-form-urlencoded"}

with_captures = pytest.mark.skipif(
    not CAPTURES.is_dir(), reason="the captured requests lie beside the repository"
)


def dedupe_key(body: bytes, webhook: str = "2", delivery: str = "0c6a") -> str:
    headers = {
        "x-wc-webhook-signature": b64encode(hmac.digest(SECRET.encode(), body, "sha256")).decode(),
        "x-wc-webhook-topic": "order.updated",
        "x-wc-webhook-id": webhook,
        "x-wc-webhook-delivery-id": delivery,
    }
    return WOOCOMMERCE.verify_webhook(RawDelivery(body, headers), [SECRET]).dedupe_key


def captured() -> list[tuple[str, RawDelivery, str | None]]:
    found = []
    for path in sorted(CAPTURES.glob("[0-9]*.json")):
        capture: dict[str, Any] = json.loads(path.read_bytes())
        headers = {name.lower(): value for name, value in capture["headers"].items()}
        delivery = RawDelivery(capture["body"].encode(), headers)
        found.append((path.name, delivery, capture["secret"]))
    return found


def test_a_repeated_delivery_has_the_same_key() -> None:
    assert dedupe_key(b'{"id":1}') == dedupe_key(b'{"id":1}')


def test_orders_delivered_in_one_second_share_an_id_and_not_a_key() -> None:
    assert dedupe_key(b'{"id":1}') != dedupe_key(b'{"id":2}')


def test_the_same_order_told_later_or_by_another_webhook_is_another_delivery() -> None:
    assert dedupe_key(b"{}") != dedupe_key(b"{}", delivery="0c6b")
    assert dedupe_key(b"{}") != dedupe_key(b"{}", webhook="3")


def test_the_parts_of_a_key_do_not_run_into_each_other() -> None:
    assert dedupe_key(b"{}", webhook="2", delivery="30") != dedupe_key(
        b"{}", webhook="23", delivery="0"
    )


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"webhook_id=4", FORM),
        (b"webhook_id=12345", {"content-type": "application/x-www-form-urlencoded; charset=UTF-8"}),
    ],
)
def test_a_ping_is_known_by_its_form(body: bytes, headers: dict[str, str]) -> None:
    assert WOOCOMMERCE.is_ping(RawDelivery(body, headers))


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"webhook_id=4", {}),
        (b"webhook_id=4", {"content-type": "application/json"}),
        (b"webhook_id=", FORM),
        (b"webhook_id=4&x=1", FORM),
        (b"webhook_id=4\n", FORM),
        (b"webhook_id=" + b"4" * 21, FORM),
        (b'{"id":4}', FORM),
        (b"webhook_id=4", FORM | {"x-wc-webhook-topic": "order.created"}),
        (b"webhook_id=4", FORM | {"x-wc-webhook-signature": "AAAA"}),
    ],
)
def test_nothing_else_is_a_ping(body: bytes, headers: dict[str, str]) -> None:
    assert not WOOCOMMERCE.is_ping(RawDelivery(body, headers))


def test_a_ping_is_not_a_verified_delivery() -> None:
    with pytest.raises(BadSignatureError):
        WOOCOMMERCE.verify_webhook(RawDelivery(b"webhook_id=4", FORM), [SECRET])


def test_a_shop_is_never_known_by_a_header() -> None:
    assert WOOCOMMERCE.shop_domain_of({"x-wc-webhook-source": "https://shop.example/"}) == ""


@with_captures
def test_every_captured_delivery_verifies_and_one_flipped_bit_undoes_it() -> None:
    signed = [(name, d, secret) for name, d, secret in captured() if secret]
    assert len(signed) == 25
    for name, delivery, secret in signed:
        assert secret is not None
        verified = WOOCOMMERCE.verify_webhook(delivery, ["another", secret])
        assert verified.topic in name
        for place in {0, len(delivery.body) // 2, len(delivery.body) - 1}:
            forged = bytearray(delivery.body)
            forged[place] ^= 1
            with pytest.raises(BadSignatureError):
                WOOCOMMERCE.verify_webhook(RawDelivery(bytes(forged), delivery.headers), [secret])


@with_captures
def test_of_the_captured_requests_without_a_signature_one_is_a_ping() -> None:
    unsigned = {name: d for name, d, secret in captured() if not secret}
    assert len(unsigned) == 2
    assert [WOOCOMMERCE.is_ping(d) for d in unsigned.values()] == [True, False]
    for delivery in unsigned.values():
        with pytest.raises(BadSignatureError):
            WOOCOMMERCE.verify_webhook(delivery, [SECRET])


@with_captures
def test_no_two_captured_deliveries_have_the_same_key() -> None:
    keys = [
        WOOCOMMERCE.verify_webhook(delivery, [secret]).dedupe_key
        for _, delivery, secret in captured()
        if secret
    ]
    assert len(set(keys)) == len(keys)
