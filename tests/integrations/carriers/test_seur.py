"""What SEUR is asked and by which name of a parcel, and what is peculiar to its answers."""

import json
from pathlib import Path

import pytest
from aiohttp import web

from domain.status import Status
from domain.tracking import (
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
)
from integrations import meanings
from integrations.carriers.seur import adapter
from integrations.carriers.seur.statuses import meaning_of
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import assert_the_account_is_refused, track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

SAMPLES = Path(__file__).parents[3].parent / "shared/data/carriers/payloads/seur"
NUMBER = TrackedNumber("08470200000123")
ORDERED = TrackedNumber("08470200000123", reference="#1001")


def test_a_token_is_asked_for_with_a_password() -> None:
    known = {"client_id": "id", "client_secret": "s", "username": "u", "password": "a&b+c%"}
    box = asked_by(adapter, [NUMBER], **known)
    assert box.sign_ins[0].path == "/pic_token"
    assert box.forms == [{"grant_type": "password", **known}]


def test_it_is_asked_by_order_number_first_and_then_by_the_parcels_own() -> None:
    box = asked_by(adapter, [ORDERED], tax_id="B1", account_number="20855-80", business_unit="80")
    account = {"idNumber": "B1", "accountNumber": "20855", "businessUnit": "80"}
    assert {one.path for one in box.asked} == {"/pic/v1/tracking-services/extended"}
    assert [dict(one.query) for one in box.asked] == [
        {"ref": "1001", "refType": "REFERENCE", **account},
        {"ref": NUMBER.number, "refType": "ECB", **account},
    ]


@pytest.mark.parametrize(
    ("asked", "ways"),
    [
        (NUMBER, [(NUMBER.number, "ECB")]),
        (TrackedNumber("F1001"), [("F1001", "REFERENCE")]),
        (
            TrackedNumber("F1001", reference=" #A/10-01 "),
            [("A/10-01", "REFERENCE"), ("F1001", "REFERENCE")],
        ),
        (TrackedNumber("F1001", reference="a&ref=b"), [("F1001", "REFERENCE")]),
    ],
)
def test_only_what_has_the_form_of_a_name_is_asked_for(
    asked: TrackedNumber, ways: list[tuple[str, str]]
) -> None:
    box = asked_by(adapter, [asked])
    assert [(one.query["ref"], one.query["refType"]) for one in box.asked] == ways


def test_what_the_order_number_finds_is_not_asked_for_again() -> None:
    asked_for: list[str] = []

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        asked_for.append(request.query["refType"])
        return web.Response(body=example(adapter, "in_transit").read_bytes())

    (found,) = track(adapter, answer, [ORDERED])
    assert isinstance(found, TrackingReport)
    assert asked_for == ["REFERENCE"]


def test_no_content_means_that_the_number_is_unknown() -> None:
    (answer,) = track(adapter, always(204, b""), [NUMBER])
    assert answer == UnknownNumber(NUMBER.number)


def test_a_refusal_of_the_account_with_http_200_ends_the_batch() -> None:
    refusal = {"errors": [{"status": "403", "title": "No"}]}
    assert_the_account_is_refused(adapter, json.dumps(refusal).encode())


def test_of_parcels_that_share_an_order_number_the_one_bound_there_is_read() -> None:
    def entry(postal_code: str, event: str) -> dict[str, object]:
        situation = {"eventCode": event, "situationDate": "2026-03-02T10:00:00"}
        return {"type": "Exp", "postalCode": postal_code, "situations": [situation]}

    body = json.dumps({"data": [entry("28013", "LC001"), entry("1000-001", "LL003")]}).encode()
    report = adapter.read(body, TrackedNumber("1", postal_code="1000 001"))
    assert isinstance(report, TrackingReport)
    assert [event.raw_code for event in report.events] == ["LL003"]


@pytest.mark.parametrize(
    ("event_code", "meaning"),
    [
        ("LC002", meanings.MOVING),
        ("XC002", meanings.MOVING),
        ("LI718", meanings.ACTION_REQUIRED),
        ("II718", meanings.MOVING),
        ("XI718", None),
        ("LI465", None),
        ("", None),
    ],
)
def test_the_first_letter_counts_only_where_codes_differ_by_it(
    event_code: str, meaning: object
) -> None:
    assert meaning_of(event_code) == meaning


def test_codes_of_the_samples_are_known() -> None:
    paths = sorted(SAMPLES.glob("*.json"))
    if not paths:
        pytest.skip("no samples of SEUR beside the repository")
    last = json.loads((SAMPLES / "shape_simplified_b2b.json").read_bytes())["data"][0]
    found = meaning_of(last["eventCode"])
    assert found
    assert found.status is Status.OUT_FOR_DELIVERY
    parcel = json.loads((SAMPLES / "hapi_inbox_shipment.json").read_bytes())["recibidos"][0]
    codes = [situation["cod_situacion"] for situation in parcel["situaciones"]]
    assert [meaning_of(one) for one in codes] == [
        meanings.OUT,
        meanings.MOVING,
        meanings.ANNOUNCED,
    ]
