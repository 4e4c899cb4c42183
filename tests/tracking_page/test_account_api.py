"""What account pages are told: their order to customers, a status to others in the shop."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.test import TestResponse

from domain.campaign import Campaign, Campaigns, CampaignWords
from domain.order import Item
from domain.page_design import PageDesign, PageWords, Section
from domain.shipment import ShipmentItem
from domain.shop_events import ShipmentTold
from domain.status import Status
from runtime.clock import utc_now
from services.change_page import change_page
from services.page_address import page_address
from services.wiring import Wiring
from storage.tracking_events import add_events
from tests.fakes import NOON, scan
from tests.session_tokens import account_headers
from tests.tracking_page.fake_storefront import app_of_shoppers
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.samples import local

ORDER = "/account-api/order?id=gid://shopify/Order/5001"
LISTED = "/account-api/orders"
PARCEL = ShipmentTold(
    "900", "TP1SE", "TestPost", "https://testpost.example/1", NOON, (ShipmentItem("71", 1),)
)


@pytest.fixture
def client(wiring: Wiring) -> FlaskClient:
    return app_of_shoppers(wiring).test_client()


@pytest.fixture
def order_id(wiring: Wiring, shop_id: int) -> int:
    order = told(
        platform_id="5001",
        customer="77",
        shipments=(PARCEL,),
        items=(Item("71", "Lamp", 1), Item("72", "Shade", 1)),
    )
    order_id = keep(wiring, shop_id, order)
    with wiring.sessions.begin() as session:
        shipment = session.execute(text("SELECT id FROM shipments")).scalar_one()
        happened = scan(Status.IN_TRANSIT, local(1), text="Sorted for TP1SE")
        add_events(session, [(shipment, happened)])
    return order_id


def ask(
    client: FlaskClient, path: str, customer: str = "", shop: str = "lamps.myshopify.com"
) -> TestResponse:
    return client.get(path, headers=account_headers(shop, customer))


@pytest.mark.parametrize("path", [ORDER, LISTED])
def test_a_browsers_preflight_is_let_through_from_anywhere(client: FlaskClient, path: str) -> None:
    answer = client.options(path)
    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == (
        "Authorization, Content-Type, If-None-Match"
    )
    assert int(answer.headers["Access-Control-Max-Age"]) > 0


@pytest.mark.parametrize("path", [ORDER, LISTED])
@pytest.mark.parametrize("sent", ["", "Bearer x", "Bearer ", "Basic eDp5"])
def test_without_a_token_of_the_platforms_there_is_nothing_but_why(
    client: FlaskClient, order_id: int, path: str, sent: str
) -> None:
    answer = client.get(path, headers={"Authorization": sent} if sent else {})
    assert answer.status_code == 401
    assert set(answer.get_json()) == {"error"}
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_a_token_that_has_run_out_is_none(client: FlaskClient, order_id: int) -> None:
    stale = account_headers(customer="77", now=utc_now() - timedelta(minutes=6))
    assert client.get(ORDER, headers=stale).status_code == 401


@pytest.mark.parametrize("order", ["gid://shopify/Order/5001", "5001"])
def test_customers_see_their_order_whole(
    wiring: Wiring, client: FlaskClient, shop_id: int, order_id: int, order: str
) -> None:
    answer = ask(client, f"/account-api/order?id={order}", "77")
    shown = answer.get_json()["order"]
    assert shown["page"] == page_address(wiring, shop_id, order_id)
    assert [item["title"] for item in shown["items"]] == ["Lamp", "Shade"]
    assert shown["parcels"][0]["number"] == "TP1SE"
    assert shown["parcels"][0]["fulfilment"] == "900"
    assert shown["addresses"][0]["lines"][1:3] == ["Storgatan 1", "211 34 Malmö"]
    assert shown["manage"].startswith(f"{shown['page']}/in/")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_what_a_shop_shows_on_its_page_is_shown_in_its_account_with_whole_addresses(
    wiring: Wiring, client: FlaskClient, shop_id: int, order_id: int
) -> None:
    words = {"en": PageWords(welcome="Thank you")}
    sections = (Section.FAQ, Section.CAMPAIGNS)
    change_page(wiring, shop_id, PageDesign(sections=sections, words=words), "a test")
    lamps = Campaign("c1", "Bulbs", {"en": CampaignWords("Bulbs")}, "https://lamps.example/bulbs")
    change_page(wiring, shop_id, Campaigns((lamps,)), "a test")
    shown = ask(client, ORDER, "77").get_json()["order"]
    assert (shown["sections"], shown["welcome"]) == (["faq", "campaigns"], "Thank you")
    [campaign] = shown["campaigns"]
    assert campaign["link"].startswith(f"{wiring.public_url}/c/")
    assert 1 <= len(shown["faq"]) <= 3
    assert shown["route"] is None


def test_how_the_shop_is_reached_is_told_to_both_and_which_way_it_came_to_the_customer(
    client: FlaskClient, order_id: int
) -> None:
    own, status = (ask(client, ORDER, customer).get_json() for customer in ("77", ""))
    contact = {
        "page": "",
        "mail": "mailto:help@lamps.example?subject=%231042",
        "address": "help@lamps.example",
    }
    assert own["order"]["contact"] == status["order"]["contact"] == contact
    assert own["order"]["route"]["words"] == "Last seen in \u2068Malmö\u2069."
    assert status["order"]["route"] is None
    around = {"contact": "Questions?", "contact_page": "Contact the shop"}
    for told_to in (own, status):
        assert told_to["words"].items() >= (around | {"route": "The way so far"}).items()


def test_customers_see_their_other_orders_and_where_the_account_shows_them(
    wiring: Wiring, client: FlaskClient, shop_id: int, order_id: int
) -> None:
    for number in range(6):
        later = NOON + timedelta(hours=number)
        mine = told(f"#{number}", platform_id=f"60{number}", customer="77", placed_at=later)
        keep(wiring, shop_id, mine)
    keep(wiring, shop_id, told("#77", platform_id="700", customer="78"))
    others = ask(client, ORDER, "77").get_json()["order"]["others"]
    assert [other["number"] for other in others] == ["#5", "#4", "#3", "#2", "#1"]
    assert others[0]["page"] == "shopify:customer-account/orders/605"


def test_who_has_not_logged_in_sees_a_status_and_no_more(
    client: FlaskClient, order_id: int
) -> None:
    answer = ask(client, ORDER)
    shown = answer.get_json()["order"]
    [parcel] = shown["parcels"]
    assert (shown["items"], shown["unsent"], shown["total"], shown["page"]) == ([], [], "", "")
    assert (parcel["items"], parcel["number"], parcel["link"], parcel["pickup"]) == (
        [],
        "",
        "",
        None,
    )
    assert parcel["days"][0]["happenings"][0] | {"instant": ""} == {
        "instant": "",
        "time": "12:00",
        "zone": "",
        "what": "On its way",
        "where": "",
        "original": "",
    }
    assert shown["headline"]
    alone = {"manage": "", "addresses": [], "amounts": [], "others": [], "campaigns": [], "faq": []}
    assert {name: shown[name] for name in alone} == alone
    for secret in ("Lamp", "TP1SE", "testpost.example", "Malmö", "alva", "249"):
        assert secret not in answer.text


def test_what_is_anothers_is_answered_as_what_is_unknown(
    wiring: Wiring, client: FlaskClient, shop_id: int, order_id: int
) -> None:
    keep(wiring, shop_id, told("#1043", platform_id="5002"))
    unknown = ask(client, "/account-api/order?id=1", "77")
    assert unknown.status_code == 404
    for customer, order in (("78", "5001"), ("77", "5002"), ("77", "x"), ("77", ""), ("", "1")):
        answer = ask(client, f"/account-api/order?id={order}", customer)
        assert (answer.status_code, answer.data) == (404, unknown.data)
        assert answer.headers["Access-Control-Allow-Origin"] == "*"


def test_an_order_of_another_shop_is_not_found_whoever_asks(
    client: FlaskClient, order_id: int, connect: Callable[..., int]
) -> None:
    connect(domain="chairs.myshopify.com")
    for customer in ("", "77"):
        assert ask(client, ORDER, customer, "chairs.myshopify.com").status_code == 404
    assert ask(client, LISTED, "77", "chairs.myshopify.com").get_json()["orders"] == []
    assert ask(client, ORDER, "77", "unknown.myshopify.com").status_code == 404


def test_the_list_is_the_customers_newest_first_and_writes_nothing(
    wiring: Wiring, client: FlaskClient, shop_id: int, order_id: int
) -> None:
    later = NOON + timedelta(hours=1)
    keep(wiring, shop_id, told("#1043", platform_id="5002", customer="77", placed_at=later))
    keep(wiring, shop_id, told("#1044", platform_id="5003", customer="78"))
    page = page_address(wiring, shop_id, order_id)
    with wiring.sessions() as session:
        before = session.execute(text("SELECT count(*) FROM tracking_links")).scalar_one()
        listed = ask(client, LISTED, "77").get_json()["orders"]
        after = session.execute(text("SELECT count(*) FROM tracking_links")).scalar_one()
    assert [(order["id"], order["page"]) for order in listed] == [("5002", ""), ("5001", page)]
    assert before == after == 1


def test_who_has_not_logged_in_has_no_list(client: FlaskClient, order_id: int) -> None:
    answer = ask(client, LISTED)
    assert answer.status_code == 200
    assert answer.get_json()["orders"] == []


def test_errors_are_in_the_readers_language(client: FlaskClient, order_id: int) -> None:
    english = ask(client, "/account-api/order?id=1&lang=en", "77").get_json()["error"]
    assert english == "This order cannot be found."


def test_who_goes_on_asking_is_told_to_wait_and_the_others_are_not(
    client: FlaskClient, order_id: int
) -> None:
    codes = [ask(client, LISTED, "77").status_code for _ in range(121)]
    assert codes == [200] * 120 + [429]
    answer = ask(client, ORDER, "77")
    assert answer.status_code == 429
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert int(answer.headers["Retry-After"]) > 0
    assert ask(client, LISTED, "78").status_code == 200
    assert ask(client, ORDER).status_code == 200
