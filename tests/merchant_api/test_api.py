"""The merchant's API: what a key may ask and note, in one shape, and never who the shopper is."""

from dataclasses import replace

import pytest
from flask import Flask

from domain.errors import OverloadedError
from domain.stage import Stage
from domain.status import Status
from jobs.poll_carriers import poll_round
from merchant_api.blueprint import blueprint
from services.make_api_key import make_api_key
from tests.fakes import NOON, scan
from tests.services.deliver import deliver
from tests.services.several_carriers import send
from tests.shop_bodies import shopify_fulfilment, shopify_order

ORDER = "/api/v1/orders/1042"


def client_of(wiring):
    app = Flask("api under test", static_folder=None)
    app.register_blueprint(blueprint(wiring))
    return app.test_client()


@pytest.fixture
def client(wiring):
    return client_of(wiring)


def key(wiring, shop_id, *, may_write: bool = False) -> dict[str, str]:
    made = make_api_key(wiring, shop_id, "Robot", "link", may_write=may_write)
    return {"Authorization": f"Bearer {made}"}


@pytest.fixture
def reader(wiring, shop_id) -> dict[str, str]:
    return key(wiring, shop_id)


@pytest.fixture
def writer(wiring, shop_id) -> dict[str, str]:
    return key(wiring, shop_id, may_write=True)


def code(answer) -> tuple[int, str]:
    error = answer.get_json()["error"]
    assert set(error) == {"code", "message"}
    assert error["message"]
    return answer.status_code, error["code"]


def test_an_order_is_told_with_its_parcels_and_in_the_language_asked(
    wiring, shop_id, carrier, client, reader
) -> None:
    parcel = shopify_fulfilment(1042, 9001, "TP1")
    deliver(wiring, shop_id, "orders/create", shopify_order(1042, fulfillments=[parcel]))
    carrier.report("TP1", scan(Status.IN_TRANSIT, text="Handed to Alva"))
    poll_round(wiring)
    answer = client.get("/api/v1/orders/%231042?language=sv-SE", headers=reader)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.get_json()
    assert (told["number"], told["stage"], told["language"]) == (
        "#1042",
        "handed_to_courier",
        "sv",
    )
    assert "TestPost" in told["sentence"]
    assert told["tracking_page"].startswith("https://track.example.com/t/")
    (shown,) = told["parcels"]
    assert (shown["carrier"], shown["carrier_name"]) == ("testpost", "TestPost")
    assert (shown["tracking_number"], shown["status"], shown["estimate"]) == (
        "TP1",
        "in_transit",
        None,
    )
    assert shown["last_event"] == {
        "occurred_at": NOON.isoformat(),
        "status": "in_transit",
        "city": "Malmö",
        "country": "SE",
    }
    english = client.get(ORDER, headers=reader).get_json()
    assert english["sentence"] != told["sentence"]


def test_nothing_of_the_shopper_is_told(wiring, shop_id, client, reader) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order(1042))
    personal = ("alva", "storgatan", "211 34", 'example.com"', "@")
    for path in (ORDER, "/api/v1/messages?order=1042"):
        answer = client.get(path, headers=reader)
        assert answer.status_code == 200
        assert [word for word in personal if word in answer.text.lower()] == []


def test_a_stage_is_noted_once_and_never_taken_back(wiring, shop_id, client, writer) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order(1042))

    def note(stage: str):
        return client.post(f"{ORDER}/stage", json={"stage": stage}, headers=writer).get_json()

    assert note("packed") == {"stage": "packed", "changed": True}
    assert note("packed") == {"stage": "packed", "changed": False}
    assert note("being_prepared") == {"stage": "packed", "changed": False}
    assert client.get(ORDER, headers=writer).get_json()["stage"] == Stage.PACKED


def test_messages_about_an_order_are_told_with_their_states(
    wiring, shop_id, client, reader
) -> None:
    send(wiring, shop_id, 1042, "TP1")
    answer = client.get("/api/v1/messages?order=%231042", headers=reader)
    (message,) = answer.get_json()["messages"]
    assert (message["kind"], message["channel"], message["state"]) == ("shipped", "email", "due")
    assert message["created_at"] == NOON.isoformat()
    assert (message["finished_at"], message["outcome"]) == (None, "")


