"""What our plugin in a shop is told: whole orders, many at once, and only of its own shop."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event, text

from domain.order import Item
from domain.shipment import ShipmentItem
from domain.shop import PlatformKey
from domain.shop_api import AccountPages
from domain.shop_events import ShipmentTold
from domain.status import Status
from storage.due_shipments import note_checked
from storage.shops import update_profile
from storage.tracking_events import add_events
from tests.fake_shop_api import a_profile
from tests.fake_shop_sites import with_plugin
from tests.fakes import NOON, scan
from tests.plugin_tokens import plugin_headers
from tests.services.sites import connect_site
from tests.tracking_page.kept_orders import keep, told
from tests.tracking_page.samples import local
from tracking_page.plugin_api import plugin_blueprint

HTTPS = "https://track.example.com"
PARCEL = ShipmentTold("f1", "TP1SE", "TestPost", "", NOON, (ShipmentItem("71", 1),))


@pytest.fixture
def sited(wiring):
    return with_plugin(wiring)


@pytest.fixture
def shop(sited) -> int:
    return connect_site(sited)


@pytest.fixture
def client(sited) -> FlaskClient:
    app = Flask("plugin api under test", static_folder=None)
    app.register_blueprint(plugin_blueprint(sited))
    return app.test_client()


def an_order(wiring, shop_id: int, number: str, **changes) -> int:
    values = {
        "platform_id": number,
        "number": number,
        "shipments": (PARCEL,),
        "items": (Item("71", "Mug", 1), Item("72", "Plate", 1)),
    }
    return keep(wiring, shop_id, told(**{**values, **changes}))


def ask(client, sited, shop_id: int, path: str, **more):
    method = more.pop("method", "GET")
    headers = plugin_headers(sited, shop_id)
    return client.open(
        f"/shop-api/v1/{path}", method=method, headers=headers, base_url=HTTPS, **more
    )


def test_many_orders_are_told_at_once_in_the_order_they_were_asked_for(client, sited, shop) -> None:
    for number in ("31", "36", "40"):
        an_order(sited, shop, number)
    answer = ask(client, sited, shop, "orders?ids=40,31,99,31&lang=sv_SE")
    assert answer.status_code == 200
    document = answer.get_json()
    assert [order["id"] for order in document["orders"]] == ["40", "31"]
    first = document["orders"][0]
    assert (first["number"], first["parcels"][0]["number"]) == ("40", "TP1SE")
    assert [item["title"] for item in first["parcels"][0]["items"]] == ["Mug"]
    assert document["words"]["tracking_number"] == "Kollinummer"
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_list_costs_the_same_few_queries_however_long_it_is(client, sited, shop) -> None:
    ids = [str(number) for number in range(1, 21)]
    for number in ids:
        an_order(sited, shop, number)
    counted: list[int] = []
    for some in (ids[:2], ids):
        queries: list[str] = []
        event.listen(
            sited.engine,
            "before_cursor_execute",
            lambda *said, noted=queries: noted.append(said[2]),
        )
        ask(client, sited, shop, f"orders?ids={','.join(some)}")
        counted.append(len(queries))
    assert counted[1] <= 2 * counted[0]
    assert counted[0] < 15


def test_a_list_that_has_not_changed_is_not_written_again_and_one_that_has_is(
    client, sited, shop, clock
) -> None:
    an_order(sited, shop, "31")
    first = ask(client, sited, shop, "orders?ids=31")
    queries: list[str] = []
    event.listen(sited.engine, "before_cursor_execute", lambda *said: queries.append(said[2]))
    again = ask(client, sited, shop, "orders?ids=31")
    assert again.text == first.text
    assert not any("tracking_events" in query for query in queries)
    swedish = ask(client, sited, shop, "orders?ids=31&lang=sv_SE")
    assert swedish.text != first.text
    an_order(sited, shop, "31", updated_at=NOON + timedelta(minutes=1), shipments=())
    assert ask(client, sited, shop, "orders?ids=31").get_json()["orders"][0]["parcels"] == []
    an_order(sited, shop, "31", updated_at=NOON + timedelta(minutes=2))
    assert ask(client, sited, shop, "orders?ids=31").get_json()["orders"][0]["checked_at"] == ""
    with sited.sessions.begin() as session:
        note_checked(session, list(session.scalars(text("SELECT id FROM shipments"))), NOON)
    assert ask(client, sited, shop, "orders?ids=31").get_json()["orders"][0]["checked_at"]
    clock.forward(minutes=15)
    queries.clear()
    ask(client, sited, shop, "orders?ids=31")
    assert any("order_items" in query for query in queries)


def test_at_most_fifty_are_told_and_what_is_no_id_is_left_out(client, sited, shop) -> None:
    an_order(sited, shop, "31")
    asked = ",".join(["x", "-1", "1" * 21, "31", " 31 ", "٣١", "31;DROP"])
    assert len(ask(client, sited, shop, f"orders?ids={asked}").get_json()["orders"]) == 1
    many = ",".join(map(str, range(1000, 1050))) + ",31"
    assert ask(client, sited, shop, f"orders?ids={many}").get_json()["orders"] == []
    assert ask(client, sited, shop, "orders").get_json()["orders"] == []


def test_one_order_is_told_with_its_page_here(client, sited, shop) -> None:
    order_id = an_order(sited, shop, "31")
    with sited.sessions.begin() as session:
        shipment = session.execute(text("SELECT id FROM shipments")).scalar_one()
        happened = scan(Status.IN_TRANSIT, local(1), text="Sorted <b>here</b>")
        add_events(session, [(shipment, happened)])
    document = ask(client, sited, shop, "order?id=31").get_json()
    assert document["order"]["page"].startswith(f"{HTTPS}/t/")
    assert document["order"]["id"] == "31"
    assert document["order"]["manage"].startswith(f"{document['order']['page']}/in/")
    assert document["order"]["addresses"][0]["lines"][1] == "Storgatan 1"
    assert order_id


def test_other_orders_are_told_of_only_to_a_customer_the_plugin_says_is_logged_in(
    client, sited, shop
) -> None:
    for number in ("31", "32"):
        an_order(sited, shop, number, customer="2")
    assert ask(client, sited, shop, "order?id=31").get_json()["order"]["others"] == []
    for own in ("0", "true", ""):
        answer = ask(client, sited, shop, f"order?id=31&own={own}").get_json()
        assert answer["order"]["others"] == []
    [other] = ask(client, sited, shop, "order?id=31&own=1").get_json()["order"]["others"]
    assert (other["number"], other["page"][: len(HTTPS) + 3]) == ("32", f"{HTTPS}/t/")


def test_a_list_that_is_kept_ready_holds_nothing_personal(client, sited, shop) -> None:
    an_order(sited, shop, "31")
    answer = ask(client, sited, shop, "orders?ids=31")
    [order] = answer.get_json()["orders"]
    assert [item["title"] for item in order["items"]] == ["Mug", "Plate"]
    assert (order["addresses"], order["manage"], order["page"]) == ([], "", "")
    for secret in ("Storgatan", "Åkesson", "alva@example.com", "211 34"):
        assert secret not in answer.text


def test_orders_of_other_shops_and_deleted_ones_are_unknown(client, sited, shop, connect) -> None:
    other = connect(PlatformKey.WOOCOMMERCE, "other.example", webhook_key="k")
    an_order(sited, other, "31")
    an_order(sited, shop, "32")
    with sited.sessions.begin() as session:
        session.execute(text("UPDATE orders SET deleted_at = now() WHERE platform_id = '32'"))
    assert ask(client, sited, shop, "orders?ids=31,32").get_json()["orders"] == []
    answers = [ask(client, sited, shop, f"order?id={id_}") for id_ in ("31", "32", "99", "")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1


def look_up(client, sited, shop, number="31", proof="alva@example.com", caller="192.0.2.7"):
    form = {"number": number, "proof": proof, "caller": caller}
    return ask(client, sited, shop, "look-up?lang=en", method="POST", data=form)


def test_a_look_up_needs_number_and_proof_and_tells_nothing_else(client, sited, shop) -> None:
    an_order(sited, shop, "31")
    found = look_up(client, sited, shop)
    assert found.status_code == 200
    assert found.get_json()["order"]["id"] == "31"
    wrong, unknown = (
        look_up(client, sited, shop, proof="eve@example.com"),
        look_up(client, sited, shop, number="32"),
    )
    assert (wrong.status_code, wrong.text) == (unknown.status_code, unknown.text)
    faulty = look_up(client, sited, shop, proof="")
    assert faulty.status_code == 422
    assert set(faulty.get_json()["fields"]) == {"proof"}


def test_a_shopper_who_goes_on_guessing_is_stopped_and_no_other(client, sited, shop) -> None:
    an_order(sited, shop, "31")
    answers = [look_up(client, sited, shop, number=str(n), proof="x@y.example") for n in range(20)]
    assert {answer.status_code for answer in answers} == {422}
    stopped = look_up(client, sited, shop)
    assert stopped.status_code == 429
    assert int(stopped.headers["Retry-After"]) > 0
    assert look_up(client, sited, shop, caller="192.0.2.8").status_code == 200


def test_the_words_of_the_form_and_the_questions_come_in_the_language_asked(client, sited, shop):
    assert ask(client, sited, shop, "words?lang=sv_SE").get_json()["words"]["submit"]
    answer = ask(client, sited, shop, "faq?lang=sv_SE").get_json()
    assert answer["words"]["title"] == "Frågor om leverans"
    assert {"id", "question", "answer", "tag"} == set(answer["faq"][0])


def test_the_page_that_answers_name_is_the_shops_own(client, sited, shop) -> None:
    profile = a_profile(
        storefront_url="https://mugs.example", account_pages=AccountPages.CLASSIC, installation=""
    )
    with sited.sessions.begin() as session:
        update_profile(session, shop, profile, sited.clock())
    for page, said in (
        ("https://mugs.example/track/", "https://mugs.example/track/"),
        ("https://evil.example/track/", f"{HTTPS}/track/woocommerce/mugs.example"),
        ("", f"{HTTPS}/track/woocommerce/mugs.example"),
    ):
        answer = ask(client, sited, shop, f"faq?page={page}").get_json()
        assert f"{said}," in answer["faq"][0]["answer"]


@pytest.mark.parametrize("path", ["orders?ids=31", "order?id=31", "words", "faq"])
def test_a_token_out_of_time_is_refused_with_a_word_about_clocks(client, sited, shop, path) -> None:
    now = int(sited.clock().timestamp())
    headers = plugin_headers(sited, shop, iat=now - 900, exp=now - 600)
    answer = client.get(f"/shop-api/v1/{path}", headers=headers, base_url=HTTPS)
    assert answer.status_code == 401
    assert "clock" in answer.get_json()["error"]


def test_a_merchants_token_opens_nothing_here(client, sited, shop) -> None:
    headers = plugin_headers(sited, shop, sub="merchant:1", origin="https://mugs.example")
    answer = client.get("/shop-api/v1/orders?ids=31", headers=headers, base_url=HTTPS)
    assert answer.status_code == 401
