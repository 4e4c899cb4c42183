"""Listeners are told what was kept, signed, within bounds; their answers mean what they say."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from domain.events import Destination, Event, Verdict
from integrations.listeners import Klaviyo, StandardWebhook
from integrations.listeners.klaviyo import metric
from integrations.listeners.standard_webhook import signature
from integrations.posting import Sender
from integrations.public_addresses import Strangers
from tests.fakes import NOON
from tests.integrations.http_provider import QUICK, Provider, providing, sending
from tests.integrations.loopback import address_nobody_listens_at

SECRET = "whsec_" + base64.b64encode(bytes(range(24))).decode()
OTHER = "whsec_" + base64.b64encode(bytes(range(24, 48))).decode()
BODY = '{"type":"parcel.delivered","place":"Malmö"}'.encode()
EVENT = Event("msg_1", "parcel.delivered", BODY)


@pytest.fixture
def webhook() -> Iterator[Callable[..., StandardWebhook]]:
    """Return a function that makes a listener which speaks to this machine, or as it is told."""
    opened: list[Sender] = []

    def make(strangers: Strangers | None = None) -> StandardWebhook:
        opened.append(Sender(QUICK, strangers or Strangers(strict=False)))
        return StandardWebhook(strict=False, sender=opened[-1])

    yield make
    for sender in opened:
        sender.close()


def test_the_signature_is_the_hmac_of_id_time_and_body_by_the_decoded_secret() -> None:
    signed = b"msg_1.1795003200." + BODY
    by_hand = base64.b64encode(hmac.new(bytes(range(24)), signed, hashlib.sha256).digest())
    assert signature(SECRET, "msg_1", "1795003200", BODY) == f"v1,{by_hand.decode()}"


def test_an_event_arrives_as_it_was_kept_with_a_signature_by_each_secret(webhook) -> None:
    with providing(Provider(status=204, body=b"")) as provider:
        to = Destination(f"{provider.url}/in?x=1", (SECRET, OTHER))
        answer = webhook().tell(to, EVENT, NOON)
    asked = provider.asked[0]
    at = str(int(NOON.timestamp()))
    assert (answer.verdict, answer.status) == (Verdict.TAKEN, 204)
    assert (asked.method, asked.path, asked.body) == ("POST", "/in?x=1", BODY)
    assert asked.headers["content-type"] == "application/json"
    assert (asked.headers["webhook-id"], asked.headers["webhook-timestamp"]) == ("msg_1", at)
    both = [signature(secret, "msg_1", at, BODY) for secret in (SECRET, OTHER)]
    assert asked.headers["webhook-signature"] == " ".join(both)


@pytest.mark.parametrize(
    ("how", "verdict", "reason"),
    [
        ({"status": 200}, Verdict.TAKEN, ""),
        ({"status": 299}, Verdict.TAKEN, ""),
        ({"status": 500}, Verdict.AGAIN, "HTTP 500"),
        ({"status": 404}, Verdict.AGAIN, "HTTP 404"),
        ({"status": 410}, Verdict.GONE, "HTTP 410: it wants no more"),
        (
            {"status": 302, "headers": {"Location": "/elsewhere"}},
            Verdict.AGAIN,
            "HTTP 302: redirects are not followed",
        ),
        ({"silent": True}, Verdict.AGAIN, "no answer in time"),
        ({"trickles": True}, Verdict.AGAIN, None),
        ({"drops": True}, Verdict.AGAIN, "connection failed (RemoteProtocolError)"),
    ],
)
def test_only_a_2xx_is_a_yes_and_only_410_the_end(webhook, how, verdict, reason) -> None:
    with providing(Provider(**how)) as provider:
        answer = webhook().tell(Destination(provider.url, (SECRET,)), EVENT, NOON)
        assert provider.read.wait(30)
    assert answer.verdict is verdict
    assert reason in (None, answer.reason)
    assert provider.connections == 1


def test_a_huge_answer_is_cut_and_retry_after_is_heard(webhook) -> None:
    told = Provider(status=503, body=b"x" * 5_000_000, headers={"Retry-After": "77"})
    with providing(told) as provider:
        answer = webhook().tell(Destination(provider.url, (SECRET,)), EVENT, NOON)
    assert (len(answer.said), answer.retry_after) == (300, timedelta(seconds=77))


def test_nothing_is_sent_to_a_private_network_and_nowhere_is_told_apart(webhook) -> None:
    inner = Strangers(strict=True, resolve=lambda _: ["10.0.0.1"])
    answer = webhook(inner).tell(Destination("https://in.example", (SECRET,)), EVENT, NOON)
    assert answer.reason == "the host is not on the public internet"
    nowhere = Strangers(strict=True, resolve=lambda _: [])
    answer = webhook(nowhere).tell(Destination("https://in.example", (SECRET,)), EVENT, NOON)
    assert answer.reason == "the host has no address"
    nobody = Destination(address_nobody_listens_at(), (SECRET,))
    assert webhook().tell(nobody, EVENT, NOON).verdict is Verdict.AGAIN


@pytest.mark.parametrize(
    ("url", "strictly", "at_home"),
    [
        ("https://in.example/x?y=1", True, True),
        ("http://127.0.0.1:8000/in", False, True),
        ("http://in.example", False, True),
        ("ftp://in.example", False, False),
        ("https://user:pass@in.example", False, False),
        ("https://", False, False),
        ("https://in.example:0/", False, False),
        ("https://in.example:x/", False, False),
        ("https://in .example", False, False),
        ("https://in.example/\r\nX: y", False, False),
        ("in.example", False, False),
        ("", False, False),
    ],
)
def test_an_address_is_whole_and_in_production_https(url, strictly, at_home) -> None:
    assert StandardWebhook(strict=True).accepts(url) is strictly
    assert StandardWebhook(strict=False).accepts(url) is at_home


KLAVIYO_BODY = json.dumps(
    {
        "type": "parcel.out_for_delivery",
        "timestamp": "2026-11-20T12:00:00Z",
        "data": {"order": {"number": "#1"}},
        "profile": {"email": "alva@example.com", "phone": ""},
    }
).encode()
KLAVIYO_EVENT = Event("msg_2", "parcel.out_for_delivery", KLAVIYO_BODY)


def test_klaviyo_is_given_an_event_of_the_shoppers_profile_under_its_id() -> None:
    with providing(Provider(status=202, body=b"")) as provider, sending() as sender:
        to = Destination("", ("pk_1",))
        answer = Klaviyo(sender, provider.url).tell(to, KLAVIYO_EVENT, NOON)
    asked = provider.asked[0]
    assert answer.verdict is Verdict.TAKEN
    assert (asked.method, asked.path) == ("POST", "/api/events")
    assert asked.headers["authorization"] == "Klaviyo-API-Key pk_1"
    assert asked.headers["revision"]
    assert json.loads(asked.body) == {
        "data": {
            "type": "event",
            "attributes": {
                "properties": {"order": {"number": "#1"}},
                "time": "2026-11-20T12:00:00Z",
                "unique_id": "msg_2",
                "metric": {
                    "data": {
                        "type": "metric",
                        "attributes": {"name": "Framme parcel out for delivery"},
                    }
                },
                "profile": {
                    "data": {"type": "profile", "attributes": {"email": "alva@example.com"}}
                },
            },
        }
    }


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (401, Verdict.GONE),
        (403, Verdict.GONE),
        (400, Verdict.NEVER),
        (409, Verdict.NEVER),
        (408, Verdict.AGAIN),
        (429, Verdict.AGAIN),
        (500, Verdict.AGAIN),
        (503, Verdict.AGAIN),
    ],
)
def test_klaviyos_answers_are_read_for_what_they_mean(status, verdict) -> None:
    told = Provider(status=status, headers={"Retry-After": "9"})
    with providing(told) as provider, sending() as sender:
        to = Destination("", ("pk_1",))
        answer = Klaviyo(sender, provider.url).tell(to, KLAVIYO_EVENT, NOON)
    assert (answer.verdict, answer.status) == (verdict, status)
    assert "pk_1" not in answer.reason
    if verdict is Verdict.AGAIN:
        assert answer.retry_after == timedelta(seconds=9)


def test_the_test_event_has_a_name_there_too() -> None:
    assert metric("framme.test") == "Framme test"