def test_of_several_orders_of_a_number_the_newest_is_told(wiring, shop_id, client, reader) -> None:
    for number, placed in ((1, "2026-01-02T10:00:00Z"), (2, "2026-03-02T10:00:00Z")):
        told = shopify_order(number, name="#1042", created_at=placed)
        deliver(wiring, shop_id, "orders/create", told)
    assert client.get(ORDER, headers=reader).get_json()["platform_id"] == "2"


@pytest.mark.parametrize(
    "headers",
    [{}, {"Authorization": "Bearer fk_none"}, {"Authorization": "Basic eDp5"}],
)
def test_who_has_no_good_key_is_told_how_to_send_one(client, headers) -> None:
    for answer in (
        client.get(ORDER, headers=headers),
        client.post(f"{ORDER}/stage", json={"stage": "packed"}, headers=headers),
        client.get("/api/v1/messages?order=1042", headers=headers),
    ):
        assert code(answer) == (401, "not_authorized")
        assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_a_key_that_only_reads_changes_nothing(wiring, shop_id, client, reader) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order(1042))
    answer = client.post(f"{ORDER}/stage", json={"stage": "packed"}, headers=reader)
    assert code(answer) == (403, "read_only_key")
    assert client.get(ORDER, headers=reader).get_json()["stage"] == Stage.RECEIVED


def test_an_order_of_another_shop_and_one_nobody_has_are_the_same(
    wiring, shop_id, connect, client, writer
) -> None:
    other = key(wiring, connect(domain="other.myshopify.com"), may_write=True)
    deliver(wiring, shop_id, "orders/create", shopify_order(1042))
    for headers, path in ((other, ORDER), (writer, "/api/v1/orders/1043")):
        stage = client.post(f"{path}/stage", json={"stage": "packed"}, headers=headers)
        number = path.rpartition("/")[2]
        messages = client.get(f"/api/v1/messages?order={number}", headers=headers)
        for answer in (client.get(path, headers=headers), stage, messages):
            assert code(answer) == (404, "order_not_found")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"packed"',
        b"{}",
        b'{"stage": "flying"}',
        b'{"stage": null}',
        b'{"stage": ["packed"]}',
        b'{"stage": "packed", "more": 1}',
    ],
)
def test_what_cannot_be_a_stage_is_told_and_changes_nothing(
    wiring, shop_id, client, writer, body
) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order(1042))
    answer = client.post(f"{ORDER}/stage", data=body, headers=writer)
    assert code(answer) == (422, "invalid_request")
    assert client.get(ORDER, headers=writer).get_json()["stage"] == Stage.RECEIVED


@pytest.mark.parametrize("query", ["", "?order=", f"?order={'1' * 65}", "?number=1042"])
def test_which_order_is_meant_must_be_said(client, reader, query) -> None:
    assert code(client.get(f"/api/v1/messages{query}", headers=reader)) == (422, "invalid_request")


def test_who_asks_too_often_is_told_when_to_go_on(client, reader) -> None:
    answers = [client.get(ORDER, headers=reader) for _ in range(122)]
    assert code(answers[0]) == (404, "order_not_found")
    assert code(answers[-1]) == (429, "too_many_requests")
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_while_nobody_can_count_nothing_is_told(wiring, reader) -> None:
    class Away:
        def hit(self, what: str, who: str) -> None:
            raise OverloadedError("attempts cannot be counted")

    answer = client_of(replace(wiring, limiter=Away())).get(ORDER, headers=reader)
    assert code(answer) == (503, "not_now")


def test_a_body_that_is_too_long_is_refused_in_the_same_shape(wiring, writer) -> None:
    app = Flask("api under test", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 100
    app.register_blueprint(blueprint(wiring))
    answer = app.test_client().post(f"{ORDER}/stage", data=b"x" * 200, headers=writer)
    assert code(answer)[0] in {413, 422}
