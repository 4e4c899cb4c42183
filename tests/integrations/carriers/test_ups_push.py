"""How UPS is asked to push, and what is believed and read of what it pushes."""

import asyncio
import json
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from domain.errors import ProviderError, UnreadablePayloadError
from domain.status import Status
from domain.tracking import TrackedNumber, TrackingReport, state_after
from integrations.carriers.ups import adapter
from tests.integrations.aggregators.pushes import Proof
from tests.integrations.carrier_examples import folder_of
from tests.integrations.lines import line_to, with_tokens
from tests.integrations.loopback import serving

BODY = (folder_of(adapter) / "push.told.json").read_bytes()
PATH = "/api/track/v1/subscription/standard/package"
SECRET = "a long text of ours"
assert adapter.push
PUSH = adapter.push


def numbers(count: int) -> list[TrackedNumber]:
    return [TrackedNumber(f"1Z999AA10{index:09d}") for index in range(count)]


def taking(_told: dict[str, Any]) -> web.StreamResponse:
    return web.json_response({"validTrackingNumbers": _told["trackingNumberList"]})


def refusing(*codes: str) -> Any:
    def reply(_told: object) -> web.StreamResponse:
        errors = [{"code": code, "message": "see the list"} for code in codes]
        told = {"invalidTrackingNumbers": [], "response": {"errors": errors}}
        return web.json_response(told, status=400)

    return reply


def subscribe(
    wanted: Sequence[TrackedNumber], reply: Any = taking, secret: str = SECRET, url: str = "same"
) -> tuple[frozenset[str], list[dict[str, Any]]]:
    """Subscribe at a desk on the loopback; return what was taken, and the bodies it got."""
    bodies: list[dict[str, Any]] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        assert (request.method, request.path) == ("POST", PATH)
        assert request.headers["Authorization"] == "Bearer token-1"
        assert request.headers["transactionSrc"] == "framme"
        assert request.headers["transId"]
        bodies.append(json.loads(await request.read()))
        told: web.StreamResponse = reply(bodies[-1])
        return told

    async def run() -> frozenset[str]:
        async with (
            serving(with_tokens(adapter, answer)) as address,
            line_to(adapter, address, credentials={"push_secret": secret}) as line,
        ):
            line.push_url = line.push_url if url == "same" else url
            assert PUSH.subscribe
            return await PUSH.subscribe(line, wanted)

    return asyncio.run(run()), bodies


def test_a_hundred_numbers_a_call_are_subscribed_to_our_address_with_our_credential() -> None:
    taken, bodies = subscribe(numbers(101))
    assert taken == {number.number for number in numbers(101)}
    assert [len(body["trackingNumberList"]) for body in bodies] == [100, 1]
    assert bodies[0]["destination"] == {
        "url": "https://framme.example/push",
        "credentialType": "Bearer",
        "credential": SECRET,
    }
    assert bodies[0]["locale"] == "en_US"
    assert PUSH.lasts == timedelta(days=14)


def test_only_small_parcels_and_roadies_are_subscribed() -> None:
    others = ["92748999985493513024567", "H1234567890", "1Z999AA1012345678", "1Z999AA101234567ÅÄ"]
    fit = ["1z999aa10123456784", "1R12345678912345", "1R12345678912345678912345678"]
    taken, bodies = subscribe([TrackedNumber(number) for number in [*others, *fit]])
    assert taken == set(fit)
    assert bodies[0]["trackingNumberList"] == [number.upper() for number in fit]
    assert subscribe([TrackedNumber(number) for number in others]) == (frozenset(), [])


def test_without_a_secret_or_an_address_nothing_is_subscribed() -> None:
    assert subscribe(numbers(1), secret="") == (frozenset(), [])
    assert subscribe(numbers(1), url="") == (frozenset(), [])


def test_numbers_that_ups_does_not_take_are_not_said_to_be_pushed() -> None:
    first = numbers(2)[0].number

    def some(_told: object) -> web.StreamResponse:
        return web.json_response({"validTrackingNumbers": [first], "invalidTrackingNumbers": ["x"]})

    assert subscribe(numbers(2), some)[0] == {first}
    assert subscribe(numbers(2), refusing("VSS210"))[0] == frozenset()
    assert subscribe(numbers(2), lambda _: web.json_response({}))[0] == frozenset()


@pytest.mark.parametrize("codes", [("VSS600",), ("VSS210", "VSS000"), ()])
def test_a_subscription_that_is_refused_says_why(codes: tuple[str, ...]) -> None:
    with pytest.raises(ProviderError, match=codes[-1] if codes else "no reason") as refusal:
        subscribe(numbers(1), refusing(*codes))
    assert refusal.value.permanent


def accepts(headers: dict[str, str], secret: str = SECRET, body: bytes = BODY) -> bool:
    return Proof(adapter, secret, headers).accepts(body)


