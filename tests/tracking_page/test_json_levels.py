"""What the document of an order holds back from who has not proven that it is theirs."""

import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

from domain.order import Money
from messages.language import language
from tests.fakes import NOON, an_order, scan
from tests.tracking_page.samples import (
    STOCKHOLM,
    expected,
    journey,
    parcel,
    placed_earlier,
    samples,
    story,
)
from tests.tracking_page.shell_orders import at_the_kiosk
from tracking_page.json_view import (
    Ways,
    for_a_stranger,
    order_document,
    page_for_a_stranger,
)
from tracking_page.views import Seen, order_page


def test_who_has_only_the_link_is_told_neither_goods_nor_address_nor_code() -> None:
    page = order_page(story(at_the_kiosk()), Seen(), language("en"), NOON, STOCKHOLM)
    told = json.loads(order_document(page, language("en"), Ways("https://track.example/t/x")))
    order = told["order"]
    assert (order["items"], order["unsent"], order["amounts"], order["total"]) == ([], [], [], "")
    assert order["addresses"] == [
        {"title": "Delivery address", "lines": ["•••", "Sweden"], "masked": True}
    ]
    [parcel] = order["parcels"]
    assert (parcel["items"], parcel["pickup"]["code"], parcel["proof"]) == ([], "", None)
    assert not {"token", "visit"} & set(told)
    text = json.dumps(told, ensure_ascii=False)
    for secret in ("Lamp,", "Storgatan", "211 34", "4711", "Åkesson", "249"):
        assert secret not in text


def test_a_stranger_hears_when_it_comes_but_not_what_and_where_to() -> None:
    late = parcel(*journey(), estimate=expected(-50, -46), tracking_url="https://carrier.example/1")
    for order in (*samples().values(), at_the_kiosk(), placed_earlier(late)):
        hidden = for_a_stranger(story(replace(order, total=Money(Decimal(777), "SEK"))))
        page = page_for_a_stranger(order_page(hidden, Seen(), language("en"), NOON, STOCKHOLM))
        told = json.loads(order_document(page, language("en"), Ways()))["order"]
        assert (told["items"], told["unsent"], told["total"], told["page"]) == ([], [], "", "")
        for shipment in told["parcels"]:
            assert (shipment["number"], shipment["link"]) == ("", "")
            assert (shipment["items"], shipment["pickup"]) == ([], None)
            for happening in (h for day in shipment["days"] for h in day["happenings"]):
                assert (happening["where"], happening["original"]) == ("", "")
        text = json.dumps(told, ensure_ascii=False)
        secrets = ("Lamp", "Malmö", "Kiosk", "211 34", "TP123456789SE", "777")
        for secret in (*secrets, "testpost.example", "carrier.example", "Åkesson", "4711"):
            assert secret not in text


def test_an_unmapped_scan_tells_a_stranger_only_that_there_was_one() -> None:
    event = replace(scan(None, NOON - timedelta(hours=1), text="Left with Alva"), meaning=None)
    order = for_a_stranger(story(an_order(parcel(event))))
    page = order_page(order, Seen(), language("en"), NOON, STOCKHOLM)
    assert page.parcels[0].timeline.recent[0].happenings[0].what == "Update from the carrier"
