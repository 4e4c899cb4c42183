"""Shoppers' requests are answered in full, to the merchant only, and the subject is not kept."""

import json
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import select, update

from domain.errors import ProviderError
from domain.kinds import ChannelKey
from domain.shop_events import Shopper
from domain.status import Status
from jobs.poll_carriers import poll_round
from services.answer_privacy import KEEP_ANSWERS, answer_privacy
from services.erase_shopper import erase_shopper
from services.export_shopper import (
    NoAnswerError,
    export_shopper,
    list_privacy_requests,
    open_answer,
)
from services.purge import purge_privacy_answers
from services.wiring import Wiring
from storage.privacy_requests import PrivacyKind, PrivacyRequestRow
from storage.shops import ShopRow
from storage.vault import Vault
from tests.fakes import NOON, TestOutbox, scan
from tests.services.deliver import deliver
from tests.shop_bodies import shopify_fulfilment, shopify_order

CUSTOMER = {"id": 5, "first_name": "Alva", "last_name": "Ek", "email": "alva@example.com"}


NAMELESS: dict[str, Any] = {"email": None, "contact_email": None, "customer": None}


def ask(wiring: Wiring, shop_id: int, **changes: Any) -> int:
    """Deliver a request for data and return its id."""
    body = {
        "shop_domain": "lamps.myshopify.com",
        "orders_requested": [],
        "customer": {"id": 5, "email": "Alva@Example.com", "phone": ""},
        "data_request": {"id": 9999},
    }
    deliver(wiring, shop_id, "customers/data_request", {**body, **changes})
    return list_privacy_requests(wiring, shop_id)[0].id


@pytest.fixture
def bought(wiring: Wiring, shop_id: int, carrier) -> int:
    """A shop where one shopper has an order under way, and somebody else has another."""
    told = shopify_order(
        1001, customer=CUSTOMER, fulfillments=[shopify_fulfilment(1001, 9001, "TP1")]
    )
    deliver(wiring, shop_id, "orders/create", told)
    stranger: dict[str, Any] = {
        "email": "bo@example.com",
        "contact_email": None,
        "customer": {"id": 6},
    }
    deliver(wiring, shop_id, "orders/create", shopify_order(1002, **stranger))
    carrier.report("TP1", scan(Status.IN_TRANSIT))
    poll_round(wiring)
    return shop_id


def test_the_answer_holds_orders_parcels_scans_and_messages_and_nobody_elses(
    wiring, bought
) -> None:
    request = ask(wiring, bought)
    answer_privacy(wiring, bought)
    told = json.loads(open_answer(wiring, bought, request, "link"))
    (order,) = told["orders"]
    assert (order["number"], order["customer"]) == ("#1001", "5")
    assert order["contact"] == {"name": "Alva Ek", "email": "alva@example.com", "phone": ""}
    assert order["address"]["street"] == "Storgatan 1"
    assert [item["title"] for item in order["items"]] == ["Lamp", "Shade"]
    (shipment,) = order["shipments"]
    assert (shipment["tracking_number"], shipment["events"][0]["raw_code"]) == (
        "TP1",
        "code-in_transit",
    )
    assert [(m["kind"], m["recipient"]) for m in order["messages"]] == [
        ("shipped", "alva@example.com"),
        ("in_transit", "alva@example.com"),
    ]
    assert "bo@example.com" not in json.dumps(told)


def test_an_answered_request_is_closed_and_its_subject_forgotten(wiring, bought) -> None:
    request = ask(wiring, bought)
    answer_privacy(wiring, bought)
    (seen,) = list_privacy_requests(wiring, bought)
    assert (seen.kind, seen.answered_at, seen.orders) == (PrivacyKind.EXPORT, NOON, 1)
    assert seen.downloadable
    with wiring.sessions() as session:
        row = session.get(PrivacyRequestRow, request)
    assert row is not None
    assert row.sealed_subject is None
    assert row.sealed_answer is not None
    assert b"Storgatan" not in row.sealed_answer


def test_the_merchant_is_told_without_a_word_about_the_shopper(wiring, bought, outbox) -> None:
    ask(wiring, bought)
    answer_privacy(wiring, bought)
    (mail,) = outbox.sent
    assert mail.recipient == "help@lamps.example"
    assert "https://track.example.com/settings/privacy" in mail.text
    assert "30 days" in mail.text
    everything = f"{mail.subject}{mail.text}{mail.html}".lower()
    for personal in ("alva", "storgatan", "1001", "malm", "tp1"):
        assert personal not in everything


def test_without_an_address_of_the_merchant_only_the_screen_shows_it(
    wiring, bought, outbox
) -> None:
    with wiring.sessions.begin() as session:
        session.execute(update(ShopRow).values(contact_email=""))
    request = ask(wiring, bought)
    answer_privacy(wiring, bought)
    assert outbox.sent == []
    assert open_answer(wiring, bought, request, "link")


