"""Whom we believe to come through a shop's own storefront."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import NotVerifiedError, WebRequest
from integrations.platforms.shopify.app import ShopifyApp
from integrations.platforms.shopify.id_tokens import as_package_reads
from runtime.clock import utc_now
from tests.integrations.shopify_requests import an_app, document
from tests.integrations.wrong_tokens import soon
from tests.session_tokens import SHOP, proxy_signature, signed_proxy_query
from tests.shop_bodies import CLIENT_ID, PREVIOUS_SHOPIFY_SECRET, SHOPIFY_SECRET

VECTORS = {
    "1": "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
    "": "e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb",
}
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@pytest.fixture
def app() -> ShopifyApp:
    return an_app(utc_now)


def proxied(query: str) -> WebRequest:
    return document(f"/proxy?{query}")


def signed(query: str = "", **fields: Any) -> str:
    return signed_proxy_query(query=query, **fields)


def aged(seconds: float) -> str:
    return signed_proxy_query(now=utc_now() - timedelta(seconds=seconds))


def refused(app: ShopifyApp, query: str) -> bool:
    with pytest.raises(NotVerifiedError) as caught:
        app.storefront_visit(proxied(query))
    answer = caught.value.answer
    return (answer.status, answer.body) == (401, "Unauthorized")


def believed(app: ShopifyApp, query: str) -> bool:
    try:
        app.storefront_visit(proxied(query))
    except NotVerifiedError:
        return False
    return True


@pytest.mark.parametrize(("customer", "signature"), VECTORS.items())
def test_we_sign_in_tests_as_shopify_does_in_what_it_has_published(
    customer: str, signature: str
) -> None:
    added = {
        "shop": "shop-name.myshopify.com",
        "logged_in_customer_id": customer,
        "path_prefix": "/apps/awesome_reviews",
        "timestamp": "1317327555",
    }
    assert proxy_signature([("extra", "1"), ("extra", "2"), *added.items()], "hush") == signature
    app = ShopifyApp(CLIENT_ID, ["hush"], utc_now)
    assert refused(app, urlencode({**added, "signature": signature}))  # it was long ago


def test_repeated_fields_are_signed_in_the_order_they_came_in(app) -> None:
    query = signed("extra=1&extra=2")
    assert app.storefront_visit(proxied(query)).shop_domain == SHOP
    assert refused(app, query.replace("extra=1&extra=2", "extra=2&extra=1"))


def test_a_shopper_may_bring_fields_of_any_kind(app) -> None:
    visit = app.storefront_visit(proxied(signed("t=a%2Bb&number=%231042&x=&x=2&å=ä%26ö")))
    assert (visit.shop_domain, visit.customer, visit.path_prefix) == (SHOP, "", "/apps/track")


def test_who_is_logged_in_is_told(app) -> None:
    visit = app.storefront_visit(proxied(signed(logged_in_customer_id="6655443322110099")))
    assert visit.customer == "6655443322110099"


def test_a_merchant_may_have_moved_us(app) -> None:
    visit = app.storefront_visit(proxied(signed(path_prefix="/community/my-parcels")))
    assert visit.path_prefix == "/community/my-parcels"


def test_the_previous_secret_signs_too_while_it_is_rotated(app) -> None:
    query = signed_proxy_query(secret=PREVIOUS_SHOPIFY_SECRET)
    assert app.storefront_visit(proxied(query)).shop_domain == SHOP


@pytest.mark.parametrize("secrets", [1, 2, 3, 4, 5])
def test_each_of_any_number_of_secrets_signs(secrets: int) -> None:
    known = [f"secret {number}" for number in range(secrets)]
    app = ShopifyApp(CLIENT_ID, known, utc_now)
    assert all(believed(app, signed_proxy_query(secret=each)) for each in known)
    assert not believed(app, signed_proxy_query(secret=f"secret {secrets}"))


@pytest.mark.parametrize(
    ("age", "good"), [(-95, False), (-85, True), (0, True), (85, True), (91, False)]
)
def test_a_signature_is_good_for_ninety_seconds_either_way(app, age: int, good: bool) -> None:
    assert believed(app, aged(age)) is good


@pytest.mark.parametrize("ahead", [-95, 95])
def test_it_has_to_be_fresh_by_our_own_clock_too(ahead: int) -> None:
    assert not believed(an_app(lambda: utc_now() + timedelta(seconds=ahead)), signed())


TAMPERED: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "no signature": lambda: signed().rpartition("&signature=")[0],
    "an empty signature": lambda: signed().rpartition("=")[0] + "=",
    "a signature that is not ASCII": lambda: signed().rpartition("=")[0] + "=ä",
    "a lone surrogate": lambda: signed() + "&x=%ED%A0%80",
    "another customer": lambda: signed().replace("customer_id=", "customer_id=7"),
    "one field more": lambda: signed() + "&number=1042",
    "one field less": lambda: signed("number=1042").replace("number=1042&", ""),
    "another secret": lambda: signed_proxy_query(secret="a secret of somebody else"),
    "a second signature": lambda: f"{signed()}&signature=abc",
    "a first signature": lambda: f"signature=abc&{signed()}",
    "too many fields": lambda: "&".join(["x"] * 200) + signed(),
}


@pytest.mark.parametrize("query", TAMPERED.values(), ids=TAMPERED)
def test_what_was_changed_after_signing_is_refused(app, query: Callable[[], str]) -> None:
    assert refused(app, query())


UNFIT: dict[str, Callable[[], str]] = {
    "two shops": lambda: signed("shop=other.myshopify.com"),
    "two customers": lambda: signed("logged_in_customer_id=7"),
    "two times": lambda: signed("timestamp=1"),
    "two places": lambda: signed("path_prefix=/evil"),
    "no shop": lambda: signed_proxy_query(""),
    "another site": lambda: signed_proxy_query("evil.example"),
    "a site behind a shop": lambda: signed_proxy_query(f"{SHOP}.evil.example"),
    "a shop in capitals": lambda: signed_proxy_query(SHOP.upper()),
    "a shop and a line break": lambda: signed_proxy_query(f"{SHOP}\n"),
    "no time": lambda: signed(timestamp=""),
    "a time in words": lambda: signed(timestamp="now"),
    "a time with a sign": lambda: signed(timestamp=f"+{soon(0)}"),
    "a time in other digits": lambda: signed(timestamp=str(soon(0)).translate(ARABIC)),
    "an endless time": lambda: signed(timestamp="9" * 5000),
    "a customer in words": lambda: signed(logged_in_customer_id="gid://shopify/Customer/7"),
    "a customer with a quote": lambda: signed(logged_in_customer_id="7'--"),
    "no place": lambda: signed(path_prefix=""),
    "a place elsewhere": lambda: signed(path_prefix="//evil.example/track"),
    "a place upwards": lambda: signed(path_prefix="/apps/../admin"),
    "a place with markup": lambda: signed(path_prefix='/apps/"><script>'),
}


@pytest.mark.parametrize("query", UNFIT.values(), ids=UNFIT)
def test_even_what_is_signed_has_to_make_sense(app, query: Callable[[], str]) -> None:
    assert refused(app, query())


@pytest.mark.parametrize(
    "name", ["two customers", "no place", "another site", "a customer in words"]
)
def test_we_ask_more_of_an_address_than_shopifys_own_package_does(app, name: str) -> None:
    package = ShopifyPackage(CLIENT_ID, SHOPIFY_SECRET, PREVIOUS_SHOPIFY_SECRET)
    query = UNFIT[name]()
    assert package.verify_app_proxy_req(as_package_reads(proxied(query))).ok
    assert refused(app, query)


def test_the_fields_of_a_query_are_signed_in_the_order_of_their_names(app) -> None:
    pairs = parse_qsl(signed("b=2&a=1").rpartition("&signature=")[0], keep_blank_values=True)
    signature = proxy_signature(pairs, SHOPIFY_SECRET)
    turned = urlencode([("signature", signature), *reversed(pairs)])
    assert app.storefront_visit(proxied(turned)).shop_domain == SHOP
