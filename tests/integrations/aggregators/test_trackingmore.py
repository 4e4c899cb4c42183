"""What TrackingMore is asked: the list first, adding only what is missing; and what it pushes."""

import hmac
import json
from base64 import b64encode
from datetime import timedelta
from typing import Any

import pytest
from aiohttp import web

from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingReport,
    UnknownNumber,
)
from integrations.aggregators.trackingmore import adapter
from integrations.aggregators.trackingmore.carriers import COURIERS, courier_of
from integrations.aggregators.trackingmore.push import FRESH_FOR, verify
from tests.integrations.aggregators.desk import Desk, numbers, track_at
from tests.integrations.aggregators.pushes import (
    DIRECT,
    Proof,
    assert_a_signature_binds,
    directory_keys,
    push_of,
    pushed,
)
from tests.integrations.carrier_examples import asked_in, example

LIST, ADD = "GET /v4/trackings/get", "POST /v4/trackings/batch"
DETECT = "POST /v4/couriers/detect"
NONE: dict[str, Any] = {"meta": {"code": 200}, "data": []}
SECRET, NOW = "a webhook secret", 1772695230


def adding(code: int | None = None) -> Any:
    def reply(_request: object, told: list[dict[str, str]]) -> web.StreamResponse:
        failed = [{"tracking_number": row["tracking_number"], "errorCode": code} for row in told]
        data = {"success": [] if code else told, "error": failed if code else []}
        return web.json_response({"meta": {"code": 200}, "data": data})

    return reply


def refusing(code: int, status: int = 400) -> Any:
    def reply(_request: object, _told: object) -> web.StreamResponse:
        return web.json_response({"meta": {"code": code}, "data": []}, status=status)

    return reply


def test_forty_numbers_are_read_in_one_call_with_the_key_in_its_header() -> None:
    desk = Desk({})
    track_at(adapter, desk, numbers(41), api_key="key")
    counts = sorted(asked.query["tracking_numbers"].count(",") + 1 for asked in desk.asked)
    assert counts == [1, 40]
    assert {asked.what for asked in desk.asked} == {LIST}
    assert {asked.headers["Tracking-Api-Key"] for asked in desk.asked} == {"key"}


def test_only_what_is_missing_is_added_with_what_is_known_of_it() -> None:
    path = example(adapter, "in_transit")
    new = TrackedNumber("SF1234567890123", "", "TW", "100", "sf_express", "", "", "2026-03-01")
    desk = Desk({LIST: path.read_bytes(), ADD: adding()})
    answers = track_at(adapter, desk, [asked_in(path), new])
    assert isinstance(answers[0], TrackingReport)
    assert answers[1] == UnknownNumber(new.number)
    assert [asked.what for asked in desk.asked] == [LIST, ADD]
    assert desk.asked[1].body == [
        {
            "tracking_number": "SF1234567890123",
            "courier_code": "sf-express",
            "tracking_postal_code": "100",
            "tracking_ship_date": "20260301",
        }
    ]


def test_a_courier_we_do_not_know_is_asked_for_first() -> None:
    told = {"meta": {"code": 200}, "data": [{"courier_code": "usps"}, {"courier_code": "ups"}]}
    desk = Desk({LIST: refusing(4102), DETECT: told, ADD: adding()})
    asked = TrackedNumber("9400111899562537683144")
    assert track_at(adapter, desk, [asked]) == [UnknownNumber(asked.number)]
    assert desk.asked[1].body == {"tracking_number": asked.number}
    assert desk.asked[2].body == [{"tracking_number": asked.number, "courier_code": "usps"}]


@pytest.mark.parametrize("detected", [NONE, refusing(4121)], ids=["none", "refused"])
def test_a_number_of_no_courier_is_unknown_and_not_added(detected: Any) -> None:
    desk = Desk({LIST: NONE, DETECT: detected, ADD: adding()})
    assert track_at(adapter, desk, [TrackedNumber("ABCD1234")]) == [UnknownNumber("ABCD1234")]
    assert [asked.what for asked in desk.asked] == [LIST, DETECT]


def test_the_probe_is_never_added() -> None:
    desk = Desk({LIST: NONE})
    assert track_at(adapter, desk, [adapter.probe]) == [UnknownNumber(adapter.probe.number)]
    assert [asked.what for asked in desk.asked] == [LIST]


