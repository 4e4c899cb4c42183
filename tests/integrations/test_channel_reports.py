"""What providers report is believed only with proof, and says what became of whom."""

import hashlib
import hmac
import json
from base64 import b64encode
from urllib.parse import urlencode

import pytest

from domain.channels import DeliveryReport, Outcome
from domain.errors import BadSignatureError, UnreadablePayloadError
from domain.ports import RawDelivery
from integrations.channels import postmark_email, twilio_sms

ADDRESS = "https://track.example.com/webhooks/messages/t?reference=17"
TWILIO = {"auth_token": "12345"}
POSTMARK = {"server_token": "s", "report_password": "p/w:1"}
ALVA, NUMBER = "alva@example.com", "+46701234567"


def test_a_signature_covers_the_address_and_its_fields_in_order() -> None:
    """As https://www.twilio.com/docs/usage/security says, put together by hand."""
    address = "https://example.com/myapp.php?foo=1&bar=2"
    fields = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675310",
        "Digits": "1234",
        "From": "+14158675310",
        "To": "+18005551212",
    }
    written = (
        "https://example.com/myapp.php?foo=1&bar=2CallSidCA1234567890ABCDECaller+14158675310"
        "Digits1234From+14158675310To+18005551212"
    )
    wanted = b64encode(hmac.new(b"12345", written.encode(), hashlib.sha1).digest()).decode()
    signed = twilio_sms.signature_for("12345", address, list(reversed(fields.items())))
    assert signed == wanted


def posted(fields: dict[str, str], address: str = ADDRESS, key: str = "12345") -> RawDelivery:
    written = address + "".join(name + fields[name] for name in sorted(fields))
    mac = hmac.new(key.encode(), written.encode(), hashlib.sha1).digest()
    headers = {"x-twilio-signature": b64encode(mac).decode()}
    return RawDelivery(urlencode(fields).encode(), headers)


def by_twilio(fields: dict[str, str]) -> tuple[DeliveryReport, ...]:
    return twilio_sms.read_reports(TWILIO, ADDRESS, posted(fields))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"MessageStatus": "delivered"}, (Outcome.DELIVERED, "")),
        ({"MessageStatus": "undelivered", "ErrorCode": "30003"}, (Outcome.FAILED, "30003")),
        ({"MessageStatus": "undelivered", "ErrorCode": "30005"}, (Outcome.BOUNCED, "30005")),
        ({"MessageStatus": "undelivered", "ErrorCode": "30006"}, (Outcome.BOUNCED, "30006")),
        ({"MessageStatus": "failed", "ErrorCode": "21610"}, (Outcome.UNSUBSCRIBED, "21610")),
        ({"MessageStatus": "failed"}, (Outcome.FAILED, "")),
        ({"MessageStatus": "sent"}, None),
        ({"MessageStatus": "queued"}, None),
        ({}, None),
    ],
)
def test_twilio_tells_what_became_of_a_text(fields, expected) -> None:
    told = by_twilio({"To": NUMBER, "MessageSid": "SM1", **fields})
    outcome, reason = expected or (None, "")
    assert told == ((DeliveryReport(outcome, NUMBER, "17", reason),) if outcome else ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("STOP", Outcome.UNSUBSCRIBED),
        (" stop. ", Outcome.UNSUBSCRIBED),
        ("Stopall", Outcome.UNSUBSCRIBED),
        ("UNSUBSCRIBE", Outcome.UNSUBSCRIBED),
        ("cancel", Outcome.UNSUBSCRIBED),
        ("End", Outcome.UNSUBSCRIBED),
        ("QUIT", Outcome.UNSUBSCRIBED),
        ("START", Outcome.RESUBSCRIBED),
        ("yes", Outcome.RESUBSCRIBED),
        ("Unstop", Outcome.RESUBSCRIBED),
        ("please stop", None),
        ("When does it come?", None),
        ("", None),
    ],
)
def test_twilio_passes_on_who_wants_no_more(body, expected) -> None:
    told = by_twilio({"From": NUMBER, "To": "+14155550123", "SmsStatus": "received", "Body": body})
    assert [(one.outcome, one.recipient, one.reference) for one in told] == (
        [(expected, NUMBER, "")] if expected else []
    )


def test_words_of_other_languages_are_twilios_to_know() -> None:
    fields = {"From": NUMBER, "SmsStatus": "received", "Body": "SLUTA", "OptOutType": "STOP"}
    assert by_twilio(fields)[0].outcome is Outcome.UNSUBSCRIBED


GOOD = posted({"To": NUMBER, "MessageStatus": "delivered"})


