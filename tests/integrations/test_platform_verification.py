"""How every platform must prove a delivery, tried on each of them alike."""

import hashlib
import hmac
from base64 import b64encode
from dataclasses import dataclass

import pytest

from domain.errors import BadSignatureError
from domain.ports import Platform, RawDelivery
from domain.shop import PlatformKey
from integrations.platforms.shopify import ShopifyPlatform
from integrations.platforms.woocommerce import WooCommercePlatform

SECRET = "a secret & its <friends> ö"
TOPIC = "order.created"


@dataclass(frozen=True)
class Case:
    platform: Platform
    signature_header: str
    topic_header: str

    def delivery(self, body: bytes, secret: str = SECRET, **headers: str) -> RawDelivery:
        signature = b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()
        given = {self.signature_header: signature, self.topic_header: TOPIC}
        return RawDelivery(body, given | headers)


CASES = (
    Case(ShopifyPlatform(), "x-shopify-hmac-sha256", "x-shopify-topic"),
    Case(WooCommercePlatform(), "x-wc-webhook-signature", "x-wc-webhook-topic"),
)
each_platform = pytest.mark.parametrize("case", CASES, ids=lambda case: case.platform.key)


@each_platform
def test_a_platform_names_itself(case: Case) -> None:
    assert isinstance(case.platform.key, PlatformKey)


@each_platform
def test_a_body_signed_with_the_secret_is_verified_without_being_read(case: Case) -> None:
    delivery = case.delivery(b"\xff not JSON \x00")
    verified = case.platform.verify_webhook(delivery, [SECRET])
    assert verified.topic == TOPIC
    assert verified.dedupe_key


@each_platform
def test_every_secret_is_tried(case: Case) -> None:
    delivery = case.delivery(b"{}")
    for secrets in (["new", SECRET], [SECRET, "old"]):
        assert case.platform.verify_webhook(delivery, secrets).topic == TOPIC


@each_platform
@pytest.mark.parametrize("secrets", [[], ["another"], ["", "another"]])
def test_a_signature_by_no_known_secret_is_refused(case: Case, secrets: list[str]) -> None:
    with pytest.raises(BadSignatureError):
        case.platform.verify_webhook(case.delivery(b"{}"), secrets)


@each_platform
def test_an_empty_secret_signs_nothing(case: Case) -> None:
    with pytest.raises(BadSignatureError):
        case.platform.verify_webhook(case.delivery(b"{}", secret=""), [""])


@each_platform
@pytest.mark.parametrize(
    "signature",
    ["", "not base64!", "åäö", "\udcff", "AAAA", "=" * 44, " " + "A" * 43, "0" * 64, "x" * 9000],
)
def test_a_senseless_signature_is_refused(case: Case, signature: str) -> None:
    delivery = case.delivery(b"{}", **{case.signature_header: signature})
    with pytest.raises(BadSignatureError):
        case.platform.verify_webhook(delivery, [SECRET])


@each_platform
def test_a_hexadecimal_signature_is_refused(case: Case) -> None:
    signature = hmac.new(SECRET.encode(), b"{}", hashlib.sha256).hexdigest()
    delivery = case.delivery(b"{}", **{case.signature_header: signature})
    with pytest.raises(BadSignatureError):
        case.platform.verify_webhook(delivery, [SECRET])


@each_platform
def test_a_missing_signature_is_refused(case: Case) -> None:
    with pytest.raises(BadSignatureError):
        case.platform.verify_webhook(RawDelivery(b"{}", {}), [SECRET])


@each_platform
def test_no_byte_of_a_body_can_be_changed(case: Case) -> None:
    delivery = case.delivery(b'{"id": 1, "total": "10.00"}')
    for place in range(len(delivery.body)):
        forged = bytearray(delivery.body)
        forged[place] ^= 1
        with pytest.raises(BadSignatureError):
            case.platform.verify_webhook(RawDelivery(bytes(forged), delivery.headers), [SECRET])


@each_platform
def test_a_delivery_without_a_topic_is_verified_and_tells_nothing(case: Case) -> None:
    headers = {
        name: value
        for name, value in case.delivery(b"{}").headers.items()
        if name == case.signature_header
    }
    verified = case.platform.verify_webhook(RawDelivery(b"{}", headers), [SECRET])
    assert verified.topic == ""
    assert case.platform.read_event(verified.topic, b"{}") is None


@each_platform
def test_without_ids_a_repeated_delivery_is_known_by_its_topic_and_body(case: Case) -> None:
    def key(body: bytes, topic: str) -> str:
        delivery = case.delivery(body, **{case.topic_header: topic})
        return case.platform.verify_webhook(delivery, [SECRET]).dedupe_key

    assert key(b"{}", "orders") == key(b"{}", "orders")
    assert key(b"{}", "orders") != key(b"{ }", "orders")
    assert key(b"{}", "orders") != key(b"{}", "customers")
    assert key(b"{}", "\udcff")


@each_platform
def test_an_endless_header_stays_short(case: Case) -> None:
    delivery = case.delivery(b"{}", **{case.topic_header: "o" * 9000})
    verified = case.platform.verify_webhook(delivery, [SECRET])
    assert len(verified.topic) <= 255
    assert len(verified.dedupe_key) <= 255
