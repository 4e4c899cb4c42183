"""What is believed and read of what DHL pushes, and how a subscription is confirmed."""

import asyncio
import json
from typing import Any

import pytest
from aiohttp import web

from domain.errors import ProviderError, UnreadablePayloadError
from domain.status import Status
from domain.tracking import TrackedNumber, TrackingReport, state_after
from integrations.carriers.dhl import adapter
from integrations.carriers.dhl.push import confirm
from tests.integrations.aggregators.pushes import Proof
from tests.integrations.carrier_examples import asked_in, example, folder_of
from tests.integrations.lines import line_to
from tests.integrations.loopback import always, serving

BODY = (folder_of(adapter) / "push.told.json").read_bytes()
SECRET = "a long text of ours"
KEY = "0f0e0d0c-0b0a-4908-8706-050403020100"
VALIDATE = {
    "scope": "subscription.validate",
    "self": f"https://api-eu.dhl.com/tracking/push/v1/subscription/{KEY}",
    "secret": "told by DHL",
}
assert adapter.push
PUSH = adapter.push


def accepts(headers: dict[str, str], secret: str = SECRET, body: bytes = BODY) -> bool:
    return Proof(adapter, secret, headers).accepts(body)


def test_a_push_is_proven_by_the_token_it_carries() -> None:
    assert accepts({"dhl-push-secret": SECRET})
    assert not accepts({"dhl-push-secret": "another"})
    assert not accepts({"dhl-push-secret": "ånother"})
    assert not accepts({"authorization": SECRET})
    assert not accepts({})
    assert not accepts({"dhl-push-secret": ""}, secret="")
    # Nothing binds it to the body: one that is none is refused when it is read.
    assert accepts({"dhl-push-secret": SECRET}, body=b"anything")


def test_a_push_has_an_event_that_an_answer_has() -> None:
    (report,) = PUSH.read(BODY)
    path = example(adapter, "out_for_delivery")
    answer = adapter.read(path.read_bytes(), asked_in(path))
    assert isinstance(answer, TrackingReport)
    assert report.number == answer.number
    assert {event.key for event in report.events} <= {event.key for event in answer.events}
    assert state_after(report.events).status is Status.OUT_FOR_DELIVERY


def test_a_push_told_again_says_the_same_again() -> None:
    assert PUSH.read(BODY) == PUSH.read(BODY)


def test_each_shipment_of_a_push_is_reported_and_one_without_a_number_left_out() -> None:
    told = json.loads(BODY)
    (first,) = told["shipments"]
    told["shipments"] = [first, {**first, "id": "5544332211"}, {**first, "id": None}]
    reports = PUSH.read(json.dumps(told).encode())
    assert [report.number for report in reports] == ["4411223344", "5544332211"]


@pytest.mark.parametrize("scope", ["subscription.validate", "subscription.ready", "other"])
def test_a_push_about_the_subscription_says_nothing_of_parcels(scope: str) -> None:
    assert list(PUSH.read(json.dumps({"scope": scope}).encode())) == []


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"[1]", b"{}", b'{"scope": "subscription.push", "events": []}']
)
def test_what_is_laid_out_otherwise_is_refused_by_name(body: bytes) -> None:
    with pytest.raises(UnreadablePayloadError):
        PUSH.read(body)


def test_nothing_is_promised_to_be_pushed() -> None:
    async def run() -> frozenset[str]:
        async with line_to(adapter, "http://127.0.0.1:9") as line:
            assert PUSH.subscribe
            return await PUSH.subscribe(line, [TrackedNumber("4411223344")])

    assert asyncio.run(run()) == frozenset()


def confirmed(told: Any, status: int = 204) -> tuple[bool, list[web.BaseRequest]]:
    seen: list[web.BaseRequest] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        seen.append(request)
        return await always(status, b"")(request)

    async def run() -> bool:
        async with (
            serving(answer) as url,
            line_to(adapter, url, credentials={"api_key": "key"}) as line,
        ):
            return await confirm(line, json.dumps(told).encode())

    return asyncio.run(run()), seen


def test_the_secret_of_a_new_subscription_is_told_back_to_dhl_itself() -> None:
    done, (asked,) = confirmed(VALIDATE)
    assert done
    assert (asked.method, asked.path) == ("POST", f"/tracking/push/v1/subscription/{KEY}")
    assert asked.headers["DHL-API-Hook-Secret"] == "told by DHL"
    assert asked.headers["DHL-API-Key"] == "key"


@pytest.mark.parametrize(
    "changes",
    [
        {"scope": "subscription.push"},
        {"secret": ""},
        {"secret": None},
        {"self": None},
        {"self": "https://elsewhere.example/subscription/../../users"},
        {"self": f"https://elsewhere.example/{KEY}?x=y"},
    ],
    ids=str,
)
def test_what_asks_for_no_confirmation_gets_none(changes: dict[str, Any]) -> None:
    assert confirmed({**VALIDATE, **changes}) == (False, [])


def test_a_confirmation_that_is_refused_says_so() -> None:
    with pytest.raises(ProviderError, match="HTTP 404"):
        confirmed(VALIDATE, status=404)
    with pytest.raises(UnreadablePayloadError):
        asyncio.run(confirm(None, b"<html>"))  # type: ignore[arg-type]  # never asked