@pytest.mark.parametrize(
    ("credentials", "address", "delivery"),
    [
        ({"auth_token": "other"}, ADDRESS, GOOD),
        ({"auth_token": ""}, ADDRESS, posted({"To": NUMBER}, key="")),
        ({}, ADDRESS, posted({"To": NUMBER}, key="")),
        (TWILIO, ADDRESS.replace("17", "18"), GOOD),
        (TWILIO, ADDRESS, RawDelivery(GOOD.body, {})),
        (TWILIO, ADDRESS, RawDelivery(GOOD.body + b"&Body=STOP", GOOD.headers)),
        (TWILIO, ADDRESS, RawDelivery(GOOD.body, {"x-twilio-signature": "é"})),
    ],
)
def test_what_twilio_has_not_signed_is_not_believed(credentials, address, delivery) -> None:
    with pytest.raises(BadSignatureError):
        twilio_sms.read_reports(credentials, address, delivery)


@pytest.mark.parametrize("body", [b"\xff", b"no form", b"a=1&" * 200])
def test_what_is_no_form_cannot_be_read(body) -> None:
    with pytest.raises(UnreadablePayloadError):
        twilio_sms.read_reports(TWILIO, ADDRESS, RawDelivery(body, {}))


def by_postmark(told: object, given: str = "p/w:1") -> tuple[DeliveryReport, ...]:
    proof = b64encode(f"framme:{given}".encode()).decode()
    delivery = RawDelivery(json.dumps(told).encode(), {"authorization": f"Basic {proof}"})
    return postmark_email.read_reports(POSTMARK, delivery)


@pytest.mark.parametrize(
    ("told", "outcome"),
    [
        ({"RecordType": "Delivery", "Recipient": ALVA}, Outcome.DELIVERED),
        ({"RecordType": "Bounce", "Type": "HardBounce", "Email": ALVA}, Outcome.BOUNCED),
        ({"RecordType": "Bounce", "Type": "SoftBounce", "Email": ALVA}, Outcome.FAILED),
        ({"RecordType": "Bounce", "Type": "Transient", "Email": ALVA}, Outcome.FAILED),
        ({"RecordType": "Bounce", "Type": "NewOne", "Email": ALVA}, Outcome.FAILED),
        ({"RecordType": "SpamComplaint", "Email": ALVA}, Outcome.COMPLAINED),
        (
            {"RecordType": "SubscriptionChange", "Recipient": ALVA, "SuppressSending": True},
            Outcome.UNSUBSCRIBED,
        ),
        (
            {
                "RecordType": "SubscriptionChange",
                "Recipient": ALVA,
                "SuppressSending": True,
                "SuppressionReason": "HardBounce",
            },
            Outcome.BOUNCED,
        ),
        (
            {"RecordType": "SubscriptionChange", "Recipient": ALVA, "SuppressSending": False},
            Outcome.RESUBSCRIBED,
        ),
        ({"RecordType": "Open", "Recipient": ALVA}, None),
        ({}, None),
    ],
)
def test_postmark_tells_what_became_of_a_mail(told, outcome) -> None:
    found = by_postmark({**told, "Metadata": {"reference": "17"}})
    assert [(one.outcome, one.recipient, one.reference) for one in found] == (
        [(outcome, ALVA, "17")] if outcome else []
    )


@pytest.mark.parametrize("metadata", [None, [], {"reference": None}, {"reference": {"a": 1}}])
def test_a_report_without_a_reference_is_about_the_recipient(metadata) -> None:
    told = {"RecordType": "Delivery", "Recipient": ALVA, "Metadata": metadata}
    assert by_postmark(told)[0].reference == ""


@pytest.mark.parametrize(
    ("credentials", "headers"),
    [
        (POSTMARK, {}),
        (POSTMARK, {"authorization": "Basic x"}),
        (POSTMARK, {"authorization": "é"}),
        ({"server_token": "s"}, {"authorization": f"Basic {b64encode(b'framme:').decode()}"}),
    ],
)
def test_without_the_password_postmark_is_not_believed(credentials, headers) -> None:
    with pytest.raises(BadSignatureError):
        postmark_email.read_reports(credentials, RawDelivery(b"{}", headers))


def test_a_wrong_password_is_not_believed() -> None:
    with pytest.raises(BadSignatureError):
        by_postmark({}, given="p/w:2")


@pytest.mark.parametrize("told", [[], "x", 1, None])
def test_what_is_no_object_cannot_be_read(told) -> None:
    with pytest.raises(UnreadablePayloadError):
        by_postmark(told)
