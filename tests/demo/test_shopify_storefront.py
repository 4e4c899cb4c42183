"""The pretend storefront: proxied pages, theme blocks, account pages, and who is logged in."""

import json
import re
from urllib.parse import parse_qsl

import jwt
import pytest

from demo.cast import PRODUCTS
from demo.shopify.proofs import AppKeys, proxy_signature
from demo.shops.shopify_bodies import VARIANT_IDS, customer_id
from tests.demo.shopify_world import KEYS, SHOP, World
from tests.demo.test_shopify_pages import look, press
from tests.demo.test_shopify_tokens import in_world


def test_liquid_of_the_app_is_shown_inside_the_theme_and_cookies_stay_outside() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        one.listening.headers = {"Content-Type": "application/liquid", "Set-Cookie": "a=b"}
        one.listening.body = "<p id='app'>{{ shop.name }} {{ request.locale.iso_code }}</p>"
        address = f"{one.base}/storefront/{SHOP}/apps/track"
        answer = await one.client.get(address, headers={"Cookie": "secret=1"})
        assert "<p id='app'>Nordljus Lampor sv</p>" in answer.text
        assert "a pretend shop" in answer.text.lower()
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "a=b" not in str(answer.headers)
        assert "Cookie" not in one.listening.asked[0].headers
        one.listening.body = "{% layout none %}<b>bare</b>"
        assert (await one.client.get(address)).text == "<b>bare</b>"

    in_world(story)


def test_an_address_fills_the_cart_and_leads_past_it_unless_it_is_asked_for() -> None:
    async def story(one: World) -> None:
        goods = f"{VARIANT_IDS + PRODUCTS[3].number}:2,{VARIANT_IDS + PRODUCTS[8].number}:1,7:1"
        address = f"{one.base}/storefront/{SHOP}/cart/{goods}"
        for query, heading in (("", "Checkout"), ("?storefront=true", "Cart")):
            shown = await one.client.get(address + query)
            assert re.findall("<h1>(.*?)</h1>", shown.text) == [heading]
            lines = re.findall("<li>(.*?)</li>", shown.text)
            assert lines == ["2 × Oak stool", "1 × Desk lamp", "1 × nothing on sale here"]

    in_world(story)


def test_proxied_requests_are_signed_and_name_who_is_logged_in() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        order = one.orders()[0]
        login = {"customer": str(customer_id(order)), "locale": "en"}
        pretend = await one.client.post(f"{one.base}/storefront/{SHOP}/pretend", data=login)
        cookie = {"Cookie": pretend.headers["Set-Cookie"].partition(";")[0]}
        # At the shop's own root, as links in its pages have it.
        answer = await one.client.post(
            f"{one.url}/apps/track/look-up?a=1&a=2",
            data={"number": "#1", "proof": "x"},
            headers=cookie,
        )
        assert answer.json() == {}
        asked = one.listening.asked[-1]
        query = parse_qsl(asked.query_string, keep_blank_values=True)
        named = dict(query)
        assert asked.path == "/proxy/look-up"
        assert named["logged_in_customer_id"] == str(customer_id(order))
        assert (named["shop"], named["path_prefix"]) == (SHOP, "/apps/track")
        signed = [pair for pair in query if pair[0] != "signature"]
        assert named["signature"] == proxy_signature(KEYS, signed)
        assert one.listening.bodies[-1] == b"number=%231&proof=x"

    in_world(story)


@pytest.mark.parametrize(
    ("customer", "signature"),
    [
        ("1", "4c68c8624d737112c91818c11017d24d334b524cb5c2b8ba08daa056f7395ddb"),
        ("", "e072b6d7e6622d85912a5214b860d3100dc1e73d9bc29f43796ac8c9ff8093cb"),
    ],
)
def test_the_proxys_signature_is_the_one_in_shopifys_documentation(
    customer: str, signature: str
) -> None:
    query = [
        ("extra", "1"),
        ("extra", "2"),
        ("shop", "shop-name.myshopify.com"),
        ("logged_in_customer_id", customer),
        ("path_prefix", "/apps/awesome_reviews"),
        ("timestamp", "1317327555"),
    ]
    assert proxy_signature(AppKeys("", "hush"), query) == signature


def test_the_apps_pages_are_gone_from_a_shop_that_has_thrown_it_out() -> None:
    async def story(one: World) -> None:
        address = f"{one.base}/storefront/{SHOP}/apps/track"
        assert (await one.client.get(address)).status_code == 404
        assert one.listening.asked == []

    in_world(story)


def test_theme_blocks_stand_on_the_home_page_once_they_are_in_place() -> None:
    async def story(one: World) -> None:
        await press(one, "/install")
        home = f"/shopify/storefront/{SHOP}/"
        assert "framme-faq" not in await look(one, home)
        for handle in ("delivery-faq", "order-tracking", "track-button"):
            await press(one, "/block", handle=handle)
        page = await look(one, home)
        assert "translation missing" not in page
        assert "framme-faq" in page
        assert 'id="framme-button"' in page
        (asset,) = set(re.findall(r'"(/shopify/[^"]+/assets/track\.js)"', page))
        assert "data-framme-tracking" in await look(one, asset)

    in_world(story)


def test_the_account_page_shows_what_the_app_tells_before_and_after_the_login() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        order = one.orders()[0]
        one.listening.body = json.dumps({"order": {"headline": "<b>On its way</b>"}})
        page = await look(one, f"/shopify/account/{SHOP}/orders/{order.platform_id}")
        assert "not logged in" in page
        assert "&lt;b&gt;On its way" in page
        login = {"customer": str(customer_id(order)), "locale": "sv"}
        pretend = await one.client.post(f"{one.base}/storefront/{SHOP}/pretend", data=login)
        cookie = {"Cookie": pretend.headers["Set-Cookie"].partition(";")[0]}
        await one.client.get(f"{one.base}/account/{SHOP}", headers=cookie)
        subjects = []
        for asked in one.listening.asked:
            token = asked.headers["Authorization"].removeprefix("Bearer ")
            claims = jwt.decode(token, KEYS.secret, ["HS256"], audience=KEYS.client_id)
            subjects.append(claims.get("sub"))
        assert subjects == [None, f"gid://shopify/Customer/{customer_id(order)}"]

    in_world(story)
