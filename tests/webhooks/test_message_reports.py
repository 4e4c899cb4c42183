"""Reports come in by HTTP: proven ones are noted, all others are told why not."""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from domain.kinds import ChannelKey
from integrations.channels.desk import AdapterDesk
from services.open_account import seal_credentials
from services.wiring import Wiring
from storage.channel_accounts import NewChannelAccount, keep_channel_account
from storage.suppressions import is_suppressed
from tests.app_config import CONFIG
from tests.integrations.http_provider import sending
from tests.services.due_messages import place, rows
from webhooks.message_reports import report_blueprint

TOKEN = "an-unguessable-token"
OWN = "/webhooks/messages/own/twilio"
NUMBER = "+46701234567"


@pytest.fixture
def here(wiring, shop_id) -> Iterator[Wiring]:
    with sending() as sender:
        desk = AdapterDesk(sender, {"twilio": {"auth_token": "own secret"}})
        here = replace(wiring, channel_desk=desk)
        sealed = seal_credentials(here, {"report_password": "p"})
        with here.sessions.begin() as session:
            new = NewChannelAccount(ChannelKey.EMAIL, "postmark", sealed, TOKEN)
            keep_channel_account(session, shop_id, new, None)
        yield here


@pytest.fixture
def client(here) -> FlaskClient:
    app = Flask("reports under test", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = 1024
    app.register_blueprint(report_blueprint(here))
    return app.test_client()


def signed(path: str, **fields: str) -> dict[str, str]:
    written = f"https://track.example.com{path}" + "".join(k + fields[k] for k in sorted(fields))
    mac = hmac.new(b"own secret", written.encode(), hashlib.sha1).digest()
    return {"X-Twilio-Signature": b64encode(mac).decode()}


def test_a_bounce_told_by_a_merchants_provider_ends_it(here, client, shop_id) -> None:
    told = {"RecordType": "Bounce", "Type": "HardBounce", "Email": "alva@example.com"}
    answer = client.post(f"/webhooks/messages/{TOKEN}", json=told, auth=("framme", "p"))
    assert answer.status_code == 200
    with here.sessions() as session:
        assert is_suppressed(session, shop_id, ChannelKey.EMAIL, "alva@example.com")


def test_a_receipt_for_our_own_account_is_signed_with_the_query_it_came_by(
    here, client, shop_id
) -> None:
    place(here, shop_id, 1)
    path = f"{OWN}?reference={rows(here)[0].id}"
    fields = {"MessageStatus": "delivered", "To": NUMBER}
    assert client.post(path, data=fields, headers=signed(path, **fields)).status_code == 200
    elsewhere = f"{OWN}?reference=2"
    assert client.post(elsewhere, data=fields, headers=signed(path, **fields)).status_code == 401


def test_what_a_shopper_answers_gets_no_answer_of_ours(client) -> None:
    fields = {"SmsStatus": "received", "Body": "STOP", "From": NUMBER}
    answer = client.post(OWN, data=fields, headers=signed(OWN, **fields))
    assert (answer.status_code, answer.mimetype) == (200, "text/xml")
    assert answer.text.endswith("<Response/>")


@pytest.mark.parametrize(
    ("path", "how", "status"),
    [
        (f"/webhooks/messages/{TOKEN}", {"json": {}}, 401),
        (f"/webhooks/messages/{TOKEN}", {"json": {}, "auth": ("framme", "x")}, 401),
        (f"/webhooks/messages/{TOKEN}", {"data": b"[]", "auth": ("framme", "p")}, 400),
        (f"/webhooks/messages/{TOKEN}", {"data": b"x" * 300_000, "auth": ("framme", "p")}, 413),
        ("/webhooks/messages/nobody", {"json": {}}, 404),
        (OWN, {"data": {"Body": "STOP"}}, 401),
        ("/webhooks/messages/own/postmark", {"json": {}}, 404),
        ("/webhooks/messages/own/pigeon", {"json": {}}, 404),
        ("/webhooks/messages/own/%00", {"json": {}}, 404),
        ("/webhooks/messages/an%00y", {"json": {}}, 404),
    ],
)
def test_all_others_are_told_why_not(client, path, how, status) -> None:
    assert client.post(path, **how).status_code == status


def test_the_door_stands_beside_that_of_the_shops(here, shop_id) -> None:
    whole = create_app(here, CONFIG).test_client()
    told = {"RecordType": "Delivery", "Recipient": "alva@example.com"}
    answer = whole.post(f"/webhooks/messages/{TOKEN}", json=told, auth=("framme", "p"))
    assert answer.status_code == 200


def test_only_posts_are_taken(client) -> None:
    assert client.get(f"/webhooks/messages/{TOKEN}").status_code == 405
