"""What is Shopify's own in proving a delivery: its headers, and the shop they name."""

import hmac
from base64 import b64encode

import pytest
from shopify_app import ShopifyApp as ShopifyPackage

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from integrations.platforms.shopify import ShopifyPlatform
from tests.shop_bodies import CLIENT_ID

SHOPIFY = ShopifyPlatform()
SECRET = "shpss_of_a_test"
PREVIOUS = "shpss_of_yesterday"


def signature(body: bytes, secret: str = SECRET) -> str:
    return b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()


def delivery(body: bytes, **headers: str) -> RawDelivery:
    named = {f"x-shopify-{name.replace('_', '-')}": value for name, value in headers.items()}
    return RawDelivery(body, {"x-shopify-hmac-sha256": signature(body)} | named)


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


TEXT = '{"id":1,"title":"Lampskärm 💡"}'.encode()
RIGHT = signature(TEXT)
DELIVERIES = {
    "signed": (TEXT, RIGHT, True),
    "signed with the previous secret": (TEXT, signature(TEXT, PREVIOUS), True),
    "of nothing": (b"", signature(b""), True),
    "of what is no JSON": (b"\x00[[", signature(b"\x00[["), True),
    "without a signature": (TEXT, "", False),
    "signed with another secret": (TEXT, signature(TEXT, "a guess"), False),
    "signed with no secret": (TEXT, signature(TEXT, ""), False),
    "of another body": (TEXT + b" ", RIGHT, False),
    "of the same body by another hand": (TEXT.replace(b":", b": "), RIGHT, False),
    "cut short": (TEXT, RIGHT[:-1], False),
    "with a space": (TEXT, f"{RIGHT} ", False),
    "in the other case": (TEXT, RIGHT.swapcase(), False),
    "in hexadecimal": (TEXT, hmac.digest(SECRET.encode(), TEXT, "sha256").hex(), False),
    "signed twice": (TEXT, f"{RIGHT},{RIGHT}", False),
}


@pytest.mark.parametrize(("body", "told", "good"), DELIVERIES.values(), ids=DELIVERIES)
def test_we_believe_the_deliveries_that_shopifys_own_package_believes(
    body: bytes, told: str, good: bool
) -> None:
    headers = {"x-shopify-hmac-sha256": told, "x-shopify-topic": "orders/create"}
    request = {"method": "POST", "url": "", "headers": headers, "body": body.decode()}
    package = ShopifyPackage(CLIENT_ID, SECRET, PREVIOUS)
    assert package.verify_webhook_req(request).ok is good  # type: ignore[arg-type]
    assert believed(RawDelivery(body, headers)) is good


def believed(delivery: RawDelivery) -> bool:
    try:
        SHOPIFY.verify_webhook(delivery, [SECRET, PREVIOUS])
    except BadSignatureError:
        return False
    return True


def test_what_shopifys_own_package_fails_over_is_refused() -> None:
    headers = {"x-shopify-hmac-sha256": "ä"}
    request = {"method": "POST", "url": "", "headers": headers, "body": "{}"}
    with pytest.raises(TypeError):
        ShopifyPackage(CLIENT_ID, SECRET).verify_webhook_req(request)  # type: ignore[arg-type]
    assert not believed(RawDelivery(b"{}", headers))
