"""A merchant gives an app keys by the shop's own pages, and a robot does so at the start."""

import asyncio
import re
from collections.abc import Awaitable, Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest
from aiohttp import web

from demo.woocommerce.first_connection import MerchantRobot
from tests.demo.woocommerce_world import World, world

Story = Callable[[World], Awaitable[Any]]
CALLBACK, RETURN = "/connect/woocommerce/keys", "/connect/woocommerce/done"


def told(story: Story) -> Any:
    async def play() -> Any:
        async with world() as one:
            return await story(one)

    return asyncio.run(play())


def consent(one: World, **other: str) -> str:
    query = {
        "app_name": "Framme",
        "scope": "read_write",
        "user_id": "st_4f9c1b",
        "return_url": f"{one.outside}{RETURN}",
        "callback_url": f"{one.outside}{CALLBACK}",
        **other,
    }
    wanted = {name: value for name, value in query.items() if value}
    return f"{one.home}/wc-auth/v1/authorize?{urlencode(wanted)}"


async def log_in(one: World, address: str) -> httpx.Response:
    """Open the consent page, log in, and return the page that is then shown."""
    asked = await one.client.get(address)
    assert asked.status_code == 302
    assert "/wc-auth/v1/login/?" in asked.headers["Location"]
    form = await one.client.get(asked.headers["Location"])
    back = re.search(r'name="redirect" value="([^"]*)"', form.text)
    assert back
    entered = await one.client.post(
        f"{one.home}/wc-auth/v1/login/", data={"redirect": unescape(back[1])}
    )
    return await one.client.get(entered.headers["Location"])


def link(page: httpx.Response, text: str) -> str:
    found = re.search(rf'href="([^"]*)">{text}</a>', page.text)
    assert found, page.text
    return unescape(found[1])


def test_the_merchant_logs_in_is_asked_and_the_keys_go_out_before_the_way_back() -> None:
    async def story(one: World) -> list[Any]:
        page = await log_in(one, consent(one))
        granted = await one.client.get(link(page, "Approve"))
        (heard,) = one.listener.heard
        key = one.back.keys.find(heard.told["consumer_key"])
        return [one, page, granted, heard, key]

    one, page, granted, heard, key = told(story)
    assert "Framme would like to connect" in page.text
    assert urlsplit(one.outside).netloc in page.text
    assert granted.status_code == 302
    assert granted.headers["Location"] == f"{one.outside}{RETURN}?success=1&user_id=st_4f9c1b"
    assert (heard.method, heard.path) == ("POST", CALLBACK)
    assert heard.headers["content-type"] == "application/json;charset=UTF-8"
    assert heard.headers["user-agent"] == f"WordPress/7.1.4; {one.home}"
    assert not [name for name in heard.headers if name.startswith("x-wc-")]
    assert set(heard.told) == {
        "key_id",
        "user_id",
        "consumer_key",
        "consumer_secret",
        "key_permissions",
    }
    assert (heard.told["user_id"], heard.told["key_permissions"]) == ("st_4f9c1b", "read_write")
    assert re.fullmatch(r"ck_[0-9a-f]{40}", heard.told["consumer_key"])
    assert key.consumer_secret == heard.told["consumer_secret"]
    assert key.description.startswith("Framme - API (")


def test_denying_makes_no_key() -> None:
    async def story(one: World) -> list[Any]:
        page = await log_in(one, consent(one))
        return [one, link(page, "Deny"), len(list(one.back.keys.all()))]

    one, address, keys = told(story)
    assert address == f"{one.outside}{RETURN}?success=0&user_id=st_4f9c1b"
    assert keys == 1


@pytest.mark.parametrize("status", [201, 204, 404, 500])
def test_a_callback_that_does_not_answer_200_loses_the_key(status: int) -> None:
    async def story(one: World) -> list[Any]:
        one.listener.statuses = [status]
        page = await log_in(one, consent(one))
        granted = await one.client.get(link(page, "Approve"))
        return [granted, [key.description for key in one.back.keys.all()]]

    granted, keys = told(story)
    assert granted.status_code == 401
    assert "An error occurred in the request" in granted.text
    assert keys == ["for tests"]


