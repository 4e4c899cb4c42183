"""What DPD is asked: SOAP envelopes nobody can write into, with a token that is renewed once."""

import asyncio
from collections.abc import Sequence
from typing import Any

import pytest
import xmltodict
from aiohttp import web

from domain.errors import ProviderError
from domain.status import Status
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers import dpd
from integrations.carriers.dpd import envelopes
from integrations.carriers.dpd.client import BASE_URL, grant
from integrations.carriers.dpd.parser import read_token
from tests.integrations.carrier_examples import example, folder_of
from tests.integrations.lines import line_to
from tests.integrations.loopback import serving

NUMBER = TrackedNumber("05301234567890")
HOSTILE = "</password><delisId>other</delisId>&x;<!--"
SIGN_IN = (folder_of(dpd.adapter) / "sign_in.told.xml").read_bytes()


class Desk:
    """DPD's two services: hands out numbered tokens and accepts those that it likes."""

    def __init__(self, answer: bytes, accepted: str = "dpd-token-1", status: int = 200) -> None:
        self.sign_ins: list[tuple[web.BaseRequest, Any]] = []
        self.asked: list[tuple[web.BaseRequest, Any]] = []
        self.answer, self.accepted, self.status = answer, accepted, status

    async def serve(self, request: web.BaseRequest) -> web.StreamResponse:
        told = xmltodict.parse(await request.read())["soapenv:Envelope"]
        if request.path == dpd.adapter.sign_in_path:
            self.sign_ins.append((request, told))
            token = f"dpd-token-{len(self.sign_ins)}".encode()
            return web.Response(body=SIGN_IN.replace(b"dpd-token-1", token))
        self.asked.append((request, told))
        if told["soapenv:Header"]["ns:authentication"]["authToken"] != self.accepted:
            return web.Response(status=500, body=told_in("token_refused"))
        return web.Response(status=self.status, body=self.answer)

    def track(self, numbers: Sequence[TrackedNumber], **account: str) -> Sequence[TrackingAnswer]:
        async def run() -> Sequence[TrackingAnswer]:
            async with (
                serving(self.serve) as url,
                line_to(dpd.adapter, url, credentials=account) as line,
            ):
                return await dpd.adapter.track(line, numbers)

        return asyncio.run(run())


def told_in(name: str) -> bytes:
    return example(dpd.adapter, name).read_bytes()


def test_the_token_travels_in_the_soap_header_and_is_fetched_once() -> None:
    desk = Desk(told_in("in_transit"))
    desk.track([NUMBER, TrackedNumber("05301234567891")], delis_id="me", password="secret")
    ((signed_in, wanted),) = desk.sign_ins
    assert signed_in.path == "/soap/services/LoginService/V2_1"
    assert signed_in.headers["SOAPAction"].endswith('/LoginService/2.1/getAuth"')
    assert wanted["soapenv:Body"]["ns:getAuth"] == {
        "delisId": "me",
        "password": "secret",
        "messageLanguage": "en_EN",
    }
    for request, told in desk.asked:
        assert request.path == "/soap/services/ParcelLifeCycleService/V2_0"
        assert request.headers["Content-Type"] == "text/xml;charset=UTF-8"
        assert request.headers["SOAPAction"].endswith('/2.0/getTrackingData"')
        assert "Authorization" not in request.headers
        assert told["soapenv:Header"]["ns:authentication"] == {
            "delisId": "me",
            "authToken": "dpd-token-1",
            "messageLanguage": "en_EN",
        }
    bodies = [told["soapenv:Body"]["ns1:getTrackingData"] for _, told in desk.asked]
    assert sorted(body["parcelLabelNumber"] for body in bodies) == [NUMBER.number, "05301234567891"]


def test_no_credential_can_add_an_element_to_a_request() -> None:
    written = xmltodict.parse(envelopes.sign_in(HOSTILE, HOSTILE))["soapenv:Envelope"]
    assert written["soapenv:Body"]["ns:getAuth"]["delisId"] == HOSTILE
    assert written["soapenv:Body"]["ns:getAuth"]["password"] == HOSTILE
    told = xmltodict.parse(envelopes.tracking(HOSTILE, HOSTILE, HOSTILE))["soapenv:Envelope"]
    assert told["soapenv:Header"]["ns:authentication"]["authToken"] == HOSTILE
    assert told["soapenv:Body"]["ns1:getTrackingData"] == {"parcelLabelNumber": HOSTILE}


def test_a_refused_token_is_renewed_once_and_the_call_repeated() -> None:
    desk = Desk(told_in("in_transit"), accepted="dpd-token-2")
    (answer,) = desk.track([NUMBER])
    assert isinstance(answer, TrackingReport)
    assert len(desk.sign_ins) == len(desk.asked) == 2


def test_a_new_token_that_is_refused_too_refuses_the_account() -> None:
    desk = Desk(told_in("in_transit"), accepted="none")
    (answer,) = desk.track([NUMBER])
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused
    assert answer.error.permanent
    assert len(desk.asked) == 2


@pytest.mark.parametrize("status", [200, 500])
def test_a_fault_about_the_number_makes_it_unknown_whatever_http_says(status: int) -> None:
    assert Desk(told_in("not_found"), status=status).track([NUMBER]) == [
        UnknownNumber(NUMBER.number)
    ]


@pytest.mark.parametrize("status", [200, 500])
def test_a_fault_of_the_system_is_transient(status: int) -> None:
    (answer,) = Desk(told_in("outage_as_a_fault"), status=status).track([NUMBER])
    assert isinstance(answer, FailedLookup)
    assert not answer.error.permanent
    assert not answer.error.credentials_refused


def test_a_refusal_of_the_sign_in_is_said_to_be_one() -> None:
    with pytest.raises(ProviderError) as refusal:
        read_token(told_in("token_refused"))
    assert refusal.value.credentials_refused
    with pytest.raises(ProviderError, match="no token"):
        read_token(SIGN_IN.replace(b"authToken>", b"other>"))


@pytest.mark.parametrize(
    ("url", "country", "host"),
    [
        (BASE_URL, "nl", "https://wsshipper.dpd.nl"),
        (BASE_URL, "be", "https://wsshipper.dpd.be"),
        ("http://127.0.0.1:9", "be", "http://127.0.0.1:9"),
    ],
)
def test_a_belgian_account_signs_in_at_the_belgian_host(url: str, country: str, host: str) -> None:
    async def address() -> str:
        async with line_to(dpd.adapter, url, credentials={"country": country}) as line:
            return grant(line).question.url

    assert asyncio.run(address()) == f"{host}/soap/services/LoginService/V2_1"


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("back_from_a_round_is_no_return", Status.ATTEMPT_FAILED),
        ("at_parcel_shop", Status.AVAILABLE_FOR_PICKUP),
        ("steps_that_lie_ahead_are_no_events", Status.IN_TRANSIT),
    ],
)
def test_words_that_mislead_are_not_believed(name: str, status: Status) -> None:
    answer = dpd.adapter.read(told_in(name), NUMBER)
    assert isinstance(answer, TrackingReport)
    assert state_after(answer.events).status is status
    assert not any(event.meaning and event.meaning.is_return_leg for event in answer.events)
