"""Every channel behaves alike: hands over once, says what failed, and never guesses."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.channels import Channel, Outgoing, PushNote, ShortMessage
from domain.errors import GoneError, ProviderError
from integrations.channels.deed import NO_VERDICT
from integrations.channels.postmark_email import PostmarkEmail
from integrations.channels.twilio_sms import TwilioSms
from integrations.channels.web_push import WebPush, new_private_key, vapid_key
from integrations.posting import Sender
from integrations.public_addresses import Strangers
from tests.fakes import NOON
from tests.integrations.http_provider import QUICK, Provider, providing
from tests.integrations.loopback import address_nobody_listens_at
from tests.integrations.smtp_desk import MESSAGE, nothing

SHORT = ShortMessage(reference="17", recipient="+46701234567", text="Din order är på väg")
KEY = vapid_key(new_private_key(), "mailto:post@track.example.com")
TWILIO = {"account_sid": "AC1", "auth_token": "secret token", "sender": "+14155550123"}
POSTMARK = {"server_token": "secret token"}


def browsers_key() -> str:
    point = ec.generate_private_key(ec.SECP256R1()).public_key()
    raw = point.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(raw).decode().rstrip("=")


def a_note(url: str) -> PushNote:
    return PushNote(
        reference="17",
        endpoint=f"{url}/push/abc",
        p256dh=browsers_key(),
        auth=urlsafe_b64encode(b"a" * 16).decode().rstrip("="),
        title="On its way",
        body="Your order #1042 is on its way.",
        url="https://track.example.com/t/x",
        topic="order-1042",
    )


@dataclass
class Tried:
    """A channel at an address, what it is given, and the sender behind it."""

    channel: Channel
    message: Outgoing
    sender: Sender

    def send(self, handing_over: Callable[[], None] = nothing) -> str:
        return self.channel.send(self.message, handing_over)


def postmark(url: str) -> Tried:
    sender = Sender(QUICK)
    return Tried(PostmarkEmail(POSTMARK, sender, url), MESSAGE, sender)


def twilio(url: str) -> Tried:
    sender = Sender(QUICK)
    return Tried(TwilioSms(TWILIO, "https://track.example.com/r", sender, url), SHORT, sender)


def push(url: str) -> Tried:
    sender = Sender(QUICK, Strangers(strict=False))
    return Tried(WebPush(KEY, sender, lambda: NOON), a_note(url), sender)


MAKERS = {"postmark": postmark, "twilio": twilio, "push": push}
ACCEPTS: dict[str, tuple[int, bytes, str]] = {
    "postmark": (200, b'{"ErrorCode": 0, "MessageID": "b7bc"}', "Postmark b7bc"),
    "twilio": (201, b'{"sid": "SM9", "status": "queued"}', "Twilio SM9"),
    "push": (201, b"", "HTTP 201"),
}


@pytest.fixture(params=MAKERS)
def which(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing(Provider()) as provider:
        yield provider


@pytest.fixture
def tried(which: str, provider: Provider) -> Iterator[Tried]:
    made = MAKERS[which](provider.url)
    yield made
    made.sender.close()


def refusal(tried: Tried) -> ProviderError:
    with pytest.raises(ProviderError) as told:
        tried.send()
    return told.value


def test_what_is_accepted_has_a_receipt_and_was_noted_just_before(which, provider, tried) -> None:
    provider.status, provider.body, receipt = ACCEPTS[which]
    assert tried.send(lambda: provider.seen.append("noted")) == receipt
    assert provider.seen == ["noted", "request"]


def test_an_acceptance_nobody_can_read_is_one(provider, tried) -> None:
    provider.status, provider.body = 200, b"<html>" + b"x" * 50_000
    assert tried.send()
    assert len(provider.asked) == 1


def test_no_answer_in_time_counts_as_handed_over(provider, tried) -> None:
    provider.silent = True
    assert tried.send() == NO_VERDICT


def test_hanging_up_after_all_was_sent_counts_as_handed_over(provider, tried) -> None:
    provider.drops = True
    assert tried.send() == NO_VERDICT


def test_nobody_there_is_tried_again_and_never_noted(which) -> None:
    noted: list[str] = []
    made = MAKERS[which](address_nobody_listens_at())
    with pytest.raises(ProviderError) as told:
        made.send(lambda: noted.append("noted"))
    made.sender.close()
    assert (told.value.permanent, noted) == (False, [])


def test_who_cannot_note_the_hand_over_sends_nothing(provider, tried) -> None:
    def broken() -> None:
        raise LookupError("another has it")

    with pytest.raises(LookupError):
        tried.send(broken)
    assert provider.asked == []


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_provider_in_trouble_is_tried_again_when_it_says(provider, tried, status) -> None:
    provider.status, provider.headers = status, {"Retry-After": "90"}
    error = refusal(tried)
    assert (error.permanent, error.credentials_refused) == (False, False)
    assert error.retry_after is not None
    assert error.retry_after.total_seconds() == 90


def test_a_refused_message_is_final(provider, tried) -> None:
    provider.status = 400
    assert (refusal(tried).permanent, refusal(tried).credentials_refused) == (True, False)


def test_redirects_are_refused(provider, tried) -> None:
    provider.status, provider.headers = 302, {"Location": "/elsewhere"}
    error = refusal(tried)
    assert (error.permanent, len(provider.asked)) == (False, 1)
    assert "redirects" in error.reason


def test_no_reason_names_the_recipient_or_a_secret(which, provider, tried) -> None:
    words = json.dumps({"Message": "alva@example.com +46701234567 secret token", "ErrorCode": 300})
    provider.body = words.encode()
    for status in (400, 401, 422, 500):
        provider.status = status
        reason = refusal(tried).reason
        assert not any(word in reason for word in ("alva", "4670", "secret"))


@pytest.mark.parametrize(
    ("which", "status", "body"),
    [
        ("postmark", 422, {"ErrorCode": 406}),
        ("twilio", 400, {"code": 21610}),
        ("twilio", 400, {"code": 21211}),
        ("twilio", 400, {"code": 21614}),
        ("push", 404, {}),
        ("push", 410, {}),
    ],
)
def test_a_recipient_that_will_never_be_reached_is_gone(provider, tried, status, body) -> None:
    provider.status, provider.body = status, json.dumps(body).encode()
    assert isinstance(refusal(tried), GoneError)


@pytest.mark.parametrize(
    ("which", "status", "body", "refused", "permanent"),
    [
        ("postmark", 401, {"ErrorCode": 10}, True, True),
        ("postmark", 422, {"ErrorCode": 300}, False, True),
        ("postmark", 422, {"ErrorCode": 400}, False, True),
        ("postmark", 422, {"ErrorCode": 405}, False, False),
        ("twilio", 401, {"code": 20003}, True, True),
        ("twilio", 403, {"code": 20005}, True, True),
        ("twilio", 403, {"code": 63038}, False, True),
        ("twilio", 400, {"code": 21408}, False, True),
        ("push", 403, {}, False, True),
        ("push", 413, {}, False, True),
    ],
)
def test_each_provider_says_whether_credentials_or_message_are_to_blame(
    provider, tried, status, body, refused, permanent
) -> None:
    provider.status, provider.body = status, json.dumps(body).encode()
    error = refusal(tried)
    assert (error.credentials_refused, error.permanent) == (refused, permanent)
    assert not isinstance(error, GoneError)