def test_a_callback_may_redirect_and_one_that_is_not_there_is_named() -> None:
    async def story(one: World) -> list[Any]:
        one.listener.statuses = [302]
        page = await log_in(one, consent(one))
        moved = await one.client.get(link(page, "Approve"))
        away = consent(one, callback_url="http://127.0.0.1:9/")
        page = await one.client.get(away)
        return [moved, await one.client.get(link(page, "Approve"))]

    moved, away = told(story)
    assert moved.status_code == 302
    assert away.status_code == 401
    assert "ClientConnector" in away.text


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"app_name": ""}, "Missing parameter app_name"),
        ({"callback_url": ""}, "Missing parameter callback_url"),
        ({"scope": "everything"}, "Invalid scope everything"),
        ({"return_url": "http://"}, "return_url"),
    ],
)
def test_what_is_missing_or_wrong_is_said(other: dict[str, str], why: str) -> None:
    async def story(one: World) -> httpx.Response:
        return await one.client.get(consent(one, **other))

    answer = told(story)
    assert answer.status_code == 401
    assert why in answer.text


def test_an_address_without_a_scheme_is_taken_for_https_and_names_are_put_in_bare() -> None:
    async def story(one: World) -> dict[str, list[str]]:
        address = consent(one, callback_url="app.example/keys", app_name="A & B")
        asked = await one.client.get(address)
        return parse_qs(urlsplit(asked.headers["Location"]).query)

    query = told(story)
    assert query["callback_url"] == ["https://app.example/keys"]
    assert query["app_name"] == ["A "]


def test_a_link_of_somebody_who_is_not_logged_in_is_no_good() -> None:
    async def story(one: World) -> list[Any]:
        page = await log_in(one, consent(one))
        one.client.cookies.clear()
        refused = await one.client.get(link(page, "Approve"))
        return [refused, len(list(one.back.keys.all())), one.listener.heard]

    refused, keys, heard = told(story)
    assert (refused.status_code, keys, heard) == (403, 1, [])


def test_the_login_leads_nowhere_but_into_the_shop() -> None:
    async def story(one: World) -> tuple[str, str]:
        answer = await one.client.post(
            f"{one.home}/wc-auth/v1/login/", data={"redirect": "https://elsewhere.example/"}
        )
        return one.home, answer.headers["Location"]

    home, location = told(story)
    assert location == f"{home}/"


def moved(address: str) -> web.Response:
    return web.Response(status=303, headers={"Location": address})


def play_framme(one: World) -> None:
    """Let the listener answer as Framme does: to consent, and back to the plugin's page."""
    back = f"{one.home}/wp-admin/admin.php?page=framme&framme_connect=connected"
    one.listener.answers = {"/connect/woocommerce": moved(consent(one)), RETURN: moved(back)}


def test_the_robot_lets_framme_in_by_the_real_road_and_only_once() -> None:
    async def story(one: World) -> list[Any]:
        play_framme(one)
        outcomes = [await one.simulator.connect() for _ in range(2)]
        heard = [(heard.method, urlsplit(heard.path).path) for heard in one.listener.heard]
        return [one, outcomes, heard, parse_qs(one.listener.heard[0].body.decode())]

    one, outcomes, heard, form = told(story)
    assert outcomes == ["connected", "connected"]
    assert heard == [("POST", "/connect/woocommerce"), ("POST", CALLBACK), ("GET", RETURN)]
    assert form == {
        "site": [one.home],
        "back": [f"{one.home}/wp-admin/admin.php?page=framme"],
    }


@pytest.mark.parametrize(("statuses", "asked"), [([404], 1), ([500] * 9, 5), ([503, 400], 2)])
def test_the_robot_asks_again_only_while_framme_is_in_trouble(
    statuses: list[int], asked: int
) -> None:
    async def story(one: World) -> tuple[str, int]:
        one.listener.statuses = statuses
        robot = MerchantRobot(one.home, one.outside, pause=0)
        return await robot.connect(), len(one.listener.heard)

    assert told(story) == ("", asked)


def test_the_robot_gives_up_on_a_page_that_is_no_consent() -> None:
    async def story(one: World) -> str:
        one.listener.answers = {"/connect/woocommerce": moved(f"{one.home}/")}
        return await MerchantRobot(one.home, one.outside, pause=0).connect()

    assert told(story) == ""


def test_a_framme_that_nobody_runs_is_no_reason_to_fail() -> None:
    async def story(one: World) -> str:
        return await MerchantRobot(one.home, "http://127.0.0.1:9", pause=0).connect()

    assert told(story) == ""
