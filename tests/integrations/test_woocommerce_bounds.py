"""How long we wait for a WooCommerce shop, how much we read, and where we never go."""

import asyncio
import gzip
import json
import traceback
from collections.abc import Callable
from dataclasses import replace

import pytest
from aiohttp import web

from domain.errors import ProviderError
from domain.shop_api import ShopSession
from integrations.http import Patience
from integrations.platforms.woocommerce.keys import Keys, write_keys
from integrations.platforms.woocommerce.rest import ORDERS, PATIENCE, PROOF, Rest
from tests.integrations.loopback import address_nobody_listens_at, serving
from tests.integrations.woocommerce_shop import KEY, SECRET


def session_at(address: str) -> ShopSession:
    return ShopSession("shop.example", write_keys(Keys(f"{address}/wp-json/", KEY, SECRET)))


def ask_at(answer: Callable[[web.BaseRequest], object], patience: Patience) -> ProviderError:
    async def run() -> ProviderError:
        async with serving(answer) as address:  # type: ignore[arg-type]
            rest = Rest(strict=False, patience=patience)
            with pytest.raises(ProviderError) as refused:
                await asyncio.to_thread(rest.get, session_at(address), ORDERS, PROOF)
            return refused.value

    return asyncio.run(run())


def test_an_answer_may_not_be_larger_than_agreed_packed_or_not() -> None:
    small = replace(PATIENCE, size=1000)
    large = json.dumps(["x" * 100_000]).encode()

    async def open_answer(_: web.BaseRequest) -> web.Response:
        return web.Response(body=large)

    async def packed(_: web.BaseRequest) -> web.Response:
        return web.Response(body=gzip.compress(large), headers={"Content-Encoding": "gzip"})

    for answer in (open_answer, packed):
        assert str(ask_at(answer, small)) == "the answer is larger than 1000 bytes"


def test_an_answer_that_drips_is_given_up_in_time() -> None:
    async def drip(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"a" * 70_000)
            await asyncio.sleep(0.02)
        return response

    assert str(ask_at(drip, replace(PATIENCE, total=0.1))) == "no answer in time"


def test_an_answer_that_does_not_come_is_not_waited_for_and_names_nothing() -> None:
    async def silent(_: web.BaseRequest) -> web.Response:
        await asyncio.sleep(30)
        return web.Response()

    error = ask_at(silent, replace(PATIENCE, read=0.1))
    assert str(error) == "no answer in time"
    shown = "".join(traceback.format_exception(error))
    assert KEY not in shown
    assert SECRET not in shown


def test_nobody_there_is_told_without_an_address() -> None:
    rest = Rest(strict=False)
    with pytest.raises(ProviderError) as refused:
        rest.get(session_at(address_nobody_listens_at()), ORDERS, PROOF)
    assert str(refused.value) == "connection failed (ConnectionError)"


@pytest.mark.parametrize(
    ("address", "problem"),
    [
        ("http://shop.example", "not_secure"),
        ("https://127.0.0.1", "not_public"),
        ("https://127.0.0.1:8443", "not_public"),
        ("https://user@shop.example", "no_address"),
    ],
)
def test_in_production_an_address_is_looked_at_before_every_call(
    address: str, problem: str
) -> None:
    with pytest.raises(ProviderError) as refused:
        Rest(strict=True).get(session_at(address), ORDERS, PROOF)
    assert str(refused.value) == f"the shop cannot be spoken to ({problem})"
