"""What belongs to WordPress is passed to PHP, who learns who asks from us and nobody else."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest
from aiohttp import web

from tests.demo.woocommerce_world import World, world
from tests.free_ports import free_port

Story = Callable[[World], Awaitable[Any]]
PAGES = (
    "/my-account/",
    "/my-account/order-questions/31/",
    "/wp-admin/admin.php?page=framme",
    "/wp-login.php",
    "/track/?id=1",
    "/checkout/order-received/31/",
    "/wp-content/plugins/framme/build/block.js",
)
SAYS = "The plugin's pages need PHP (php-cli)"


def told(story: Story, php: str | None = "listener") -> Any:
    async def play() -> Any:
        async with world(php=php) as one:
            return await story(one)

    return asyncio.run(play())


@pytest.mark.parametrize("path", PAGES)
def test_without_php_its_pages_say_so(path: str) -> None:
    async def story(one: World) -> httpx.Response:
        return await one.client.get(f"{one.home}{path}")

    answer = told(story, php=None)
    assert (answer.status_code, answer.text) == (503, SAYS)


def test_without_php_the_front_page_says_so_and_the_plugins_routes_are_not_there() -> None:
    async def story(one: World) -> list[Any]:
        front = await one.client.get(f"{one.home}/")
        routes = [
            await one.ask("GET", "wc-framme/v1/facts"),
            await one.client.get(f"{one.home}/wp-json/framme/v1/orders"),
            await one.client.get(f"{one.home}/wp-json/framme-shop/v1/orders"),
        ]
        return [front, [answer.json()["code"] for answer in routes]]

    front, codes = told(story, php=None)
    assert SAYS in unescaped(front)
    assert codes == ["rest_no_route"] * 3


def unescaped(answer: httpx.Response) -> str:
    return answer.text.replace("&#39;", "'")


@pytest.mark.parametrize("path", [*PAGES, "/wp-json/framme/v1/look-up?number=%2331"])
def test_with_php_they_are_passed_on_as_they_are(path: str) -> None:
    async def story(one: World) -> list[Any]:
        answer = await one.client.get(f"{one.home}{path}", headers={"Cookie": "a=1; b=2"})
        front = await one.client.get(f"{one.home}/")
        index = (await one.client.get(f"{one.home}/wp-json/")).json()
        return [one.home, answer, one.listener.heard[0], front, index]

    home, answer, heard, front, index = told(story)
    assert answer.status_code == 200
    assert heard.path == f"/woocommerce{path}"
    assert heard.headers["cookie"] == "a=1; b=2"
    assert heard.headers["host"] == home.split("/")[2]
    assert heard.headers["x-pretend-home"] == home
    assert heard.headers["x-forwarded-for"] == "127.0.0.1"
    assert SAYS not in unescaped(front)
    assert "wc-framme/v1" in index["namespaces"]


def test_an_answer_comes_back_whole_with_its_cookies_and_its_redirect() -> None:
    async def story(one: World) -> httpx.Response:
        headers = {"Location": "/woocommerce/my-account/", "Content-Type": "text/html"}
        kept = web.Response(status=302, headers=headers, body=b"x" * 300_000)
        kept.headers.add("Set-Cookie", "a=1; Path=/woocommerce/")
        kept.headers.add("Set-Cookie", "b=2")
        one.listener.answers["/woocommerce/wp-login.php"] = kept
        return await one.client.post(f"{one.home}/wp-login.php", data={"user": "noah.ek"})

    answer = told(story)
    assert (answer.status_code, len(answer.content)) == (302, 300_000)
    assert answer.headers["Location"] == "/woocommerce/my-account/"
    assert answer.headers.get_list("Set-Cookie") == ["a=1; Path=/woocommerce/", "b=2"]


def test_nobody_outside_can_say_who_is_asking() -> None:
    async def story(one: World) -> Any:
        lies = {
            "X-Pretend-User": "1",
            "x-pretend-home": "http://elsewhere.example",
            "X-Pretend-Secret": "guess",
            "X-Forwarded-For": "192.0.2.1",
        }
        await one.client.get(f"{one.home}/my-account/", headers=lies)
        await one.client.post(f"{one.home}/wp-json/framme/v1/look-up", headers=lies, json={})
        return [one.home, one.listener.heard]

    home, heard = told(story)
    for one in heard:
        assert "x-pretend-user" not in one.headers
        assert "x-pretend-secret" not in one.headers
        assert one.headers["x-pretend-home"] == home
        assert one.headers["x-forwarded-for"] == "127.0.0.1"


def test_the_plugins_own_routes_are_for_keys_and_php_is_told_whose() -> None:
    async def story(one: World) -> list[Any]:
        secret = {"base_url": "http://127.0.0.1:9", "shop_id": "1", "secret": "s"}
        answer = await one.ask("PUT", "wc-framme/v1/connection", secret)
        (heard,) = one.listener.heard
        bare = await one.client.put(f"{one.home}/wp-json/wc-framme/v1/connection", json=secret)
        lie = await one.client.get(
            f"{one.home}/wp-json/wc-framme/v1/facts", headers={"X-Pretend-User": "1"}
        )
        one.back.users.find(1).manager = False
        lost = await one.ask("GET", "wc-framme/v1/facts")
        return [answer, heard, bare, lie, lost, len(one.listener.heard)]

    answer, heard, bare, lie, lost, asked = told(story)
    assert answer.status_code == 200
    assert heard.headers["x-pretend-user"] == "1"
    assert heard.told["shop_id"] == "1"
    assert (bare.status_code, lie.status_code, lost.status_code) == (401, 401, 403)
    assert bare.json()["code"] == lie.json()["code"] == "rest_forbidden"
    assert asked == 1


def test_a_php_that_has_died_is_said_so() -> None:
    async def story(one: World) -> httpx.Response:
        return await one.client.get(f"{one.home}/my-account/")

    answer = told(story, php=f"http://127.0.0.1:{free_port()}")
    assert (answer.status_code, answer.text) == (502, "PHP does not answer: ClientConnectorError")
