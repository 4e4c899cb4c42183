"""The pretend admin: the frame with its proofs, the buttons, and what they tell the app."""

import asyncio
import base64
import hashlib
import hmac
import re
from html import unescape
from urllib.parse import parse_qsl, urlsplit

import jwt

from demo.shops.shopify_bodies import customer_id
from demo.stories import Scan
from tests.demo.playing import serving, theatre
from tests.demo.shopify_world import KEYS, SHOP, World
from tests.demo.test_shopify_tokens import in_world

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


def test_blocks_are_called_by_their_names_and_not_by_the_keys_of_those() -> None:
    async def story(one: World) -> None:
        await press(one, "/install")
        page = await look(one, f"{ADMIN}/blocks")
        assert "Track order button" in page
        assert "Parcels of an order" in page
        assert "t:" not in page.partition("<tbody>")[2]

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


def test_the_merchants_first_look_is_how_the_app_learns_that_it_is_installed() -> None:
    async def story(one: World) -> None:
        status = await one.simulator.open_app(one.store, "127.0.0.1:8025")
        assert status == 200
        assert one.store.account.installed
        (asked,) = one.listening.asked
        assert asked.path == "/settings"
        assert dict(parse_qsl(asked.query_string))["id_token"].count(".") == 2

    in_world(story)
