"""What 4PX is asked and how it is signed, how it refuses, and which of its codes mislead."""

import json

import pytest

from domain.status import Status
from domain.tracking import Place, TrackedNumber, TrackingReport
from integrations.carriers.fourpx import adapter
from integrations.carriers.fourpx.client import signature
from integrations.carriers.fourpx.statuses import STATUSES
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import failure, track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("4PX30012345678900CN")


def test_a_number_is_asked_for_in_a_body_that_is_signed() -> None:
    box = asked_by(adapter, [NUMBER], app_key="key", app_secret="secret")
    (asked,), (body,) = box.asked, box.bodies
    assert (asked.method, asked.path) == ("POST", "/router/api/service")
    assert json.loads(body) == {"deliveryOrderNo": NUMBER.number}
    query = dict(asked.query)
    sign, language = query.pop("sign"), query.pop("language")
    assert language == "en"
    assert sign == signature(query, body.decode(), "secret")
    assert query.pop("timestamp").isdigit()
    assert query == {
        "app_key": "key",
        "format": "json",
        "method": "tr.order.tracking.get",
        "v": "1.0.0",
    }


def test_the_signature_goes_over_the_parameters_by_name_then_the_body_then_the_secret() -> None:
    signed = {
        "v": "1.0.0",
        "timestamp": "1700000000000",
        "app_key": "key",
        "method": "tr.order.tracking.get",
        "format": "json",
    }
    signed_with = signature(signed, '{"deliveryOrderNo":"X"}', "secret")
    assert signed_with == "5cb7afdcd4d4d127def90aa53b31ebd8"


def test_a_refusal_with_http_200_fails_the_number_and_may_pass() -> None:
    body = example(adapter, "refused_with_http_200").read_bytes()
    assert not failure(track(adapter, always(200, body), [NUMBER])).permanent


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("FPX_S_OKRC", Status.IN_TRANSIT),
        ("FPX_S_OKCC", Status.DELIVERED),
        ("FPX_S_SFBR", Status.INFO_RECEIVED),
        ("FPX_S_CC", None),
    ],
)
def test_the_stage_in_a_code_does_not_say_that_a_parcel_arrived(
    code: str, status: Status | None
) -> None:
    assert STATUSES[code].status is status


def test_a_code_of_which_it_is_not_known_where_the_parcel_waits_means_nothing() -> None:
    assert "FPX_S_OKPO" not in STATUSES


@pytest.mark.parametrize(
    ("location", "place"),
    [
        ("Shenzhen, CN", Place(city="Shenzhen", country="CN")),
        ("SHENZHEN,cn", Place(city="SHENZHEN", country="CN")),
        ("London, England", Place(city="London, England")),
        ("Leipzig", Place(city="Leipzig")),
        ("", Place()),
    ],
)
def test_a_country_is_taken_from_a_location_that_names_one(location: str, place: Place) -> None:
    row = {
        "businessLinkCode": "FPX_M_ATD",
        "occurDatetime": "2026-03-03 21:40:00",
        "occurLocation": location,
    }
    body = json.dumps({"result": "1", "data": {"trackingList": [row]}}).encode()
    report = adapter.read(body, NUMBER)
    assert isinstance(report, TrackingReport)
    assert [event.place for event in report.events] == [place]
