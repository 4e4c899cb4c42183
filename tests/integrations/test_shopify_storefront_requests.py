"""Whom we believe to come through a shop's own storefront."""

from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

import pytest
from shopify_app import ShopifyApp as ShopifyPackage

from domain.embedding import NotVerifiedError, WebRequest
from integrations.platforms.shopify.app import ShopifyApp
from tests.fakes import NOON, SteppingClock
from tests.integrations.shopify_requests import an_app, document
from tests.session_tokens import SHOP, proxy_signature, signed_proxy_query
from tests.shop_bodies import CLIENT_ID, PREVIOUS_SHOPIFY_SECRET, SHOPIFY_SECRET

VECTOR_SHOP = "shop-name.myshopify.com"
VECTOR_MOMENT = datetime.fromtimestamp(1317327555, UTC)
VECTORS = {
    "1": "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb",
    "": "e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb",
}


@pytest.fixture
def app(clock: SteppingClock) -> ShopifyApp:
    return an_app(clock)


def proxied(query: str) -> WebRequest:
    return document(f"/proxy?{query}")


def signed(query: str = "", **fields: str) -> str:
    return signed_proxy_query(SHOP, SHOPIFY_SECRET, NOON, query, **fields)


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
def test_shopifys_published_signatures_are_believed(customer: str, signature: str) -> None:
    app = ShopifyApp(CLIENT_ID, ["hush"], lambda: VECTOR_MOMENT)
    query = (
        f"extra=1&extra=2&shop={VECTOR_SHOP}&logged_in_customer_id={customer}"
        f"&path_prefix=%2Fapps%2Fawesome_reviews&timestamp=1317327555&signature={signature}"
    )
    visit = app.storefront_visit(proxied(query))
    assert (visit.shop_domain, visit.customer) == (VECTOR_SHOP, customer)
    assert visit.path_prefix == "/apps/awesome_reviews"
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
    query = signed_proxy_query(SHOP, PREVIOUS_SHOPIFY_SECRET, NOON)
    assert app.storefront_visit(proxied(query)).shop_domain == SHOP


@pytest.mark.parametrize(
    ("seconds", "good"), [(-91, False), (-90, True), (0, True), (90, True), (91, False)]
)
def test_a_signature_is_good_for_ninety_seconds_either_way(app, clock, seconds, good) -> None:
    clock.forward(seconds=seconds)
    assert believed(app, signed()) is good


TAMPERED = {
    "nothing": "",
    "no signature": signed().rpartition("&signature=")[0],
    "an empty signature": signed().rpartition("=")[0] + "=",
    "a signature that is not ASCII": signed().rpartition("=")[0] + "=ä",
    "a lone surrogate": signed() + "&x=%ED%A0%80",
    "another customer": signed().replace("customer_id=", "customer_id=7"),
    "one field more": signed() + "&number=1042",
    "one field less": signed("number=1042").replace("number=1042&", ""),
    "another secret": signed_proxy_query(SHOP, "a secret of somebody else", NOON),
    "a second signature": f"{signed()}&signature=abc",
    "a first signature": f"signature=abc&{signed()}",
    "too many fields": "&".join(["x"] * 200) + signed(),
}


@pytest.mark.parametrize("query", TAMPERED.values(), ids=TAMPERED)
def test_what_was_changed_after_signing_is_refused(app, query: str) -> None:
    assert refused(app, query)


UNFIT = {
    "two shops": signed("shop=other.myshopify.com"),
    "two customers": signed("logged_in_customer_id=7"),
    "two times": signed("timestamp=1"),
    "two places": signed("path_prefix=/evil"),
    "no shop": signed_proxy_query("", SHOPIFY_SECRET, NOON),
    "another site": signed_proxy_query("evil.example", SHOPIFY_SECRET, NOON),
    "a site behind a shop": signed_proxy_query(f"{SHOP}.evil.example", SHOPIFY_SECRET, NOON),
    "a shop in capitals": signed_proxy_query(SHOP.upper(), SHOPIFY_SECRET, NOON),
    "a shop and a line break": signed_proxy_query(f"{SHOP}\n", SHOPIFY_SECRET, NOON),
    "no time": signed(timestamp=""),
    "a time in words": signed(timestamp="now"),
    "a time with a sign": signed(timestamp=f"+{int(NOON.timestamp())}"),
    "a time in other digits": signed(timestamp="١٣١٧٣٢٧٥٥٥"),
    "an endless time": signed(timestamp="9" * 5000),
    "a customer in words": signed(logged_in_customer_id="gid://shopify/Customer/7"),
    "a customer with a quote": signed(logged_in_customer_id="7'--"),
    "no place": signed(path_prefix=""),
    "a place elsewhere": signed(path_prefix="//evil.example/track"),
    "a place upwards": signed(path_prefix="/apps/../admin"),
    "a place with markup": signed(path_prefix='/apps/"><script>'),
}


@pytest.mark.parametrize("query", UNFIT.values(), ids=UNFIT)
def test_even_what_is_signed_has_to_make_sense(app, query: str) -> None:
    assert refused(app, query)


def test_what_shopifys_own_package_refuses_at_the_proxy_we_refuse_too() -> None:
    now = datetime.now(UTC)
    package = ShopifyPackage(CLIENT_ID, SHOPIFY_SECRET, PREVIOUS_SHOPIFY_SECRET)
    app = an_app(lambda: now)
    good = signed_proxy_query(SHOP, SHOPIFY_SECRET, now, "b=2&a=1&b=1")
    stale = signed_proxy_query(SHOP, SHOPIFY_SECRET, now - timedelta(seconds=99))
    for query in (good, stale, good + "&c=1", good.replace("b=2", "b=3")):
        url = proxied(query).url
        told = {"method": "GET", "url": url, "headers": {}, "body": ""}
        theirs = package.verify_app_proxy_req(told).ok  # type: ignore[arg-type]
        assert theirs is (query == good)
        assert believed(app, query) is theirs


def test_the_fields_of_a_query_are_signed_in_the_order_of_their_names(app) -> None:
    pairs = parse_qsl(signed("b=2&a=1").rpartition("&signature=")[0], keep_blank_values=True)
    signature = proxy_signature(pairs, SHOPIFY_SECRET)
    turned = urlencode([("signature", signature), *reversed(pairs)])
    assert app.storefront_visit(proxied(turned)).shop_domain == SHOP
