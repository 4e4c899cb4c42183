"""A browser is told of an order when it asked for it; what is no push service is refused."""

import base64
import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from domain.kinds import ChannelKey
from services.wiring import Wiring
from storage.push_subscriptions import PushSubscriptionRow, subscriptions_of
from storage.shopper_preferences import switch_channel
from tests.tracking_page.mail_links import ALVA, Reader, reader_of, site

ENDPOINT = "https://push.example.com/wpush/v2/gAAAA"


def text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


KEYS = {"p256dh": text(b"\x04" + bytes(64)), "auth": text(bytes(16))}


@pytest.fixture
def alva(wiring: Wiring, shop_id: int) -> Reader:
    return reader_of(wiring, shop_id)


def subscribe(reader: Reader, endpoint: str = ENDPOINT, **changes: object) -> tuple[int, object]:
    told = {"endpoint": endpoint, "expirationTime": None, "keys": KEYS, **changes}
    answer = reader.client.post(f"{reader.path}/push?lang=sv", json=told)
    return answer.status_code, answer.get_json()


def rows(wiring: Wiring) -> list[PushSubscriptionRow]:
    with wiring.sessions() as session:
        return list(session.scalars(select(PushSubscriptionRow)))


def test_a_subscription_is_kept_sealed_in_the_language_of_the_page(wiring, alva) -> None:
    assert subscribe(alva) == (200, {"version": 1})
    (row,) = rows(wiring)
    assert (row.shop_id, row.order_id, row.language) == (alva.shop_id, alva.order_id, "sv")
    assert KEYS["auth"].encode() not in row.sealed_keys
    assert json.loads(wiring.vault.open(row.sealed_keys)) == KEYS
    with wiring.sessions() as session:
        assert subscriptions_of(session, alva.shop_id, [alva.order_id]) == {1: (row.id,)}


def test_a_browser_that_asks_twice_is_told_once(wiring, alva) -> None:
    other = {"p256dh": text(b"\x04" + bytes(63) + b"\x01"), "auth": KEYS["auth"]}
    subscribe(alva)
    subscribe(alva, keys=other)
    (row,) = rows(wiring)
    assert json.loads(wiring.vault.open(row.sealed_keys)) == other


def test_asking_brings_notes_back_for_one_who_had_stopped_them(wiring, alva) -> None:
    with wiring.sessions.begin() as session:
        switch_channel(session, alva.shop_id, ALVA, ChannelKey.PUSH, on=False)
    assert subscribe(alva) == (200, {"version": 2})
    assert alva.wishes().channels_off == frozenset()


@pytest.mark.parametrize(
    "told",
    [
        {"endpoint": "http://push.example.com/x"},
        {"endpoint": "https://127.0.0.1/x"},
        {"endpoint": "https://[::1]/x"},
        {"endpoint": "https://localhost/x"},
        {"endpoint": "https://push.example.com:8443/x"},
        {"endpoint": "https://a:b@push.example.com/x"},
        {"endpoint": "https://push.example.com/x y"},
        {"endpoint": "https://push.example.com\\@127.0.0.1/x"},
        {"endpoint": "https://push.exämple.com/x"},
        {"endpoint": f"https://push.example.com/{'x' * 2000}"},
        {"endpoint": "https://[bad/x"},
        {"endpoint": "file:///etc/passwd"},
        {"endpoint": ""},
        {"endpoint": 7},
        {"keys": None},
        {"keys": {"auth": KEYS["auth"]}},
        {"keys": {**KEYS, "auth": text(bytes(15))}},
        {"keys": {**KEYS, "p256dh": text(b"\x03" + bytes(64))}},
        {"keys": {**KEYS, "p256dh": "!" * 87}},
    ],
)
def test_what_is_no_subscription_is_refused(wiring, alva, told) -> None:
    status, answer = subscribe(alva, **told)
    assert status == 422
    assert isinstance(answer, dict)
    assert answer["error"]
    assert rows(wiring) == []


def test_an_order_is_told_to_so_many_browsers_and_no_more(wiring, alva) -> None:
    answers = [subscribe(alva, f"{ENDPOINT}{n}")[0] for n in range(11)]
    assert answers == [200] * 10 + [409]
    assert subscribe(alva, f"{ENDPOINT}3")[0] == 200
    assert len(rows(wiring)) == 10


def test_asking_without_end_is_stopped(alva: Reader) -> None:
    assert [subscribe(alva)[0] for _ in range(21)] == [200] * 20 + [429]


def test_a_browser_is_let_go_and_only_from_this_order(wiring, shop_id, alva) -> None:
    other = reader_of(wiring, shop_id, "#2")
    subscribe(alva)
    subscribe(other)
    stop = {"endpoint": ENDPOINT}
    assert alva.client.post(f"{alva.path}/push/stop", json=stop).status_code == 200
    assert alva.client.post(f"{alva.path}/push/stop", json=stop).status_code == 200
    assert [row.order_id for row in rows(wiring)] == [other.order_id]


def test_the_button_is_there_where_notes_can_be_sent(wiring, shop_id, alva) -> None:
    assert 'id="push"' not in alva.look().text
    able = replace(wiring, push_key="BKey")
    page = site(able).test_client().get(alva.path).text
    assert 'id="push"' in page
    assert 'data-key="BKey"' in page


def test_devices_are_counted_on_the_page_and_can_be_silenced_from_any(alva: Reader) -> None:
    subscribe(alva)
    subscribe(alva, f"{ENDPOINT}2")
    assert "Notes on 2 devices" in alva.look().text
    form = alva.form()
    form.setlist("way", [way for way in form.getlist("way") if way != "push"])
    alva.post(form)
    assert alva.wishes().channels_off == {ChannelKey.PUSH}


def test_the_worker_may_act_for_these_pages_only(alva: Reader) -> None:
    answer = alva.client.get("/p/push.js")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert "Service-Worker-Allowed" not in answer.headers
    assert "url.origin === origin" in answer.text


@pytest.mark.parametrize("odd", ["https://push.example.com/\x00", "\ud800", ""])
def test_what_is_no_address_is_told_no_more_without_a_fuss(alva, odd) -> None:
    answer = alva.client.post(f"{alva.path}/push/stop", json={"endpoint": odd})
    assert answer.status_code == 200
