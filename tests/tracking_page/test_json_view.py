"""The document that scripts in other people's pages read, pinned whole."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from domain.order import Item, Money, Order
from domain.shipment import ShipmentItem
from domain.status import Status, SubStatus
from messages.language import LANGUAGES, language
from tests.fakes import NOON, an_order, scan
from tests.tracking_page.samples import (
    STOCKHOLM,
    expected,
    journey,
    local,
    parcel,
    placed_earlier,
    samples,
    story,
    two_of_three_arrived,
    waiting_for_pickup,
)
from tests.tracking_page.test_hostile_text import ATTACKS, attacked
from tracking_page.json_view import (
    ListedOrder,
    error_document,
    for_a_stranger,
    list_document,
    order_document,
    page_for_a_stranger,
    words_document,
)
from tracking_page.views import OrderPage, order_page


def shown(order: Order, code: str = "en") -> OrderPage:
    return order_page(story(order), language(code), NOON, STOCKHOLM)


def document(order: Order, code: str = "en", token: str = "") -> dict[str, Any]:
    page = shown(order, code)
    text = order_document(page, language(code), "https://track.example/t/x", token)
    document: dict[str, Any] = json.loads(text)
    return document


def at_the_kiosk() -> Order:
    happened = scan(
        Status.AVAILABLE_FOR_PICKUP,
        local(3),
        sub_status=SubStatus.SERVICE_POINT,
        text="Finns att hämta",
    )
    parcel = replace(
        waiting_for_pickup(),
        platform_id="900",
        events=(happened,),
        items=(ShipmentItem("71", 1),),
        estimate=None,
    )
    items = (Item("71", "Lamp", 1, "Green"), Item("72", "Shade", 2))
    return placed_earlier(parcel, items=items, total=Money(Decimal(249), "SEK"))


def test_an_order_is_told_whole() -> None:
    told = document(at_the_kiosk(), token="a token")
    assert told["token"] == "a token"
    assert told["order"] == {
        "number": "#1042",
        "placed": "Tue, Nov 17",
        "headline": "Your parcel is ready to collect at Corner Kiosk Möllan, Malmö; "
        "it holds a part of your order.",
        "tone": "ready",
        "live": True,
        "page": "https://track.example/t/x",
        "total": "SEK249.00",
        "steps": [
            {"label": "Order received", "reached": "done"},
            {"label": "Being prepared", "reached": "done"},
            {"label": "Packed", "reached": "done"},
            {"label": "Ready for dispatch", "reached": "done"},
            {"label": "Handed to the courier", "reached": "done"},
            {"label": "On its way", "reached": "done"},
            {"label": "Ready to collect", "reached": "now"},
            {"label": "Delivered", "reached": "ahead"},
        ],
        "counted": 1,
        "delivered": 0,
        "parcels": [
            {
                "position": 1,
                "fulfilment": "900",
                "status": "Ready to collect",
                "tone": "ready",
                "since": "today 10:00",
                "carrier": "TestPost",
                "number": "TP123456789SE",
                "link": "https://testpost.example/en/TP123456789SE",
                "partner": "",
                "expected": "",
                "late": False,
                "checked": "today 12:36",
                "action_required": False,
                "note": "",
                "items": [{"title": "Lamp", "variant": "Green", "quantity": 1}],
                "pickup": {
                    "name": "Corner Kiosk Möllan",
                    "street": "Ängelholmsgatan 4",
                    "town": "214 22 Malmö",
                    "hours": [
                        {"days": "Mon–Fri", "times": "08:00–20:00"},
                        {"days": "Sat", "times": "10:00–18:00"},
                        {"days": "Sun", "times": "11:00–17:00"},
                    ],
                },
                "days": [
                    {
                        "label": "today",
                        "happenings": [
                            {
                                "instant": "2026-11-20T10:00+01:00",
                                "time": "10:00",
                                "zone": "",
                                "what": "Ready to collect from a service point",
                                "where": "Malmö, Sweden",
                                "original": "Finns att hämta",
                            }
                        ],
                    }
                ],
            }
        ],
        "unsent": [{"title": "Shade", "variant": "", "quantity": 2}],
        "items": [
            {"title": "Lamp", "variant": "Green", "quantity": 1},
            {"title": "Shade", "variant": "", "quantity": 2},
        ],
    }


def test_a_list_tells_of_each_order_what_it_needs() -> None:
    page = shown(two_of_three_arrived())
    told = json.loads(list_document([ListedOrder(page, "5001", "/x")], language("en")))
    assert told["orders"] == [
        {
            "number": "#1042",
            "placed": "Tue, Nov 17",
            "headline": page.headline,
            "tone": "moving",
            "counted": 3,
            "delivered": 2,
            "id": "5001",
            "page": "/x",
        }
    ]
    assert told["words"]["orders"] == "Your orders"


@pytest.mark.parametrize("name", samples())
@pytest.mark.parametrize("code", LANGUAGES)
def test_every_state_can_be_told_in_every_language(name: str, code: str) -> None:
    told = document(samples()[name], code)
    assert told["order"]["headline"]
    assert all(told["words"].values())
    assert "%(" not in json.dumps(told["words"])


def test_how_many_have_arrived_is_counted_in_words() -> None:
    assert document(two_of_three_arrived())["words"]["so_far"] == "2 of 3 parcels delivered"
    assert "so_far" not in document(at_the_kiosk())["words"]


def test_all_scans_of_a_day_stand_under_its_name_once() -> None:
    [parcel] = document(placed_earlier(waiting_for_pickup()))["order"]["parcels"]
    labels = [day["label"] for day in parcel["days"]]
    assert len(labels) == len(set(labels))
    assert sum(len(day["happenings"]) for day in parcel["days"]) == len(journey()) + 1


def test_an_assumed_zone_is_said_to_be_one() -> None:
    event = replace(scan(Status.IN_TRANSIT, local(3)), zone_assumed=True)
    [shipment] = document(placed_earlier(parcel(event)))["order"]["parcels"]
    assert shipment["days"][0]["happenings"][0]["zone"] == "(UTC+1, assumed)"


@pytest.mark.parametrize("text", ATTACKS, ids=range(len(ATTACKS)))
def test_hostile_texts_stay_texts_and_no_link_of_theirs_is_followed(text: str) -> None:
    told = document(attacked(text))["order"]
    assert told["number"] == text
    assert told["items"][0]["title"] == text
    for shipment in told["parcels"]:
        assert not shipment["link"] or shipment["link"].startswith("https://")


def test_a_stranger_hears_when_it_comes_but_not_what_and_where_to() -> None:
    late = parcel(*journey(), estimate=expected(-50, -46), tracking_url="https://carrier.example/1")
    for order in (*samples().values(), at_the_kiosk(), placed_earlier(late)):
        hidden = for_a_stranger(story(replace(order, total=Money(Decimal(777), "SEK"))))
        page = page_for_a_stranger(order_page(hidden, language("en"), NOON, STOCKHOLM))
        told = json.loads(order_document(page, language("en"), ""))["order"]
        assert (told["items"], told["unsent"], told["total"], told["page"]) == ([], [], "", "")
        for shipment in told["parcels"]:
            assert (shipment["number"], shipment["link"]) == ("", "")
            assert (shipment["items"], shipment["pickup"]) == ([], None)
            for happening in (h for day in shipment["days"] for h in day["happenings"]):
                assert (happening["where"], happening["original"]) == ("", "")
        text = json.dumps(told, ensure_ascii=False)
        for secret in ("Lamp", "Malmö", "Kiosk", "211 34", "TP123456789SE", "777", "example"):
            assert secret not in text


def test_an_unmapped_scan_tells_a_stranger_only_that_there_was_one() -> None:
    event = replace(scan(None, NOON - timedelta(hours=1), text="Left with Alva"), meaning=None)
    order = for_a_stranger(story(an_order(parcel(event))))
    page = order_page(order, language("en"), NOON, STOCKHOLM)
    assert page.parcels[0].timeline.recent[0].happenings[0].what == "Update from the carrier"


def test_an_error_says_why_and_which_field() -> None:
    told = json.loads(error_document(language("en"), "No.", number="Missing.", proof=""))
    assert told == {"error": "No.", "fields": {"number": "Missing."}}
    assert json.loads(error_document(language("en"), "No.")) == {"error": "No."}


def test_the_words_have_places_a_script_can_fill() -> None:
    words = json.loads(words_document(language("en")))["words"]
    assert words["parcel_of"] == "Parcel {position} of {count}"
    assert {"submit", "orders", "tracking_number"} <= set(words)
