"""The document that scripts in other people's pages read, pinned whole."""

import json
from dataclasses import replace

import pytest

from domain.page_design import Section
from domain.status import Status
from messages.language import LANGUAGES, language
from tests.fakes import scan
from tests.tracking_page.samples import (
    journey,
    local,
    parcel,
    placed_earlier,
    samples,
    two_of_three_arrived,
    waiting_for_pickup,
)
from tests.tracking_page.shell_orders import (
    LAMP,
    SHADES,
    SVG,
    at_the_kiosk,
    document,
    shown,
    with_everything,
)
from tests.tracking_page.test_hostile_text import ATTACKS, attacked
from tracking_page.json_view import (
    ListedOrder,
    Ways,
    error_document,
    list_document,
    order_document,
    words_document,
)


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
        "manage": "https://track.example/t/x/in/y",
        "total": "SEK\xa0249.00",
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
        "awaits_parcel": False,
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
                "proof": {"signed_by": "A. Åkesson", "document": ""},
                "items": [LAMP],
                "pickup": {
                    "name": "Corner Kiosk Möllan",
                    "street": "Ängelholmsgatan 4",
                    "town": "214 22 Malmö",
                    "code": "4711",
                    "map": told["order"]["parcels"][0]["pickup"]["map"],
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
        "unsent": [SHADES | {"price": ""}],
        "items": [
            LAMP,
            SHADES,
        ],
        "sections": [section.value for section in Section],
        "welcome": "",
        "note": "",
        "footer": "",
        "picture": None,
        "route": None,
        "addresses": [
            {
                "title": "Delivery address",
                "lines": ["Alva", "Storgatan 1", "211 34 Malmö", "Sweden"],
                "masked": False,
            }
        ],
        "amounts": [
            {"label": "Subtotal", "value": "SEK\xa0200.00"},
            {"label": "Delivery", "value": "SEK\xa049.00"},
            {"label": "Total", "value": "SEK\xa0249.00"},
        ],
        "notes": [],
        "campaigns": [],
        "faq": [],
        "others": [],
        "contact": {
            "page": "https://lamps.example/contact",
            "mail": "mailto:help@lamps.example?subject=%231042",
            "address": "help@lamps.example",
        },
        "checked_at": "2026-11-20T12:36:00+01:00",
    }


def test_what_a_shop_adds_is_told_under_its_names() -> None:
    page = with_everything(shown(at_the_kiosk()))
    told = json.loads(order_document(page, language("en"), Ways()))["order"]
    assert {name: told[name] for name in ("welcome", "note", "footer", "notes")} == {
        "welcome": "Thank you",
        "note": "Slower before the holidays",
        "footer": "Lamps & Co, Malmö",
        "notes": ["Two people carry it."],
    }
    assert told["picture"] == {"url": "https://img.example/top.jpg", "text": "A lamp"}
    assert told["route"] == {"svg": SVG, "words": "By way of Malmö"}
    assert told["campaigns"] == [
        {
            "title": "Bulbs",
            "text": "They fit.",
            "button": "See them",
            "link": "https://f.example/c/x",
            "picture": "https://img.example/b.jpg",
        }
    ]
    assert told["faq"] == [{"question": "Late?", "answer": "We ask."}]
    assert told["others"] == [
        {
            "number": "#9",
            "placed": "Nov 1",
            "headline": "Delivered",
            "page": "https://track.example/t/o",
        }
    ]


def test_a_reader_learns_in_which_language_and_direction_it_is_told() -> None:
    told = document(at_the_kiosk(), "zh_Hant")
    assert (told["lang"], told["dir"]) == ("zh-Hant", "ltr")


def test_a_list_tells_of_each_order_what_it_needs() -> None:
    page = shown(two_of_three_arrived())
    told = json.loads(list_document([ListedOrder(page, "5001", Ways("/x"))], language("en")))
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


def test_an_error_says_why_and_which_field() -> None:
    told = json.loads(error_document(language("en"), "No.", number="Missing.", proof=""))
    assert told == {"error": "No.", "fields": {"number": "Missing."}}
    assert json.loads(error_document(language("en"), "No.")) == {"error": "No."}


def test_the_words_have_places_a_script_can_fill() -> None:
    words = json.loads(words_document(language("en")))["words"]
    assert words["parcel_of"] == "Parcel {position} of {count}"
    assert {"submit", "orders", "tracking_number"} <= set(words)
