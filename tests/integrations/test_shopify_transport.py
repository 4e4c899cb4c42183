"""Whom our client for shops speaks to, and how much of an answer it takes."""

import asyncio
import gzip

import httpx
import pytest
from aiohttp import web

from integrations.http import Patience
from integrations.platforms.shopify.places import places
from integrations.platforms.shopify.transport import shop_client
from tests.integrations.loopback import always
from tests.integrations.shopify_requests import with_simulator
from tests.session_tokens import SHOP

SHORT = Patience(size=1000)
ELSEWHERE = [
    "https://evil.example/",
    "https://myshopify.com/",
    f"https://{SHOP}.evil.example/",
    f"https://evil.example/{SHOP}",
    f"https://user@{SHOP}/",
    f"https://{SHOP}:8443/",
    f"https://{SHOP}./",
    f"http://{SHOP}/",
    "http://127.0.0.1:1/",
    "http://169.254.169.254/latest/meta-data/",
    "https://lamps_1.myshopify.com/",
]


@pytest.mark.parametrize("simulator", ["", "http://127.0.0.1:1/shopify"])
@pytest.mark.parametrize("address", ELSEWHERE)
def test_nobody_but_shops_is_spoken_to(address: str, simulator: str) -> None:
    with (
        shop_client(places(simulator)) as client,
        pytest.raises(httpx.UnsupportedProtocol, match="only shops"),
    ):
        client.get(address)


def test_in_development_a_shop_is_a_folder_of_the_simulator() -> None:
    seen: list[tuple[str, str, str, bytes]] = []

    async def answer(request: web.BaseRequest) -> web.Response:
        body = await request.read()
        seen.append((request.method, request.path_qs, request.headers["Host"], body))
        return web.Response(text="answered")

    def use(address: str) -> tuple[str, str]:
        with shop_client(places(f"{address}/shopify")) as client:
            answer = client.post(f"https://{SHOP}/admin/api?a=%20b", json={"å": 1})
        return answer.text, address

    text, address = with_simulator(answer, use)
    host = address.removeprefix("http://")
    path = f"/shopify/{SHOP}/admin/api?a=%20b"
    assert (text, seen) == ("answered", [("POST", path, host, '{"å":1}'.encode())])


def get(answer, patience: Patience = SHORT) -> httpx.Response:
    def use(address: str) -> httpx.Response:
        with shop_client(places(address), patience) as client:
            return client.get(f"https://{SHOP}/")

    return with_simulator(answer, use)


def test_an_answer_may_be_as_long_as_agreed_and_no_longer() -> None:
    assert len(get(always(200, b"a" * 1000)).content) == 1000
    with pytest.raises(httpx.ReadError, match="larger than 1000 bytes"):
        get(always(200, b"a" * 1001))


def test_a_compressed_answer_which_might_grow_is_refused() -> None:
    small = gzip.compress(b"a" * 100_000)
    with pytest.raises(httpx.DecodingError):
        get(always(200, small, headers={"Content-Encoding": "gzip"}))


def test_a_redirect_is_not_followed() -> None:
    elsewhere = {"Location": "http://169.254.169.254/"}
    assert get(always(302, b"", headers=elsewhere)).status_code == 302


def test_proxies_of_the_environment_are_not_used(monkeypatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")
    assert get(always(200, b"straight")).content == b"straight"


def test_an_answer_that_drips_is_given_up_in_time() -> None:
    async def drip(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(50):
            await response.write(b"a")
            await asyncio.sleep(0.02)
        return response

    with pytest.raises(httpx.ReadTimeout):
        get(drip, Patience(total=0.2))