@pytest.mark.parametrize("code", [4101, 4110, 4121])
def test_a_number_added_before_or_of_no_form_is_unknown(code: int) -> None:
    desk = Desk({LIST: NONE, ADD: adding(code)})
    assert track_at(adapter, desk, numbers(1)) == [UnknownNumber(numbers(1)[0].number)]


@pytest.mark.parametrize(
    ("add", "permanent"),
    [
        pytest.param(adding(4190), False, id="quota of one"),
        pytest.param(refusing(4190), False, id="quota of all"),
        pytest.param(adding(4120), True, id="courier"),
        pytest.param(adding(4122), True, id="field"),
    ],
)
def test_a_spent_quota_passes_and_a_courier_refused_stays_refused(
    add: Any, permanent: bool
) -> None:
    (answer,) = track_at(adapter, Desk({LIST: NONE, ADD: add}), numbers(1))
    assert isinstance(answer, FailedLookup)
    assert answer.error.permanent is permanent
    assert not answer.error.credentials_refused


def test_what_was_read_stays_read_when_adding_fails() -> None:
    path = example(adapter, "in_transit")
    desk = Desk({LIST: path.read_bytes(), ADD: refusing(500, 500)})
    first, second = track_at(adapter, desk, [asked_in(path), *numbers(1)])
    assert isinstance(first, TrackingReport)
    assert isinstance(second, FailedLookup)
    assert second.asked


def test_a_list_refused_otherwise_is_a_failure_for_good() -> None:
    (answer,) = track_at(adapter, Desk({LIST: refusing(4130)}), numbers(1))
    assert isinstance(answer, FailedLookup)
    assert answer.error.permanent


def test_an_account_that_was_too_fast_waits_two_minutes_though_it_is_not_told_so() -> None:
    (answer,) = track_at(adapter, Desk({LIST: refusing(429, 429)}), numbers(1))
    assert isinstance(answer, FailedLookup)
    assert answer.error.retry_after == timedelta(seconds=120)


def hashed(signed: bytes, secret: str = SECRET) -> bytes:
    return hmac.digest(secret.encode(), signed, "sha256")


@pytest.mark.parametrize(
    "write", [lambda d: d.hex(), lambda d: b64encode(d).decode()], ids=["hex", "base64"]
)
def test_a_push_is_proven_by_an_hmac_of_its_body(write: Any) -> None:
    def signed(body: bytes, secret: str) -> dict[str, str]:
        return {"signature": write(hashed(body, secret))}

    assert_a_signature_binds(adapter, SECRET, signed)


def accepted_at(now: float, stamp: str, signature: str | None = None) -> bool:
    told = {"signature": signature or hashed(stamp.encode()).hex(), "timestamp": stamp}
    try:
        verify(RawDelivery(pushed(adapter), told), SECRET, lambda: now)
    except BadSignatureError:
        return False
    return True


def test_an_hmac_of_the_timestamp_counts_while_it_is_fresh() -> None:
    assert accepted_at(NOW, str(NOW))
    assert accepted_at(NOW + FRESH_FOR, str(NOW))
    assert accepted_at(NOW - FRESH_FOR, str(NOW))
    assert not accepted_at(NOW + FRESH_FOR + 1, str(NOW))
    assert not accepted_at(NOW - FRESH_FOR - 1, str(NOW))
    assert not accepted_at(NOW, str(NOW), hashed(b"1772695231").hex())


@pytest.mark.parametrize("stamp", ["", "now", "-1", "17726952300", "177269523\N{SUPERSCRIPT TWO}"])
def test_a_timestamp_that_is_none_proves_nothing(stamp: str) -> None:
    assert not accepted_at(NOW, stamp)


def test_the_clock_is_looked_at_unless_one_is_given() -> None:
    old = {"signature": hashed(b"1000000000").hex(), "timestamp": "1000000000"}
    assert not Proof(adapter, SECRET, old).accepts()


def test_a_push_without_scans_says_nothing() -> None:
    body = json.dumps({"data": {"tracking_number": "1Z1234", "delivery_status": "pending"}})
    assert list(push_of(adapter).read(body.encode())) == []


def test_carriers_are_ours_and_those_asked_for_most_are_there() -> None:
    assert len(COURIERS) >= 40
    assert set(COURIERS) <= directory_keys()
    # No code of theirs is known; TrackingMore may detect them all the same.
    assert DIRECT - set(COURIERS) == {
        "airmee",
        "budbee",
        "dhl",
        "dhl_freight",
        "early_bird",
        "instabox",
    }
    assert courier_of("gls", "IT") == "gls-italy"
    assert courier_of("", "SE") == ""
