"""What happens to orders is told to those who asked, once, and without a word on shoppers."""

import base64
import hashlib
import hmac
from dataclasses import replace
from datetime import timedelta

import pytest
from rq import Queue

from domain.events import Answer, Target, Verdict
from domain.status import Status
from integrations.listeners import StandardWebhook
from integrations.posting import Sender
from integrations.public_addresses import Strangers
from jobs.context import worker_wiring
from jobs.poll_carriers import poll_round
from jobs.pulse import RedisPulse
from jobs.schedule import tick
from jobs.tell_events import tell_events
from services.keep_endpoint import add_webhook
from services.tell_events import tell_due
from tests.fakes import NOON, scan
from tests.integrations.http_provider import QUICK, Provider, providing
from tests.services.due_messages import place
from tests.services.listeners import (
    deliveries,
    endpoint,
    listening,
    read,
)
from tests.services.several_carriers import send

GONE = Answer(Verdict.GONE, 410, "HTTP 410: it wants no more")
URL = "https://in.example/events"


@pytest.fixture
def here(wiring):
    return listening(wiring)


def test_an_order_is_told_once_to_each_endpoint_without_a_word_on_its_shopper(
    here, shop_id, connect
) -> None:
    wiring, listener = here
    other = connect(domain="other.myshopify.com")
    for url in ("https://one.example", "https://two.example"):
        endpoint(wiring, shop_id, url)
    endpoint(wiring, other, "https://elsewhere.example")
    place(wiring, shop_id, 1)
    assert tell_due(wiring) == 2
    assert tell_due(wiring) == 0
    assert sorted(to.url for to, _ in listener.told) == [
        "https://one.example",
        "https://two.example",
    ]
    assert len(set(listener.ids)) == 1
    told = read(listener.told[0][1].body)
    assert (told["type"], told["timestamp"]) == ("order.received", "2026-11-20T12:00:00Z")
    assert told["data"]["order"]["stage"] == "received"
    assert told["data"]["tracking_page"].startswith("https://track.example.com/t/")
    whole = b"".join(event.body for _, event in listener.told).decode()
    for personal in ("alva", "Alva", "Ek", "Storgatan", "211 34"):
        assert personal not in whole
    assert [(row.state, row.attempts, row.status) for row in deliveries(wiring)] == [
        ("delivered", 1, 200)
    ] * 2


def test_only_klaviyo_hears_whose_order_it_is_and_nobody_of_one_without_an_address(
    here, shop_id
) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id, "", Target.KLAVIYO)
    place(wiring, shop_id, 1, phone="070 123 45 67")
    place(wiring, shop_id, 2, email="", contact_email="", customer=None)
    tell_due(wiring)
    (event,) = (event for _, event in listener.told)
    assert read(event.body)["profile"] == {"email": "alva@example.com", "phone": "+46701234567"}


def test_a_parcel_is_told_with_its_place_time_and_carrier_from_its_scan(
    here, shop_id, carrier
) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    send(wiring, shop_id, 1, "TP1")
    carrier.report("TP1", scan(Status.IN_TRANSIT, NOON - timedelta(hours=1)))
    poll_round(wiring)
    tell_due(wiring)
    assert listener.types[-1] == "parcel.in_transit"
    parcel = read(listener.told[-1][1].body)["data"]["parcel"]
    assert parcel == {
        "carrier": "testpost",
        "carrier_name": "TestPost",
        "tracking_number": "TP1",
        "status": "in_transit",
        "sub_status": None,
        "delayed": False,
        "action_required": False,
        "estimate": None,
        "place": {"city": "Malmö", "country": "SE"},
        "time": "2026-11-20T11:00:00Z",
    }


def test_the_switches_of_messages_make_no_difference_those_of_the_endpoint_do(
    here, shop_id
) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id, "https://all.example")
    endpoint(wiring, shop_id, "https://some.example", kinds=["parcel.added"])
    send(wiring, shop_id, 1, "TP1")
    tell_due(wiring)
    some = [event.type for to, event in listener.told if to.url == "https://some.example"]
    assert some == ["parcel.added"]
    assert {"order.received", "parcel.added"} <= set(listener.types)


def test_an_event_reaches_a_merchants_own_server_and_proves_to_be_ours(
    wiring, shop_id, redis_connection
) -> None:
    webhook = StandardWebhook(strict=False, sender=Sender(QUICK, Strangers(strict=False)))
    here = replace(wiring, listeners={Target.WEBHOOK: webhook})
    with providing(Provider(status=204, body=b"")) as server:
        made = add_webhook(here, shop_id, f"{server.url}/in", (), "anna")
        place(here, shop_id, 1)
        tick(here, RedisPulse(redis_connection), sweep=False)
        (job,) = Queue("events", connection=redis_connection).jobs
        assert job.func_name == "jobs.tell_events.tell_events"
        token = worker_wiring.set(here)
        try:
            tell_events()
        finally:
            worker_wiring.reset(token)
    (asked,) = server.asked
    key = base64.b64decode(made.secret.removeprefix("whsec_"))
    sent = asked.headers
    signed = f"{sent['webhook-id']}.{sent['webhook-timestamp']}.".encode() + asked.body
    proof = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert sent["webhook-signature"] == f"v1,{proof}"
    assert read(asked.body)["type"] == "order.received"
    assert [(row.state, row.status) for row in deliveries(here)] == [("delivered", 204)]
