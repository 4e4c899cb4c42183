"""The pretend Shopify gives, renews and forgets tokens as the real one says it does."""

import asyncio
import hmac
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qs, urlsplit

import pytest

from demo.shopify.accounts import Lifetimes
from tests.demo.shopify_world import KEYS, SHOP, World, world

T = TypeVar("T")
WHO = "{ shop { name } }"


def in_world(story: Callable[[World], Awaitable[T]], **settings: object) -> T:
    async def play() -> T:
        async with world(**settings) as one:  # type: ignore[arg-type]
            return await story(one)

    return asyncio.run(play())


def test_an_id_token_is_exchanged_for_an_expiring_pair_with_the_scopes() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        answer = await one.exchange()
        told = answer.json()
        assert (answer.status_code, told["expires_in"]) == (200, 3600)
        assert told["refresh_token_expires_in"] == 90 * 24 * 3600
        assert "read_orders" in told["scope"].split(",")
        assert (await one.graphql(told["access_token"], WHO)).status_code == 200

    in_world(story)


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"expiring": 0}, "invalid_request"),
        ({"client_secret": "wrong"}, "invalid_client"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
        ({"requested_token_type": "urn:x"}, "invalid_request"),
        ({"subject_token": "no.such.token"}, "invalid_subject_token"),
    ],
)
def test_a_wrong_exchange_is_refused_in_shopifys_words(told: dict[str, object], error: str) -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        answer = await one.exchange(**told)
        assert (answer.status_code, answer.json()) == (400, {"error": error})

    in_world(story)


def test_id_tokens_of_another_app_another_shop_or_another_minute_prove_nothing() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        old = one.id_token()
        others = replace(KEYS, client_id="client-2"), replace(KEYS, secret="another secret " * 3)
        wrong = [one.id_token(keys) for keys in others]
        wrong.append(one.id_token(shop="other.myshopify.com"))
        one.time.passed = 75
        for token in [*wrong, old]:
            answer = await one.exchange(subject_token=token)
            assert answer.json() == {"error": "invalid_subject_token"}
        assert (await one.exchange()).status_code == 200

    in_world(story)


def test_a_refresh_token_stays_good_until_its_successor_is_used() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        first = (await one.exchange()).json()["refresh_token"]

        async def refresh(token: str) -> dict[str, str]:
            answer = await one.token_request(grant_type="refresh_token", refresh_token=token)
            told: dict[str, str] = answer.json()
            return told

        lost, again = await refresh(first), await refresh(first)
        assert len({lost["access_token"], again["access_token"]}) == 2
        third = await refresh(again["refresh_token"])
        assert "access_token" in third
        for dead in (first, lost["refresh_token"]):
            assert await refresh(dead) == {"error": "invalid_grant"}
        assert "access_token" in await refresh(again["refresh_token"])

    in_world(story)


def test_tokens_end_in_time_and_all_at_once_when_the_app_is_thrown_out() -> None:
    async def story(one: World) -> None:
        token = await one.access()
        one.time.passed = 5
        assert (await one.graphql(token, WHO)).status_code == 401
        pair = (await one.exchange()).json()
        assert (await one.graphql(pair["access_token"], WHO)).status_code == 200
        one.simulator.merchant.uninstall(one.store)
        refused = await one.graphql(pair["access_token"], WHO)
        assert refused.status_code == 401
        assert "Invalid API key or access token" in refused.json()["errors"]
        again = await one.token_request(
            grant_type="refresh_token", refresh_token=pair["refresh_token"]
        )
        assert again.json() == {"error": "invalid_client"}

    in_world(story, lifetimes=Lifetimes(access=4))


def test_a_refresh_token_that_nobody_used_in_time_is_dead() -> None:
    async def story(one: World) -> None:
        one.simulator.merchant.install(one.store)
        pair = (await one.exchange()).json()
        one.time.passed = 60
        answer = await one.token_request(
            grant_type="refresh_token", refresh_token=pair["refresh_token"]
        )
        assert answer.json() == {"error": "invalid_grant"}

    in_world(story, lifetimes=Lifetimes(refresh=50))


def test_what_was_granted_is_remembered_from_one_run_to_the_next(tmp_path: Path) -> None:
    file = tmp_path / "state.json"

    async def begin(one: World) -> str:
        return await one.access()

    async def go_on(one: World) -> int:
        return (await one.graphql(token, WHO)).status_code

    token = in_world(begin, state=file)
    assert file.stat().st_mode & 0o077 == 0
    assert in_world(go_on, state=file) == 200


def test_a_merchant_grants_by_hand_and_the_code_is_good_once() -> None:
    async def story(one: World) -> None:
        back = f"{one.simulator.settings.web_url}/settings/authorized"
        query = {
            "client_id": KEYS.client_id,
            "scope": "read_orders,read_customers",
            "redirect_uri": back,
            "state": "kept",
        }
        address = f"{one.base}/{SHOP}/admin/oauth/authorize"
        page = await one.client.get(address, params=query)
        assert "read_customers" in page.text
        elsewhere = await one.client.get(
            address, params=query | {"redirect_uri": "https://elsewhere.example/"}
        )
        assert elsewhere.status_code == 400
        agreed = await one.client.post(address, data=query)
        target = urlsplit(agreed.headers["Location"])
        told = {name: values[0] for name, values in parse_qs(target.query).items()}
        assert agreed.headers["Location"].startswith(back)
        assert told["state"] == "kept"
        signed = "&".join(f"{k}={v}" for k, v in sorted(told.items()) if k != "hmac")
        own = hmac.digest(KEYS.secret.encode(), signed.encode(), "sha256").hex()
        assert told["hmac"] == own
        first = await one.token_request(code=told["code"], expiring=1)
        assert set(first.json()["scope"].split(",")) == {"read_orders", "read_customers"}
        second = await one.token_request(code=told["code"], expiring=1)
        assert second.json() == {"error": "invalid_request"}

    in_world(story)
