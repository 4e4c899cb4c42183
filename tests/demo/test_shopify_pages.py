"""The pretend admin and storefront: frames, buttons, proxied pages, and what they tell the app."""

import asyncio
import base64
import hashlib
import hmac
import json
import re
from collections.abc import Awaitable, Callable
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import jwt
import pytest

from demo.shopify.proofs import AppKeys, proxy_signature
from demo.shops.shopify_bodies import customer_id
from demo.stories import Scan
from tests.demo.playing import serving, theatre
from tests.demo.shopify_world import KEYS, SHOP, World
from tests.demo.test_shopify_tokens import in_world

Story = Callable[[World], Awaitable[None]]
ADMIN = "/shopify/admin/lamps"


async def press(one: World, path: str, **form: str) -> int:
    answer = await one.client.post(f"{one.url}{ADMIN}{path}", data=form)
    assert answer.status_code == 303, answer.text
    return answer.status_code


async def look(one: World, path: str) -> str:
    answer = await one.client.get(f"{one.url}{path}", follow_redirects=True)
    assert answer.status_code == 200, path
    return answer.text


def test_the_admin_frames_the_app_with_every_proof_it_expects() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        page = await look(one, "/shopify/admin")
        assert "lamps.myshopify.com" in page
        (address,) = re.findall(r'<iframe id="app"[^>]* src="([^"]+)"', page)
        framed = urlsplit(unescape(address))
        assert f"{framed.scheme}://{framed.netloc}" == one.simulator.settings.web_url
        assert framed.path == "/settings"
        query = dict(parse_qsl(framed.query))
        assert set(query) == {
            *("embedded", "hmac", "host", "id_token", "locale", "session", "shop", "timestamp")
        }
        told = "&".join(f"{k}={v}" for k, v in sorted(query.items()) if k != "hmac")
        assert query["hmac"] == hmac.digest(KEYS.secret.encode(), told.encode(), "sha256").hex()
        claims = jwt.decode(query["id_token"], KEYS.secret, ["HS256"], audience=KEYS.client_id)
        assert claims["dest"] == f"https://{SHOP}"
        assert 50 <= claims["exp"] - claims["iat"] <= 60
        below = await look(one, f"{ADMIN}/app/messages?plan_handle=growth")
        assert "/settings/messages?" in below
        assert "plan_handle=growth" in below

    in_world(story)


def test_the_frame_gets_fresh_tokens_scopes_and_the_state_of_its_blocks() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        fresh = await one.client.post(f"{one.url}{ADMIN}/id-token", json={})
        assert jwt.get_unverified_header(fresh.json()["token"])["alg"] == "HS256"
        wanted = {"do": "request", "scopes": ["write_orders", "write_themes"]}
        granted = (await one.client.post(f"{one.url}{ADMIN}/scopes", json=wanted)).json()
        assert "write_orders" in granted["granted"]
        assert "write_themes" not in granted["granted"]
        assert one.told("app/scopes_update")["current"] == granted["granted"]
        back = {"do": "revoke", "scopes": ["write_orders", "read_orders"]}
        kept = (await one.client.post(f"{one.url}{ADMIN}/scopes", json=back)).json()
        assert "write_orders" not in kept["granted"]
        assert "read_orders" in kept["granted"]
        for state in ("active", "available"):
            await press(one, "/block", handle="delivery-faq")
            told = (await one.client.get(f"{one.url}{ADMIN}/extensions")).json()
            theme = next(e for e in told if e["type"] == "theme_app_extension")
            states = {block["handle"]: block["status"] for block in theme["activations"]}
            assert states["delivery-faq"] == state

    in_world(story)


def test_another_sites_page_gets_no_token_for_the_merchant() -> None:
    async def story() -> int:
        async with theatre() as playing, serving(playing.app()) as client:
            headers = {"Origin": "https://elsewhere.example"}
            path = "/shopify/admin/demo-shop/id-token"
            async with client.post(path, json={}, headers=headers) as answer:
                return answer.status

    assert asyncio.run(story()) == 403


def test_the_buttons_sell_send_scan_and_call_off() -> None:
    async def story(one: World) -> None:
        await press(one, "/install")
        await press(one, "/sell")
        order = one.orders()[-1]
        assert one.told("orders/create")["id"] == order.platform_id
        where = f"/orders/{order.platform_id}"
        await press(one, f"{where}/fulfil")
        await press(one, f"{where}/scan", parcel="0", scan="out")
        sent = one.store.order(order.platform_id)
        assert sent is not None
        (parcel,) = sent.parcels
        known = one.store.keeper.stage.book.find(parcel.carrier, parcel.number)
        assert known is not None
        assert [report.scan for report in known.reports] == [Scan.OUT]
        page = await look(one, f"{ADMIN}{where}")
        assert parcel.number in page
        assert "The app has shown nothing yet" in page
        await press(one, "/sell")
        await press(one, f"/orders/{one.orders()[-1].platform_id}/cancel")
        assert one.told("orders/cancelled")["cancelled_at"]

    in_world(story)


def test_leaving_privacy_and_plans_are_told_by_signed_webhooks() -> None:
    async def story(one: World) -> None:
        await press(one, "/install")
        order = one.orders()[-1]
        await press(one, f"/orders/{order.platform_id}/data")
        await press(one, f"/orders/{order.platform_id}/redact")
        await press(one, "/plan", plan="growth")
        await press(one, "/uninstall")
        await press(one, "/redact")
        assert set(one.topics()) == {
            "customers/data_request",
            "customers/redact",
            "app_subscriptions/update",
            "app/uninstalled",
            "shop/redact",
        }
        assert one.told("customers/redact")["orders_to_redact"] == [order.platform_id]
        assert one.told("customers/redact")["customer"]["id"] == customer_id(order)
        plan = one.told("app_subscriptions/update")["app_subscription"]
        assert (plan["plan_handle"], plan["status"]) == ("growth", "ACTIVE")
        for delivery in one.post.kept:
            own = hmac.new(KEYS.secret.encode(), delivery.body, hashlib.sha256).digest()
            told = delivery.headers["X-Shopify-Hmac-Sha256"]
            assert told == base64.b64encode(own).decode()
            assert delivery.headers["X-Shopify-Shop-Domain"] == SHOP

    in_world(story)


def test_a_shop_without_the_app_tells_it_of_no_order() -> None:
    async def story(one: World) -> None:
        await press(one, "/sell")
        assert one.topics() == []
        await press(one, "/install")
        await press(one, "/sell")
        assert one.topics() == ["orders/create"]

    in_world(story)


def test_deep_links_of_the_app_lead_to_the_pages_a_merchant_needs() -> None:
    async def story(one: World) -> None:
        await press(one, "/install")
        editor = f"/shopify/{SHOP}/admin/themes/current/editor?context=apps"
        page = await look(one, f"{editor}&activateAppId={KEYS.client_id}/track-button")
        assert 'class="wanted"' in page
        assert "Choose a plan" in await look(one, "/store/lamps/charges/framme/pricing_plans")
        assert "blocks" in await look(one, "/store/lamps/settings/checkout/editor?page=x")

    in_world(story)


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


def test_the_merchants_first_look_is_how_the_app_learns_that_it_is_installed() -> None:
    async def story(one: World) -> None:
        status = await one.simulator.open_app(one.store, "127.0.0.1:8025")
        assert status == 200
        assert one.store.account.installed
        (asked,) = one.listening.asked
        assert asked.path == "/settings"
        assert dict(parse_qsl(asked.query_string))["id_token"].count(".") == 2

    in_world(story)
