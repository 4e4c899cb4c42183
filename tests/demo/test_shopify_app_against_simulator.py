"""Our app proves and renews itself at the pretend Shopify, over HTTP."""

import asyncio
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest

from demo.shopify.accounts import Lifetimes
from demo.shopify.frames import frame_address
from domain.embedding import NotVerifiedError, WebRequest
from domain.errors import AccessRefusedError
from domain.shop_api import ShopSession
from integrations.platforms.shopify.admin_api import ask_shopify
from integrations.platforms.shopify.app import ShopifyApp
from tests.demo.shopify_world import KEYS, SHOP, world


def test_a_merchant_is_let_in_by_the_frames_address_and_access_is_renewed() -> None:
    async def play() -> None:
        async with world(lifetimes=Lifetimes(access=900)) as one:
            one.simulator.merchant.install(one.store)
            app = ShopifyApp(KEYS.client_id, (KEYS.secret,), one.time.now, one.base)
            settings = one.simulator.app_settings
            address = frame_address(settings, one.store, "127.0.0.1:1", one.time.now())
            visit = app.merchant_visit(WebRequest("GET", address, {}))
            assert visit.shop_domain == SHOP
            access = await asyncio.to_thread(app.exchange, visit)
            assert access.scopes == one.store.account.scopes
            renewed = await asyncio.to_thread(app.refresh, SHOP, access)
            assert renewed.token != access.token
            one.simulator.merchant.uninstall(one.store)
            with pytest.raises(AccessRefusedError):
                await asyncio.to_thread(app.refresh, SHOP, renewed)

    asyncio.run(play())


def test_a_merchant_grants_by_hand_and_the_adapter_redeems_it() -> None:
    async def play() -> None:
        async with world() as one:
            app = ShopifyApp(KEYS.client_id, (KEYS.secret,), one.time.now, one.base)
            back = f"{one.simulator.settings.web_url}/settings/authorized"
            address = app.authorize_address(SHOP, "state-1", back)
            page = await one.client.get(address)
            assert page.status_code == 200
            form = dict(parse_qsl(urlsplit(address).query))
            agreed = await one.client.post(address.partition("?")[0], data=form)
            query = dict(parse_qsl(urlsplit(agreed.headers["Location"]).query))
            shop, access = await asyncio.to_thread(app.redeem, query)
            assert (shop, access.scopes) == (SHOP, one.store.account.scopes)

    asyncio.run(play())


def test_storefront_and_account_requests_prove_themselves_to_the_adapter() -> None:
    async def play() -> None:
        async with world() as one:
            one.simulator.merchant.install(one.store)
            app = ShopifyApp(KEYS.client_id, (KEYS.secret,), one.time.now, one.base)
            await one.client.get(f"{one.base}/storefront/{SHOP}/apps/track/words?lang=sv")
            order = one.orders()[0].platform_id
            await one.client.get(f"{one.base}/account/{SHOP}/orders/{order}")
            proxied, asked = (
                WebRequest(
                    "GET",
                    f"https://framme.example{r.path_qs}",
                    {name.lower(): value for name, value in r.headers.items()},
                )
                for r in one.listening.asked
            )
            visit = app.storefront_visit(proxied)
            assert (visit.shop_domain, visit.path_prefix) == (SHOP, "/apps/track")
            account = app.account_visit(asked)
            assert (account.shop_domain, account.customer) == (SHOP, "")
            with pytest.raises(NotVerifiedError):
                app.storefront_visit(WebRequest("GET", proxied.url.replace("sv", "en"), {}))

    asyncio.run(play())


def test_the_adapter_is_built_for_a_simulator_by_its_address_alone() -> None:
    async def play() -> None:
        async with world() as one:
            token, api = await one.access(), ask_shopify(one.base)
            profile = await asyncio.to_thread(api.profile, ShopSession(SHOP, token))
            api._graphql.http.close()
            api._exports.http.close()
            assert profile.name == one.store.name

    asyncio.run(play())


def test_the_world_speaks_plain_http() -> None:
    async def play() -> int:
        async with world() as one, httpx.AsyncClient(trust_env=False) as client:
            return (await client.get(f"{one.base}/cdn/shopifycloud/app-bridge.js")).status_code

    assert asyncio.run(play()) == 200
