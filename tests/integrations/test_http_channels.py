"""What each provider reached by HTTP is told of a message, and what none may be told."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.channels import PushNote
from domain.errors import GoneError, ProviderError
from integrations.channels.postmark_email import PostmarkEmail
from integrations.channels.twilio_sms import TwilioSms
from integrations.channels.web_push import (
    BadVapidKeyError,
    WebPush,
    new_private_key,
    vapid_key,
)
from integrations.posting import Sender
from integrations.public_addresses import Strangers
from tests.fakes import NOON
from tests.integrations.http_provider import QUICK, Provider, providing, sending
from tests.integrations.smtp_desk import MESSAGE, nothing
from tests.integrations.test_channel_conformance import KEY, SHORT, TWILIO, a_note

REPORTS = "https://track.example.com/webhooks/messages/t"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing(Provider()) as provider:
        yield provider


@pytest.fixture
def sender() -> Iterator[Sender]:
    with sending() as made:
        yield made


def test_postmark_is_told_all_of_a_letter_and_to_watch_nobody(provider, sender) -> None:
    message = replace(MESSAGE, reference="17", headers={**MESSAGE.headers, "List-Id": "<x>"})
    PostmarkEmail({"server_token": "t0k", "stream": "news"}, sender, provider.url).send(
        message, nothing
    )
    asked = provider.asked[0]
    written = json.loads(asked.body)
    headers = {row["Name"]: row["Value"] for row in written.pop("Headers")}
    assert (asked.method, asked.path) == ("POST", "/email")
    assert asked.headers["x-postmark-server-token"] == "t0k"
    assert written == {
        "From": '"Lampor & sånt" <post@track.example.com>',
        "To": "alva@example.com",
        "ReplyTo": "help@lamps.example",
        "Subject": MESSAGE.subject,
        "TextBody": MESSAGE.text,
        "HtmlBody": MESSAGE.html,
        "MessageStream": "news",
        "Metadata": {"reference": "17"},
        "TrackOpens": False,
        "TrackLinks": "None",
    }
    assert headers == {
        "List-Id": "<x>",
        "X-Extra": "yes",
        "Message-ID": MESSAGE.message_id,
        "X-PM-KeepID": "true",
    }


@pytest.mark.parametrize(
    "change",
    [
        {"recipient": "alva@example.com, all@example.com"},
        {"recipient": "alva@example.com\nBcc: all@example.com"},
        {"subject": "Hej\r\nBcc: all@example.com"},
        {"headers": {"X-Extra": "a\nBcc: all@example.com"}},
        {"sender": "Lamps <post@track.example.com\r\nX: y>"},
        {"reply_to": "a@b.example, c@d.example"},
    ],
    ids=repr,
)
def test_postmark_is_given_one_recipient_and_whole_lines(provider, sender, change) -> None:
    with pytest.raises(ProviderError) as told:
        PostmarkEmail({}, sender, provider.url).send(replace(MESSAGE, **change), nothing)
    assert (told.value.permanent, provider.asked) == (True, [])


def test_a_quote_in_the_shops_name_stays_in_the_name(provider, sender) -> None:
    message = replace(MESSAGE, sender=r'"Lamps \"Best\", Inc" <post@track.example.com>')
    PostmarkEmail({}, sender, provider.url).send(message, nothing)
    written = json.loads(provider.asked[0].body)["From"]
    assert written == r'"Lamps \"Best\", Inc" <post@track.example.com>'


@pytest.mark.parametrize(
    ("from_whom", "named"),
    [("+14155550123", "From"), ("Lamps", "From"), ("MG" + "a1" * 16, "MessagingServiceSid")],
)
def test_twilio_is_told_who_sends_and_where_to_report(provider, sender, from_whom, named) -> None:
    channel = TwilioSms({**TWILIO, "sender": from_whom}, REPORTS, sender, provider.url)
    channel.send(SHORT, nothing)
    asked = provider.asked[0]
    assert asked.path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert asked.headers["authorization"] == "Basic QUMxOnNlY3JldCB0b2tlbg=="
    assert parse_qs(asked.body.decode()) == {
        "To": ["+46701234567"],
        "Body": ["Din order är på väg"],
        named: [from_whom],
        "StatusCallback": [f"{REPORTS}?reference=17"],
    }


@pytest.mark.parametrize("number", ["0701234567", "+46 70", "", "whatsapp:+46701234567", "+0701"])
def test_what_is_no_number_never_reaches_twilio(provider, sender, number) -> None:
    with pytest.raises(GoneError):
        TwilioSms(TWILIO, "", sender, provider.url).send(replace(SHORT, recipient=number), nothing)
    assert provider.asked == []


def test_the_account_in_an_address_leads_nowhere_else(provider, sender) -> None:
    provider.status = 404
    channel = TwilioSms({**TWILIO, "account_sid": "../x?y"}, "", sender, provider.url)
    with pytest.raises(ProviderError):
        channel.check()
    assert provider.asked[0].path == "/2010-04-01/Accounts/..%2Fx%3Fy.json"


def opened(body: bytes, browser: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """Decrypt as a browser does (RFC 8291, RFC 8188)."""
    salt, length = body[:16], body[20]
    theirs, sealed = body[21 : 21 + length], body[21 + length :]
    sender = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    mine = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    shared = browser.exchange(ec.ECDH(), sender)
    info = b"WebPush: info\x00" + mine + theirs
    base = HKDF(SHA256(), 32, secret, info).derive(shared)
    key = HKDF(SHA256(), 16, salt, b"Content-Encoding: aes128gcm\x00").derive(base)
    nonce = HKDF(SHA256(), 12, salt, b"Content-Encoding: nonce\x00").derive(base)
    return AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\x00").removesuffix(b"\x02")


def test_a_note_can_be_read_by_the_browser_it_is_for_and_proves_who_sent_it(provider) -> None:
    browser = ec.generate_private_key(ec.SECP256R1())
    point = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    note = replace(
        a_note(provider.url), p256dh=urlsafe_b64encode(point).decode().rstrip("="), topic="a b"
    )
    with sending(Sender(QUICK, Strangers(strict=False))) as sender:
        WebPush(KEY, sender, lambda: NOON).send(note, nothing)
    asked = provider.asked[0]
    assert json.loads(opened(asked.body, browser, b"a" * 16)) == {
        "title": note.title,
        "body": note.body,
        "url": note.url,
    }
    assert len(asked.body) < 4096
    token = asked.headers["authorization"].partition("t=")[2].partition(",")[0]
    point = urlsafe_b64decode(KEY.public + "=")
    known = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    claims = jwt.decode(
        token, known, ["ES256"], audience=provider.url, options={"verify_exp": False}
    )
    assert claims["sub"] == "mailto:post@track.example.com"
    assert claims["exp"] == int((NOON + timedelta(hours=12)).timestamp())
    assert asked.headers["authorization"].endswith(f"k={KEY.public}")
    assert (asked.headers["content-encoding"], asked.headers["ttl"]) == ("aes128gcm", "86400")
    topic = asked.headers["topic"]
    assert len(topic) == 32
    assert urlsafe_b64decode(topic)


@pytest.mark.parametrize(
    ("p256dh", "auth"), [("", "AAAA"), ("AAAA", "AAAA"), ("é", "x"), ("!", "")]
)
def test_a_malformed_subscription_is_gone(provider, p256dh, auth) -> None:
    note: PushNote = replace(a_note(provider.url), p256dh=p256dh, auth=auth)
    with sending(Sender(QUICK, Strangers(strict=False))) as sender, pytest.raises(GoneError):
        WebPush(KEY, sender, lambda: NOON).send(note, nothing)
    assert provider.asked == []


def test_notes_go_to_the_public_internet_only() -> None:
    note = a_note("https://10.0.0.1")
    with (
        sending(Sender(QUICK, Strangers(strict=True))) as sender,
        pytest.raises(ProviderError, match="public") as told,
    ):
        WebPush(KEY, sender, lambda: NOON).send(note, nothing)
    assert told.value.permanent


@pytest.mark.parametrize(
    ("private", "subject"),
    [
        ("", "mailto:a@b.example"),
        ("secret", "mailto:a@b.example"),
        ("A" * 43, "mailto:a@b.example"),
        (new_private_key(), "a@b.example"),
        (new_private_key(), "http://b.example"),
    ],
    ids=["no key", "a word", "too many letters", "no address", "no https"],
)
def test_a_key_that_is_none_is_refused(private, subject) -> None:
    with pytest.raises(BadVapidKeyError) as told:
        vapid_key(private, subject)
    assert "secret" not in str(told.value)
