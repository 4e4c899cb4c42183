"""How long third parties may make us wait, and how their refusals are told apart."""

import asyncio
from datetime import timedelta

import pytest
from aiohttp import web

from domain.errors import ProviderError
from integrations.http import (
    PATIENT,
    HttpAnswer,
    Question,
    ask,
    basic,
    json_question,
    open_session,
    retry_after,
)
from tests.integrations.loopback import Answering, always, serving


def asked(answer: Answering, question: Question | None = None) -> HttpAnswer:
    async def run() -> HttpAnswer:
        async with serving(answer) as url, open_session(PATIENT) as session:
            return await ask(session, question or Question(url), PATIENT)

    return asyncio.run(run())


@pytest.mark.parametrize(
    ("headers", "pause"),
    [
        ({"Retry-After": "120"}, timedelta(minutes=2)),
        ({"Retry-After": "0"}, timedelta()),
        ({"Retry-After": "99999999999999"}, timedelta(hours=24)),
        (
            {
                "Retry-After": "Sun, 22 Nov 2026 13:05:00 GMT",
                "Date": "Sun, 22 Nov 2026 13:00:00 GMT",
            },
            timedelta(minutes=5),
        ),
        (
            {
                "Retry-After": "Sun, 22 Nov 2026 12:00:00 GMT",
                "Date": "Sun, 22 Nov 2026 13:00:00 GMT",
            },
            timedelta(),
        ),
        ({"Retry-After": "Sun, 22 Nov 2026 13:05:00 GMT"}, None),
        (
            {"Retry-After": "Sun, 22 Nov 2026 13:05:00", "Date": "Sun, 22 Nov 2026 13:00:00 GMT"},
            None,
        ),
        ({"Retry-After": "soon", "Date": "later"}, None),
        ({"Retry-After": "-5"}, None),
        ({"Retry-After": "²"}, None),
        ({}, None),
    ],
)
def test_retry_after_is_read_as_seconds_or_as_a_date(
    headers: dict[str, str], pause: timedelta | None
) -> None:
    assert retry_after(headers) == pause


def test_a_complete_answer_is_handed_over() -> None:
    assert asked(always(200, b"[1]")) == HttpAnswer(200, b"[1]")


def test_a_status_the_asker_understands_is_handed_over() -> None:
    assert asked(always(404, b"no")) == HttpAnswer(404, b"no")


@pytest.mark.parametrize(
    ("status", "permanent", "refused"),
    [
        (301, False, False),
        (304, False, False),
        (400, True, False),
        (401, True, True),
        (403, True, True),
        (408, False, False),
        (410, True, False),
        (429, False, False),
        (500, False, False),
        (502, False, False),
    ],
)
def test_refusals_are_told_apart(status: int, permanent: bool, refused: bool) -> None:
    with pytest.raises(ProviderError) as refusal:
        asked(always(status))
    assert refusal.value.permanent is permanent
    assert refusal.value.credentials_refused is refused
    assert str(status) in refusal.value.reason


def test_an_outage_may_say_when_it_ends() -> None:
    with pytest.raises(ProviderError) as refusal:
        asked(always(503, headers={"Retry-After": "30"}))
    assert refusal.value.retry_after == timedelta(seconds=30)


def test_an_answer_cut_off_is_a_failed_connection() -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"{")
        assert request.transport
        request.transport.close()
        return response

    with pytest.raises(ProviderError, match="connection failed") as refusal:
        asked(answer)
    assert not refusal.value.permanent


def test_a_small_answer_that_unfolds_to_a_large_one_is_given_up() -> None:
    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        response = web.Response(body=b" " * 30_000_000)
        response.enable_compression(web.ContentCoding.gzip)
        return response

    with pytest.raises(ProviderError):
        asked(answer)


def test_cookies_are_neither_kept_nor_sent() -> None:
    seen: list[str | None] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        seen.append(request.headers.get("Cookie"))
        response = web.Response(body=b"{}")
        response.set_cookie("who", "you")
        return response

    async def run() -> None:
        async with serving(answer) as url, open_session(PATIENT) as session:
            for _ in range(2):
                await ask(session, Question(url), PATIENT)

    asyncio.run(run())
    assert seen == [None, None]


def test_an_address_that_is_none_is_a_failed_connection_that_keeps_it_to_itself() -> None:
    with pytest.raises(ProviderError) as refusal:
        asked(always(200), Question("http://:apikey=secret"))
    assert "secret" not in str(refusal.value)


def test_a_value_is_posted_as_json_whatever_its_letters() -> None:
    async def echo(request: web.BaseRequest) -> web.StreamResponse:
        told = f"{request.method} {request.content_type} {request.headers['X-Key']} ".encode()
        return web.Response(body=told + await request.read())

    async def run() -> HttpAnswer:
        async with serving(echo) as url, open_session(PATIENT) as session:
            question = json_question(url, {"n": ["é"]}, {"X-Key": "k"})
            return await ask(session, question, PATIENT)

    assert asyncio.run(run()).body == b'POST application/json k {"n": ["\\u00e9"]}'


def test_a_user_and_a_password_are_written_as_the_standard_says() -> None:
    # The example of RFC 7617, section 2.
    assert basic("Aladdin", "open sesame") == "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
    assert basic("test", "123\u00a3") == "Basic dGVzdDoxMjPCow=="
