"""What Canada Post is asked, how it refuses, and how its times and signatures are read."""

from datetime import timedelta

import pytest

from domain.status import Status
from domain.tracking import (
    FailedLookup,
    Place,
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers.canada_post import adapter
from integrations.carriers.canada_post.statuses import meaning_of
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import batch
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("7023210039414604")
ANSWER = """<tracking-detail xmlns="http://www.canadapost.ca/ws/track-v2"><significant-events>
<occurrence><event-identifier>{identifier}</event-identifier><event-date>2026-03-05</event-date>
<event-time>11:42:00</event-time><event-time-zone>{zone}</event-time-zone>
<signatory-name>{signed_by}</signatory-name><event-site>{site}</event-site>
<event-province>{province}</event-province></occurrence>
</significant-events></tracking-detail>"""


def report_with(
    identifier: str = "1496",
    zone: str = "EST",
    signed_by: str = "",
    site: str = "",
    province: str = "",
) -> TrackingReport:
    body = ANSWER.format(
        identifier=identifier, zone=zone, signed_by=signed_by, site=site, province=province
    )
    report = adapter.read(body.encode(), NUMBER)
    assert isinstance(report, TrackingReport)
    return report


def told(body: bytes) -> tuple[TrackingAnswer, bool]:
    """Return what comes of an answer with HTTP 200, and whether it ends the batch."""
    (answer,), stopped = batch(adapter, always(200, body), [NUMBER])
    return answer, stopped


def test_the_details_of_a_pin_are_asked_for_with_user_and_password() -> None:
    (asked,) = asked_by(adapter, [NUMBER], username="id", password="secret").asked
    assert (asked.method, asked.path) == ("GET", "/vis/track/pin/7023210039414604/detail")
    assert asked.headers["Authorization"] == "Basic aWQ6c2VjcmV0"
    assert asked.headers["Accept"] == "application/vnd.cpc.track-v2+xml"
    assert asked.headers["Accept-Language"] == "en-CA"


def test_being_slowed_down_is_not_taken_for_an_answer() -> None:
    answer, stopped = told(example(adapter, "throttled").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.retry_after == timedelta(minutes=1)
    assert not answer.error.permanent
    assert stopped


def test_a_refused_key_ends_the_batch() -> None:
    answer, stopped = told(example(adapter, "refused").read_bytes())
    assert isinstance(answer, FailedLookup)
    assert answer.error.credentials_refused
    assert stopped


def test_a_pin_without_a_history_is_unknown() -> None:
    body = example(adapter, "not_found").read_bytes()
    assert told(body) == (UnknownNumber(NUMBER.number), False)


@pytest.mark.parametrize(
    ("zone", "moment", "assumed"),
    [
        ("PST", "2026-03-05T11:42:00-08:00", False),
        ("NST", "2026-03-05T11:42:00-03:30", False),
        ("edt", "2026-03-05T11:42:00-04:00", False),
        ("CET", "2026-03-05T11:42:00-05:00", True),
        ("", "2026-03-05T11:42:00-05:00", True),
    ],
)
def test_the_letters_of_a_zone_are_read_and_unknown_ones_assumed(
    zone: str, moment: str, assumed: bool
) -> None:
    (event,) = report_with(zone=zone).events
    assert (event.occurred_at.isoformat(), event.zone_assumed) == (moment, assumed)


@pytest.mark.parametrize("identifier", ["20", "0020", "21", "2001"])
def test_a_signature_is_no_delivery(identifier: str) -> None:
    report = report_with(identifier, signed_by="A. Recipient")
    assert state_after(report.events).status is Status.PENDING
    assert report.proof is None


def test_zeros_before_an_identifier_are_kept_in_the_event_and_not_looked_up() -> None:
    (event,) = report_with("0174").events
    assert event.raw_code == "0174"
    assert event.meaning == meaning_of("174")
    assert event.meaning


@pytest.mark.parametrize(("province", "country"), [("BC", "CA"), ("", ""), ("CA", "")])
def test_a_scan_is_in_canada_where_its_province_is(province: str, country: str) -> None:
    (event,) = report_with(site="RICHMOND", province=province).events
    assert event.place == Place(city="RICHMOND", country=country)