def test_a_mail_that_fails_for_now_is_tried_again_and_holds_up_no_other_request(
    wiring, bought, outbox
) -> None:
    first = ask(wiring, bought)
    ask(wiring, bought, data_request={"id": 2})
    outbox.failures.append(ProviderError("451 later"))
    with pytest.raises(ProviderError):
        answer_privacy(wiring, bought)
    answered = {r.id: r.answered_at for r in list_privacy_requests(wiring, bought)}
    assert answered == {first: None, first + 1: NOON}
    assert open_answer(wiring, bought, first, "link"), "it can be fetched meanwhile"
    answer_privacy(wiring, bought)
    assert len(outbox.sent) == 2
    assert len({mail.message_id for mail in outbox.sent}) == 2


def test_an_address_that_takes_no_mail_leaves_the_screen(wiring, bought) -> None:
    deaf = TestOutbox(failures=[ProviderError("550 no such user", permanent=True)])
    request = ask(wiring, bought)
    answer_privacy(replace(wiring, channels={ChannelKey.EMAIL: deaf}), bought)
    assert list_privacy_requests(wiring, bought)[0].answered_at == NOON
    assert open_answer(wiring, bought, request, "link")


def test_another_shop_can_neither_see_nor_open_the_answer(wiring, bought, connect) -> None:
    request = ask(wiring, bought)
    answer_privacy(wiring, bought)
    other = connect(domain="other.myshopify.com")
    assert list_privacy_requests(wiring, other) == []
    with pytest.raises(NoAnswerError):
        open_answer(wiring, other, request, "link")


def test_answers_are_deleted_after_thirty_days(wiring, bought, clock) -> None:
    request = ask(wiring, bought)
    answer_privacy(wiring, bought)
    clock.forward(days=30)
    assert purge_privacy_answers(wiring, KEEP_ANSWERS) == 0
    clock.forward(seconds=1)
    assert purge_privacy_answers(wiring, KEEP_ANSWERS) == 1
    with pytest.raises(NoAnswerError):
        open_answer(wiring, bought, request, "link")
    (seen,) = list_privacy_requests(wiring, bought)
    assert (seen.answered_at, seen.downloadable) == (NOON, False)


def test_asked_again_after_the_answer_it_is_answered_again(wiring, bought, clock) -> None:
    request = ask(wiring, bought)
    answer_privacy(wiring, bought)
    clock.forward(days=40)
    assert ask(wiring, bought) == request
    (seen,) = list_privacy_requests(wiring, bought)
    assert (seen.answered_at, seen.due_by) == (None, clock() + timedelta(days=30))


def test_a_shopper_nobody_knows_gets_an_answer_that_says_so(wiring, bought) -> None:
    request = ask(wiring, bought, customer={"id": 404, "email": "no@example.com", "phone": None})
    answer_privacy(wiring, bought)
    assert json.loads(open_answer(wiring, bought, request, "link"))["orders"] == []


@pytest.mark.parametrize(
    ("shopper", "found"),
    [
        (Shopper("5", "", "", ()), 1),
        (Shopper("", " ALVA@example.com ", "", ()), 1),
        (Shopper("", "", "", ("1001", "1002")), 2),
        (Shopper("", "", "+46 70-000 00 00", ()), 1),
        (Shopper("", "", "", ()), 0),
        (Shopper("", "", "-", ()), 0),
        (Shopper("404", "no@example.com", "", ("1",)), 0),
    ],
    ids=["account", "e-mail", "orders", "phone", "nobody", "no digits", "a stranger"],
)
def test_a_shopper_is_found_by_any_name_given_and_never_by_an_empty_one(
    wiring, bought, shopper, found
) -> None:
    deliver(wiring, bought, "orders/create", shopify_order(1003, **NAMELESS))
    deliver(
        wiring,
        bought,
        "orders/updated",
        shopify_order(1002, email="bo@example.com", phone="+46700000000", customer={"id": 6}),
    )
    assert export_shopper(wiring, bought, shopper).orders == found


def test_the_rows_of_the_table_name_nobody(wiring, bought) -> None:
    ask(wiring, bought)
    answer_privacy(wiring, bought)
    with wiring.engine.connect() as connection:
        rows = connection.execute(select(PrivacyRequestRow.__table__)).all()
    assert "alva" not in repr(rows).lower()


def test_an_answer_sealed_with_a_key_that_is_gone_stops_no_forgetting(wiring, shop_id) -> None:
    request = ask(wiring, shop_id)
    answer_privacy(wiring, shop_id)
    rekeyed = replace(wiring, vault=Vault([Fernet.generate_key().decode()]))
    erase_shopper(rekeyed, shop_id, Shopper("77", "bo@example.com", "", ()))
    with pytest.raises(NoAnswerError):
        open_answer(rekeyed, shop_id, request, "link")