def test_a_push_is_proven_by_the_credential_it_carries() -> None:
    assert accepts({"credential": SECRET})
    assert accepts({"authorization": f"Bearer {SECRET}"})
    assert not accepts({"credential": "another"})
    assert not accepts({"credential": "ånother", "authorization": f"Bearer {SECRET}"})
    assert not accepts({"credential": ""})
    assert not accepts({})
    assert not accepts({"credential": ""}, secret="")
    # Nothing binds it to the body: one that is none is refused when it is read.
    assert accepts({"credential": SECRET}, body=b"anything")


def read(**changes: Any) -> TrackingReport:
    (report,) = PUSH.read(json.dumps({**json.loads(BODY), **changes}).encode())
    return report


def test_on_the_van_is_not_delivered_though_it_is_of_type_d() -> None:
    report = read()
    state = state_after(report.events)
    assert state.status is Status.OUT_FOR_DELIVERY
    assert report.estimate
    assert report.estimate.earliest.isoformat() == "2026-03-05T12:00:00+01:00"
    assert report.estimate.latest.isoformat() == "2026-03-05T15:30:00+01:00"


@pytest.mark.parametrize(
    ("status", "meant"),
    [
        ({"type": "D", "code": "OF"}, Status.OUT_FOR_DELIVERY),
        ({"type": "D", "code": "FS", "descriptionCode": "011"}, Status.DELIVERED),
        ({"type": "D", "code": "FS", "descriptionCode": 11}, Status.DELIVERED),
        ({"type": "D", "code": "2Q", "descriptionCode": "011"}, Status.AVAILABLE_FOR_PICKUP),
        ({"type": "X", "code": "48", "descriptionCode": "022"}, Status.ATTEMPT_FAILED),
        ({"type": "MV", "code": "VP", "descriptionCode": "007"}, Status.CANCELLED),
        ({"type": "U", "code": "UP"}, Status.PENDING),
        ({"type": "D", "code": "??", "descriptionCode": "999"}, Status.PENDING),
        ({}, Status.PENDING),
    ],
)
def test_a_push_means_what_the_answers_mean(status: dict[str, Any], meant: Status) -> None:
    assert state_after(read(activityStatus=status).events).status is meant


def test_a_push_has_the_event_that_an_answer_has() -> None:
    activity = {
        "location": {"address": {"city": "Lund", "countryCode": "SE"}},
        "status": {"type": "I", "code": "OT", "description": "On the van", "statusCode": "021"},
        "gmtDate": "20260305",
        "gmtTime": "07:20:00",
        "gmtOffset": "+01:00",
    }
    package = {"trackingNumber": "1Z999AA10123456784", "activity": [activity]}
    told = {"trackResponse": {"shipment": [{"package": [package]}]}}
    answer = adapter.read(json.dumps(told).encode(), TrackedNumber("1Z999AA10123456784"))
    assert isinstance(answer, TrackingReport)
    assert [event.key for event in read().events] == [event.key for event in answer.events]


def test_an_estimate_far_from_the_recipient_is_left_out_for_want_of_its_zone() -> None:
    far = read(activityStatus={"type": "I", "code": "DP", "descriptionCode": "005"})
    assert far.estimate is None


def test_a_delivery_has_its_proof_and_keeps_pictures_and_names_out_of_the_raw_event() -> None:
    delivered = {"type": "D", "code": "FS", "descriptionCode": "011"}
    report = read(activityStatus=delivered, receivedBy="A. RECIPIENT", deliveryPhoto="AAAA" * 900)
    assert report.proof
    assert report.proof.signed_by == "A. RECIPIENT"
    assert "RECIPIENT" not in report.events[0].raw
    assert "AAAA" not in report.events[0].raw
    assert json.loads(report.events[0].raw)["gmtOffset"] == "+01.00"


def test_a_push_told_again_says_the_same_again() -> None:
    assert PUSH.read(BODY) == PUSH.read(BODY)


@pytest.mark.parametrize("body", [b"", b"<html>", b"[1]", b"{}", b'{"trackingNumber": 7.5}'])
def test_what_is_no_push_is_refused_by_name(body: bytes) -> None:
    with pytest.raises(UnreadablePayloadError):
        PUSH.read(body)


def test_a_push_without_a_time_says_nothing() -> None:
    nothing = dict.fromkeys(("localActivityDate", "gmtActivityDate"), "")
    assert list(PUSH.read(json.dumps({**json.loads(BODY), **nothing}).encode())) == []


def test_the_described_example_is_read_as_out_for_delivery() -> None:
    spec = Path(__file__).parents[3].parent / "shared/data/carriers/specs/ups/UPSTrackAlert.yaml"
    if not spec.exists():
        pytest.skip("the description of Track Alert does not lie beside the repository")
    described = spec.read_text(encoding="utf-8")
    names = set(json.loads(BODY)) | {"alternateTrackingNumber"}
    missing = {name for name in names if f"        {name}:" not in described}
    assert not missing
