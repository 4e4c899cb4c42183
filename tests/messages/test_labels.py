"""Short names, as lists show them."""

import pytest

from domain.stage import Stage
from domain.status import Meaning, Status, SubStatus
from domain.tracking import Place, TrackingEvent, TrackingState
from messages.labels import carrier_name, event_text, place_text, stage_label, status_label
from messages.language import language
from tests.fakes import NOON, a_shipment, scan

EN, SV = language("en"), language("sv")


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_name_in_both_languages(status: Status) -> None:
    names = {status_label(lang, TrackingState(status)) for lang in (EN, SV)}
    assert len(names) == 2


@pytest.mark.parametrize("stage", Stage)
def test_every_stage_has_a_name_in_both_languages(stage: Stage) -> None:
    assert len({stage_label(EN, stage), stage_label(SV, stage)}) == 2


@pytest.mark.parametrize("detail", SubStatus)
def test_every_detail_has_a_name_in_both_languages(detail: SubStatus) -> None:
    event = scan(Status.IN_TRANSIT, sub_status=detail)
    assert len({event_text(EN, event), event_text(SV, event)}) == 2


def test_the_name_of_a_status_tells_delay_and_return() -> None:
    late = TrackingState(Status.IN_TRANSIT, delayed=True)
    back = TrackingState(Status.IN_TRANSIT, is_return_leg=True)
    home = TrackingState(Status.DELIVERED, is_return_leg=True)
    assert status_label(EN, late) == "On its way, delayed"
    assert status_label(EN, back) == "On its way back to the shop"
    assert status_label(EN, home) == "Returned to the shop"


@pytest.mark.parametrize(
    ("event", "text"),
    [
        (TrackingEvent(NOON, "A1", "Sorted by owl", None), "Sorted by owl"),
        (TrackingEvent(NOON, "A1", "", None), "A1"),
        (TrackingEvent(NOON, "", "", None), "Update from the carrier"),
        (TrackingEvent(NOON, "A1", "Weather", Meaning(None, delayed=True)), "Delay reported"),
        (TrackingEvent(NOON, "A1", "Note", Meaning(None)), "Note"),
        (
            TrackingEvent(NOON, "A1", "x", Meaning(Status.DELIVERED, is_return_leg=True)),
            "Returned to the shop",
        ),
    ],
)
def test_an_event_says_what_it_means_or_else_what_the_carrier_said(
    event: TrackingEvent, text: str
) -> None:
    assert event_text(EN, event) == text


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place("Malmö", "SE"), "Malmö, Sverige"),
        (Place("", "DE"), "Tyskland"),
        (Place("", "de", "Hub 4"), "Hub 4, Tyskland"),
        (Place("Malmö", "??"), "Malmö"),
        (Place(), ""),
    ],
)
def test_a_place_is_a_city_and_a_country_by_name(place: Place, text: str) -> None:
    assert place_text(SV, place) == text


def test_a_carrier_is_named_by_its_label_or_as_the_shop_spelt_it() -> None:
    assert carrier_name(a_shipment(), {"testpost": "TestPost AB"}) == "TestPost AB"
    assert carrier_name(a_shipment(), {}) == "TestPost"
    assert carrier_name(a_shipment(carrier_text=""), {}) == "testpost"
    assert carrier_name(a_shipment(carrier=None, carrier_text=""), {}) == ""
