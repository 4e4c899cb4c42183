"""What each carrier's client asks: paths, parameters and headers as the vendors document them."""

import asyncio
from collections.abc import Callable

import pytest
from aiohttp import web

from domain.tracking import FailedLookup, TrackedNumber, UnknownNumber
from integrations.carriers.dhl.client import Dhl
from integrations.carriers.postnord.client import PostNord
from integrations.carriers.ups.access_token import AccessToken
from integrations.carriers.ups.client import Ups
from tests.integrations.loopback import TOKEN_PATH, serving

NUMBER = TrackedNumber("1Z999AA10123456784")


class Postbox:
    """Keeps what was asked, and answers 404 to it; hands out numbered tokens."""

    def __init__(self, refused: frozenset[str] = frozenset(), token_status: int = 200) -> None:
        self.asked: list[web.BaseRequest] = []
        self.tokens = 0
        self.forms: list[dict[str, str]] = []
        self.refused = refused
        self.token_status = token_status

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if request.path == TOKEN_PATH:
            self.tokens += 1
            self.forms.append({key: str(value) for key, value in (await request.post()).items()})
            self.asked.append(request)
            await asyncio.sleep(0.02)
            told = {"access_token": f"token-{self.tokens}", "expires_in": "14399"}
            return web.json_response(told, status=self.token_status)
        self.asked.append(request)
        bearer = request.headers.get("Authorization", "")
        return web.Response(status=401 if bearer in self.refused else 404)


def test_postnord_is_asked_by_identifier_with_the_key_as_a_parameter() -> None:
    box = Postbox()

    async def run() -> None:
        async with serving(box.answer) as url:
            await PostNord("key", url).track([NUMBER])

    asyncio.run(run())
    (asked,) = box.asked
    assert asked.path == "/rest/shipment/v5/trackandtrace/findByIdentifier.json"
    assert dict(asked.query) == {"apikey": "key", "id": NUMBER.number, "locale": "en"}


@pytest.mark.parametrize(
    ("carrier_text", "service"),
    [
        ("DHL", None),
        ("DHL Express", "express"),
        ("dhl express worldwide", "express"),
        ("DHL-Paket", "parcel-de"),
        ("DHL Parcel DE", "parcel-de"),
        ("DHL eCommerce", "ecommerce"),
        ("DHL eCommerce Europe", "ecommerce-europe"),
        ("DHL Freight Sweden", "freight"),
        ("", None),
    ],
)
def test_dhl_is_told_the_product_where_the_shop_told_it(
    carrier_text: str, service: str | None
) -> None:
    box = Postbox()

    async def run() -> None:
        async with serving(box.answer) as url:
            await Dhl("key", url).track([TrackedNumber(NUMBER.number, carrier_text)])

    asyncio.run(run())
    (asked,) = box.asked
    assert asked.path == "/track/shipments"
    assert asked.headers["DHL-API-Key"] == "key"
    assert asked.query.get("service") == service
    assert asked.query["trackingNumber"] == NUMBER.number


def ups_at(url: str, clock: Callable[[], float] = lambda: 1_000.0) -> Ups:
    return Ups(AccessToken("id", "secret", clock), url)


def test_ups_is_asked_with_a_token_and_the_headers_it_requires() -> None:
    box = Postbox()

    async def run() -> None:
        async with serving(box.answer) as url:
            await ups_at(url).track([NUMBER, NUMBER])

    asyncio.run(run())
    token, *details = box.asked
    assert token.method == "POST"
    assert token.headers["Authorization"] == "Basic aWQ6c2VjcmV0"
    assert box.forms == [{"grant_type": "client_credentials"}]
    assert {one.path for one in details} == {f"/api/track/v1/details/{NUMBER.number}"}
    assert {one.headers["Authorization"] for one in details} == {"Bearer token-1"}
    assert {one.headers["transactionSrc"] for one in details} == {"framme"}
    assert len({one.headers["transId"] for one in details}) == 2


def test_many_calls_at_once_and_later_event_loops_share_one_token() -> None:
    box = Postbox()

    async def run(ups: list[Ups]) -> None:
        async with serving(box.answer) as url:
            if not ups:
                ups.append(ups_at(url))
            ups[0]._base_url = url
            await asyncio.gather(*(ups[0].track([NUMBER] * 20) for _ in range(3)))

    kept: list[Ups] = []
    asyncio.run(run(kept))
    asyncio.run(run(kept))
    assert box.tokens == 1


def test_a_spent_token_is_renewed_before_it_is_refused() -> None:
    box, now = Postbox(), [0.0]

    async def run() -> None:
        async with serving(box.answer) as url:
            ups = ups_at(url, lambda: now[0])
            for now[0] in (0.0, 14_300.0, 14_345.0):
                await ups.track([NUMBER])

    asyncio.run(run())
    assert box.tokens == 2


def test_a_refused_token_is_renewed_once_for_everyone_and_the_call_repeated() -> None:
    box = Postbox(refused=frozenset({"Bearer token-1"}))

    async def run() -> list[object]:
        async with serving(box.answer) as url:
            return list(await ups_at(url).track([NUMBER] * 10))

    assert asyncio.run(run()) == [UnknownNumber(NUMBER.number)] * 10
    assert box.tokens == 2


@pytest.mark.parametrize("status", [400, 401, 403])
def test_credentials_refused_for_a_token_are_refused_credentials(status: int) -> None:
    box = Postbox(token_status=status)

    async def run() -> list[object]:
        async with serving(box.answer) as url:
            return list(await ups_at(url).track([NUMBER] * 5))

    answers = asyncio.run(run())
    assert len(answers) == 5
    for answer in answers:
        assert isinstance(answer, FailedLookup)
        assert answer.error.credentials_refused
    assert box.tokens == 1


def test_those_who_waited_for_a_failed_token_do_not_ask_again_one_by_one() -> None:
    box, now = Postbox(token_status=503), [0.0]

    async def run() -> list[object]:
        async with serving(box.answer) as url:
            ups = ups_at(url, lambda: now[0])
            first = list(await ups.track([NUMBER] * 5))
            assert box.tokens == 1
            now[0], box.token_status = 6.0, 200
            return [*first, *await ups.track([NUMBER])]

    *failed, answer = asyncio.run(run())
    assert all(isinstance(one, FailedLookup) and not one.error.permanent for one in failed)
    assert answer == UnknownNumber(NUMBER.number)
    assert box.tokens == 2


def test_a_token_that_could_smuggle_a_header_is_no_token() -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        return web.json_response({"access_token": "a\r\nX-Evil: 1", "expires_in": "60"})

    async def run() -> list[object]:
        async with serving(answer) as url:
            return list(await ups_at(url).track([NUMBER]))

    (failed,) = asyncio.run(run())
    assert isinstance(failed, FailedLookup)
    assert failed.error.reason == "no token in the answer"
