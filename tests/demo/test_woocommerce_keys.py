"""Over plain http a key is good as the signer of a request, and each wrong one has its answer."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from woocommerce import API  # type: ignore[import-untyped]

from demo.woocommerce.keys import Key
from demo.woocommerce.oauth1 import signature
from tests.demo.woocommerce_world import World, world

Story = Callable[[World], Awaitable[Any]]


def told(story: Story) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


def refusal(answer: httpx.Response) -> tuple[int, str, str]:
    body = answer.json()
    assert body["data"]["status"] == answer.status_code
    return answer.status_code, body["code"], body["message"]


def test_a_signature_is_as_the_standard_says() -> None:
    # By hand, from RFC 5849: sorted, encoded twice, keyed with the secret and an empty token.
    query = {"b": "2 & 3", "a": "ä/~", "oauth_signature_method": "HMAC-SHA256"}
    made = signature("get", "http://shop.example/wp-json/wc/v3/orders", query, "cs_1")
    assert made == "AsKV/EXMOMqedzWPo5dvDEsEZv17iNkgPIIS8P9hq0U="
    with pytest.raises(ValueError, match="unknown"):
        signature("GET", "http://shop.example/", {}, "cs_1")


def test_the_official_client_is_understood_in_every_verb() -> None:
    async def story(one: World) -> list[int]:
        order = one.order()

        def client() -> list[int]:
            api = API(one.home, one.key.consumer_key, one.key.consumer_secret)
            path = f"orders/{order.id}"
            answers = [
                api.get("orders", params={"status": "processing,completed", "search": "é & ü"}),
                api.get(path),
                api.put(path, {"customer_note": "På trappen"}),
                api.post(f"{path}/notes", {"note": "Hej"}),
                api.delete(path, params={"force": True}),
            ]
            return [answer.status_code for answer in answers]

        return await asyncio.to_thread(client)

    assert told(story) == [200, 200, 200, 201, 200]


def test_a_list_among_the_official_clients_parameters_spoils_its_signature() -> None:
    async def story(one: World) -> tuple[int, str, str]:
        def client() -> Any:
            api = API(one.home, one.key.consumer_key, one.key.consumer_secret)
            answer = api.get("orders", params={"status": ["processing", "completed"]})
            return answer.status_code, answer.json()["code"], answer.json()["message"]

        return await asyncio.to_thread(client)

    status, code, message = told(story)
    assert (status, code) == (401, "woocommerce_rest_authentication_error")
    assert message.startswith("Invalid signature")


@pytest.mark.parametrize("how", ["nothing", "basic", "in the query"])
def test_over_http_keys_that_sign_nothing_are_not_even_looked_at(how: str) -> None:
    async def story(one: World) -> httpx.Response:
        url, key = f"{one.home}/wp-json/wc/v3/orders", one.key
        if how == "basic":
            return await one.client.get(url, auth=(key.consumer_key, key.consumer_secret))
        query = {"consumer_key": key.consumer_key, "consumer_secret": key.consumer_secret}
        return await one.client.get(url, params=query if how == "in the query" else {})

    answer = told(story)
    assert answer.json() == {
        "code": "woocommerce_rest_cannot_view",
        "message": "Sorry, you cannot list resources.",
        "data": {"status": 401},
    }
    assert answer.status_code == 401


def changed(**parts: Any) -> Callable[[World], Key]:
    return lambda one: replace(one.key, **parts)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        (changed(consumer_key="ck_" + "0" * 40), "Consumer key is invalid."),
        (
            changed(consumer_secret="cs_wrong"),
            "Invalid signature - provided signature does not match.",
        ),
    ],
)
def test_a_wrong_key_and_a_wrong_secret_are_told_apart(
    key: Callable[[World], Key], message: str
) -> None:
    async def story(one: World) -> httpx.Response:
        return await one.ask("GET", "wc/v3/orders", key=key(one))

    assert refusal(told(story)) == (401, "woocommerce_rest_authentication_error", message)


def test_a_key_to_read_does_not_write_and_one_to_write_does_not_read() -> None:
    async def story(one: World) -> list[httpx.Response]:
        order = one.order()
        reading = one.back.keys.make(1, "reads", "read")
        writing = one.back.keys.make(1, "writes", "write")
        path = f"wc/v3/orders/{order.id}"
        return [
            await one.ask("GET", path, key=reading),
            await one.ask("PUT", path, {}, key=reading),
            await one.ask("PUT", path, {}, key=writing),
            await one.ask("GET", path, key=writing),
        ]

    read, written, wrote, seen = told(story)
    assert (read.status_code, wrote.status_code) == (200, 200)
    code = "woocommerce_rest_authentication_error"
    assert refusal(written)[:2] == refusal(seen)[:2] == (401, code)
    assert "write permissions" in refusal(written)[2]
    assert "read permissions" in refusal(seen)[2]


def test_who_has_lost_their_rights_is_known_but_refused() -> None:
    async def story(one: World) -> list[httpx.Response]:
        order = one.order()
        one.back.users.find(1).manager = False
        path = f"wc/v3/orders/{order.id}"
        return [
            await one.ask("GET", "wc/v3/orders"),
            await one.ask("PUT", path, {}),
            await one.ask("DELETE", path, force=True),
            await one.ask("POST", "wc/v3/webhooks", {}),
        ]

    codes = [refusal(answer)[:2] for answer in told(story)]
    verbs = ("view", "edit", "delete", "create")
    assert codes == [(403, f"woocommerce_rest_cannot_{verb}") for verb in verbs]


def test_keys_go_with_their_users_account() -> None:
    async def story(one: World) -> httpx.Response:
        one.back.remove_user(1)
        return await one.get("orders")

    assert refusal(told(story))[2] == "Consumer key is invalid."


def test_a_request_is_good_once_and_for_a_quarter_of_an_hour() -> None:
    async def story(one: World) -> list[httpx.Response]:
        url = one.signed("GET", f"{one.home}/wp-json/wc/v3/orders")
        first, again = await one.client.get(url), await one.client.get(url)
        late = one.signed("GET", f"{one.home}/wp-json/wc/v3/orders")
        one.time.passed = 16 * 60
        return [first, again, await one.client.get(late)]

    first, again, late = told(story)
    assert first.status_code == 200
    assert refusal(again)[2] == "Invalid nonce - nonce has already been used."
    assert refusal(late)[2] == "Invalid timestamp."


def test_half_a_signature_and_an_unknown_method_are_named() -> None:
    async def story(one: World) -> list[httpx.Response]:
        url = f"{one.home}/wp-json/wc/v3/orders"
        whole = httpx.URL(one.signed("GET", url))
        half = whole.copy_remove_param("oauth_nonce")
        plain = whole.copy_set_param("oauth_signature_method", "PLAINTEXT")
        return [await one.client.get(half), await one.client.get(plain)]

    half, plain = told(story)
    assert refusal(half)[:2] == (401, "woocommerce_rest_authentication_missing_parameter")
    assert "oauth_nonce" in refusal(half)[2]
    assert refusal(plain)[2] == "Invalid signature - signature method is invalid."


def test_the_index_is_for_everybody_and_an_unknown_route_only_for_the_authentic() -> None:
    async def story(one: World) -> list[httpx.Response]:
        nowhere = f"{one.home}/wp-json/wc/v3/nowhere"
        spoiled = f"{nowhere}?{urlencode({'oauth_consumer_key': 'ck_1'})}"
        return [
            await one.client.get(f"{one.home}/wp-json/"),
            await one.client.get(nowhere),
            await one.client.get(spoiled),
            await one.ask("PATCH", "wc/v3/orders"),
        ]

    index, nowhere, spoiled, patched = told(story)
    assert index.status_code == 200
    assert refusal(nowhere)[:2] == refusal(patched)[:2] == (404, "rest_no_route")
    assert spoiled.status_code == 401
