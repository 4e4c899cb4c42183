"""A parcel that is said to be delivered and is not there, on the shopper's page."""

import re
from datetime import timedelta

import pytest

from domain.access import Level
from domain.order import Contact
from tests.fakes import NOON
from tests.services.self_serving import delivered, incidents, now_at, parcels, rule
from tests.tracking_page.kept_orders import keep, site, told
from tests.tracking_page.visits import visiting


def test_a_missing_parcel_is_looked_for_reported_and_found(wired, visit) -> None:
    one = visit("delivered")
    page = one.look("/do/not_received").text
    assert "Ask your neighbours" in page
    assert "TestPost TP1" in page
    (parcel,) = re.findall(r'name="parcel" value="(\d+)"', page)
    done = one.send("/do/not_received", parcel=parcel, text="Not in the shed")
    assert done.status_code == 303
    after = one.client.get(done.headers["Location"]).text
    assert "We have noted that your parcel is missing." in after
    assert "the shop is told on Tuesday at 09:00" in after
    assert "I have found it" in after
    assert "I have looked" not in after
    one.send("/do/not_received", parcel=parcel, text="again")
    assert len(incidents(wired)) == 1
    found = one.send("/do/not_received", parcel=parcel, found="1")
    assert found.headers["Location"] == f"{one.path}?done=found"
    assert "Good that it has turned up." in one.look("?done=found").text
    assert incidents(wired)[0].outcome == "found"


def test_the_orders_page_says_how_a_report_stands_to_its_shopper_alone(wired, visit) -> None:
    one = visit("delivered")
    promise = "the shop is told on Tuesday at 09:00"
    (parcel,) = re.findall(r'name="parcel" value="(\d+)"', one.look("/do/not_received").text)
    assert promise not in one.look("").text
    one.send("/do/not_received", parcel=parcel)
    assert promise in one.look("").text
    assert promise not in site(wired).test_client().get(one.path).text
    one.send("/do/not_received", parcel=parcel, found="1")
    assert promise not in one.look("").text


@pytest.mark.parametrize(("email", "promised"), [("alva@example.com", True), ("", False)])
def test_that_the_shop_writes_is_promised_to_who_can_be_written_to(
    wired, shop_id, visit, email, promised
) -> None:
    rule(wired, shop_id, missing_wait_days=0)
    one = visit("delivered", contact=Contact("Alva", email, ""))
    (parcel,) = re.findall(r'name="parcel" value="(\d+)"', one.look("/do/not_received").text)
    one.send("/do/not_received", parcel=parcel)
    page = one.look("").text
    assert ("It looks into it and writes to you." in page) is promised
    assert ("We have noted that your parcel is missing." in page) is not promised


def test_of_several_parcels_the_orders_page_names_the_missing_one(wired, shop_id) -> None:
    order_id = keep(wired, shop_id, told(shipments=parcels("TP1", "TP2")))
    for number in ("TP1", "TP2"):
        last = delivered(wired, number, NOON - timedelta(hours=1))
    one = visiting(wired, shop_id, order_id, Level.PROVEN)
    one.send("/do/not_received", parcel=str(last))
    assert "TestPost TP2: You told us today" in one.look("").text


def test_of_several_parcels_one_is_chosen_first(wired, shop_id) -> None:
    order_id = keep(wired, shop_id, told(shipments=parcels("TP1", "TP2", "TP3")))
    ids = [delivered(wired, number, NOON - timedelta(hours=1)) for number in ("TP1", "TP2")]
    one = visiting(wired, shop_id, order_id, Level.PROVEN)
    page = one.look("/do/not_received").text
    assert "Which parcel is missing?" in page
    assert [f"parcel={id_}&amp;lang=en" in page for id_ in ids] == [True, True]
    assert "TP3" not in page
    assert "TestPost TP2" in one.look(f"/do/not_received?parcel={ids[1]}").text
    for wrong in ("0", "x", str(ids[1] + 1), "9" * 30):
        assert "Which parcel" in one.look(f"/do/not_received?parcel={wrong}").text
        assert one.send("/do/not_received", parcel=wrong).status_code == 404
    one.send("/do/not_received", parcel=str(ids[1]))
    again = one.look("/do/not_received").text
    assert [again.count(words) for words in ("You told us today", "said to be delivered")] == [1, 1]


def test_the_proof_of_delivery_is_shown_while_a_parcel_is_looked_for(wired, visit) -> None:
    one = visit("delivered")
    now_at(wired, "TP1", proof={"signed_by": "B. <Lind>", "document_url": "javascript:alert(1)"})
    page = one.look("/do/not_received").text
    assert "It was signed for by: B. &lt;Lind&gt;" in page
    assert "javascript:" not in page
