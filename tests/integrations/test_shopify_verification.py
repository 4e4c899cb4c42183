"""What is Shopify's own in proving a delivery: its headers, and the shop they name."""

import hmac
from base64 import b64encode

import pytest

from domain.ports import RawDelivery
from integrations.platforms.shopify import ShopifyPlatform

SHOPIFY = ShopifyPlatform()
SECRET = "shpss_of_a_test"


def delivery(body: bytes, **headers: str) -> RawDelivery:
    signature = b64encode(hmac.digest(SECRET.encode(), body, "sha256")).decode()
    named = {f"x-shopify-{name.replace('_', '-')}": value for name, value in headers.items()}
    return RawDelivery(body, {"x-shopify-hmac-sha256": signature} | named)


def dedupe_key(body: bytes = b"{}", **headers: str) -> str:
    return SHOPIFY.verify_webhook(delivery(body, **headers), [SECRET]).dedupe_key


def test_a_known_signature_is_accepted() -> None:
    # Made with: printf '{"id":1}' | openssl dgst -sha256 -hmac hush -binary | base64
    headers = {"x-shopify-hmac-sha256": "VnKUjZsLuN5iZWjn5EntcBVCF9kMN43LglzCE1/GSeY="}
    assert SHOPIFY.verify_webhook(RawDelivery(b'{"id":1}', headers), ["hush"]).topic == ""


def test_the_webhook_id_tells_a_repeated_delivery() -> None:
    assert dedupe_key(webhook_id="b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", event_id="e1") == (
        "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043"
    )


def test_deliveries_of_one_merchant_action_are_not_each_others_repetition() -> None:
    assert dedupe_key(webhook_id="w1", event_id="e") != dedupe_key(webhook_id="w2", event_id="e")


@pytest.mark.parametrize("webhook_id", ["", "w" * 256])
def test_without_a_usable_webhook_id_topic_and_body_tell(webhook_id: str) -> None:
    key = dedupe_key(webhook_id=webhook_id, topic="orders/create")
    assert key == dedupe_key(topic="orders/create")
    assert key != dedupe_key(topic="orders/updated")


@pytest.mark.parametrize(
    ("header", "domain"),
    [
        ("moss-and-oak.myshopify.com", "moss-and-oak.myshopify.com"),
        ("Moss-And-Oak.MyShopify.com", "moss-and-oak.myshopify.com"),
        ("1.myshopify.com", "1.myshopify.com"),
        ("", ""),
        ("myshopify.com", ""),
        (".myshopify.com", ""),
        ("-a.myshopify.com", ""),
        ("a.b.myshopify.com", ""),
        ("a.myshopify.com\n", ""),
        ("a.myshopify.com.evil.example", ""),
        ("evil.example/a.myshopify.com", ""),
        ("evil.example#a.myshopify.com", ""),
        ("a_b.myshopify.com", ""),
        ("amyshopify.com", ""),
        ("a.myshopifyxcom", ""),
        ("å.myshopify.com", ""),
        ("a" * 250 + ".myshopify.com", ""),
    ],
)
def test_only_a_shops_own_name_names_a_shop(header: str, domain: str) -> None:
    assert SHOPIFY.shop_domain_of({"x-shopify-shop-domain": header}) == domain


def test_a_delivery_without_the_header_names_no_shop() -> None:
    assert SHOPIFY.shop_domain_of({}) == ""


def test_shopify_sends_no_unsigned_ping() -> None:
    assert not SHOPIFY.is_ping(RawDelivery(b"webhook_id=4", {}))
