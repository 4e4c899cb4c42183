"""Access granted by hand: where the merchant is sent, and which callback is believed."""

import hmac
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import pytest

from domain.errors import BadSignatureError
from integrations.platforms.shopify.app import ShopifyApp
from tests.fakes import NOON, SteppingClock
from tests.integrations.shopify_requests import TokenEndpoint, an_app, with_simulator
from tests.session_tokens import SHOP
from tests.shop_bodies import CLIENT_ID, PREVIOUS_SHOPIFY_SECRET, SHOPIFY_SECRET

BACK = "https://track.example.com/settings/authorized"
SOON = str(int(NOON.timestamp()))


@pytest.fixture
def app(clock: SteppingClock) -> ShopifyApp:
    return an_app(clock)


def callback(secret: str = SHOPIFY_SECRET, **changes: str) -> dict[str, str]:
    """Return a callback's query, signed; a field of "" is left out."""
    fields = {"code": "abc", "host": "YWRt/x==", "shop": SHOP, "state": "s", "timestamp": SOON}
    told = {name: value for name, value in {**fields, **changes}.items() if value}
    text = "&".join(f"{name}={told[name]}" for name in sorted(told))
    return {**told, "hmac": hmac.digest(secret.encode(), text.encode(), "sha256").hex()}


@pytest.mark.parametrize("typed", [SHOP, "lamps", " Lamps ", f"https://{SHOP}/admin"])
def test_a_merchant_is_sent_to_their_own_shop(app, typed: str) -> None:
    address = urlsplit(app.authorize_address(typed, "state & more", BACK))
    assert (address.scheme, address.netloc) == ("https", SHOP)
    assert address.path == "/admin/oauth/authorize"
    assert parse_qs(address.query) == {
        "client_id": [CLIENT_ID],
        "scope": [
            "read_customers,read_fulfillments,read_locales,read_orders,read_products,write_app_proxy"
        ],
        "redirect_uri": [BACK],
        "state": ["state & more"],
    }


NO_SHOPS = [
    "",
    "evil.example",
    f"{SHOP}.evil.example",
    f"evil.example/{SHOP}",
    f"evil.example#{SHOP}",
    f"user@{SHOP}",
    f"{SHOP}:8443",
    "-lamps.myshopify.com",
    "läden.myshopify.com",
    "http://[",
    "a" * 300,
]


@pytest.mark.parametrize("typed", NO_SHOPS)
def test_what_is_no_shop_leads_nowhere(app, typed: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        app.authorize_address(typed, "state", BACK)


def test_a_callback_is_redeemed_for_access_that_expires(clock) -> None:
    endpoint = TokenEndpoint()
    shop, access = with_simulator(
        endpoint, lambda address: an_app(clock, address).redeem(callback())
    )
    assert (shop, access.token, access.refresh_token) == (SHOP, "shpat-new", "shprt-new")
    assert endpoint.asked == [
        (
            "POST",
            f"/{SHOP}/admin/oauth/access_token",
            {
                "client_id": CLIENT_ID,
                "client_secret": SHOPIFY_SECRET,
                "code": "abc",
                "expiring": 1,
            },
        )
    ]


def test_shopifys_published_signature_is_believed() -> None:
    app = ShopifyApp(CLIENT_ID, ["hush"], lambda: datetime.fromtimestamp(1337178173, UTC))
    query = {
        "code": "0907a61c0c8d55e99db179b68161bc00",
        "shop": "some-shop.myshopify.com",
        "timestamp": "1337178173",
        "hmac": "4712bf92ffc2917d15a2f5a273e39f0116667419aa4b6ac0b3baaf26fa3c4d20",
    }
    with pytest.raises(BadSignatureError, match="gives this signature"):
        app.redeem({**query, "code": "another"})
    redeemed = with_simulator(
        TokenEndpoint(),
        lambda address: ShopifyApp(
            CLIENT_ID, ["hush"], lambda: datetime.fromtimestamp(1337178173, UTC), address
        ).redeem(query),
    )
    assert redeemed[0] == "some-shop.myshopify.com"


def test_the_previous_secret_signs_callbacks_too(clock) -> None:
    query = callback(PREVIOUS_SHOPIFY_SECRET)
    redeemed = with_simulator(TokenEndpoint(), lambda at: an_app(clock, at).redeem(query))
    assert redeemed[0] == SHOP


UNBELIEVABLE = {
    "nothing": {},
    "no signature": {**callback(), "hmac": ""},
    "a signature that is not ASCII": {**callback(), "hmac": "ä"},
    "another secret": callback("a secret of somebody else"),
    "another shop": {**callback(), "shop": "other.myshopify.com"},
    "one field more": {**callback(), "extra": "1"},
    "fields glued together": {**callback(code="abc&host=YWRt/x==", host=""), "code": "abc"},
    "no code": callback(code=""),
    "no shop": callback(shop=""),
    "another site": callback(shop="evil.example"),
    "a site behind a shop": callback(shop=f"{SHOP}.evil.example"),
    "a shop and a line break": callback(shop=f"{SHOP}\n"),
    "no time": callback(timestamp=""),
    "a time in words": callback(timestamp="now"),
    "too late": callback(timestamp=str(int(SOON) - 91)),
    "too early": callback(timestamp=str(int(SOON) + 91)),
}


@pytest.mark.parametrize("query", UNBELIEVABLE.values(), ids=UNBELIEVABLE)
def test_a_callback_that_is_not_signed_or_not_fresh_is_refused(app, query) -> None:
    with pytest.raises(BadSignatureError) as caught:
        app.redeem(query)
    assert query.get("hmac", "-") not in str(caught.value) or not query.get("hmac")


def test_who_may_write_may_read(app) -> None:
    granted = frozenset({"write_orders", "read_fulfillments", "a_scope_of_tomorrow"})
    assert (
        app.missing_scopes(granted, frozenset({"read_orders", "read_fulfillments"})) == frozenset()
    )
    wanted = frozenset({"write_fulfillments", "read_customers", "write_orders"})
    assert app.missing_scopes(granted, wanted) == {"write_fulfillments", "read_customers"}


def test_the_editors_open_at_our_blocks(app) -> None:
    links = app.editor_links(SHOP)
    theme = f"https://{SHOP}/admin/themes/current/editor"
    assert links.embed == f"{theme}?context=apps&activateAppId={CLIENT_ID}/track-button"
    for link, block in (
        (links.tracking_block, "order-tracking"),
        (links.faq_block, "delivery-faq"),
    ):
        added = f"addAppBlockId={CLIENT_ID}/{block}"
        assert link == f"{theme}?template=page&{added}&target=newAppsSection"
    assert links.account_blocks == (
        "https://admin.shopify.com/store/lamps/settings/checkout/editor"
        f"?page=order-status&context=apps&app={CLIENT_ID}"
    )


def test_plans_are_chosen_on_shopifys_own_page(app) -> None:
    address = "https://admin.shopify.com/store/lamps/charges/framme/pricing_plans"
    assert app.plan_address(SHOP, "framme") == address
    assert "/charges/a%2Fb/" in app.plan_address(SHOP, "a/b")


def test_in_development_every_link_leads_to_the_simulator(clock) -> None:
    simulator = "http://127.0.0.1:8025/shopify"
    app = an_app(clock, simulator)
    links = app.editor_links(SHOP)
    for address in (links.embed, links.tracking_block, app.authorize_address(SHOP, "s", BACK)):
        assert address.startswith(f"{simulator}/{SHOP}/admin/")
    for address in (links.account_blocks, app.plan_address(SHOP, "framme")):
        assert address.startswith(f"{simulator}/admin/store/lamps/")
