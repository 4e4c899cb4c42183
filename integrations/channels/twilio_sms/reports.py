"""Prove and read what Twilio reports of texts, and what shoppers answer; keeps nothing.

https://www.twilio.com/docs/usage/security and https://www.twilio.com/docs/messaging/guides/track-outbound-message-status
"""

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qs, parse_qsl, urlsplit

from domain.channels import DeliveryReport, Outcome
from domain.errors import BadSignatureError, UnreadablePayloadError
from domain.ports import RawDelivery
from integrations.channels.twilio_sms.client import REFERENCE

STOPS = frozenset(
    {"stop", "stopall", "unsubscribe", "cancel", "end", "quit", "optout", "revoke"}
    | {"arret", "arrêt"}
)
STARTS = frozenset({"start", "yes", "unstop"})
"""Words that Twilio itself obeys, so that we know what it does: nothing more is let through."""
_UNREACHABLE = frozenset({"30005", "30006", "21211", "21614"})
"""Nobody has the number, or it takes no texts."""
_STOPPED = "21610"
_MOST_FIELDS = 100


def signature_for(token: str, address: str, fields: Sequence[tuple[str, str]]) -> str:
    """Sign an address and the fields posted to it, as Twilio does."""
    signed = address + "".join(name + value for name, value in sorted(set(fields)))
    return b64encode(hmac.digest(token.encode(), signed.encode(), hashlib.sha1)).decode()


def read_reports(
    credentials: Mapping[str, str], address: str, delivery: RawDelivery
) -> tuple[DeliveryReport, ...]:
    """Return what Twilio reports; `address` is what it called, with its query.

    Raises BadSignatureError and UnreadablePayloadError.
    """
    fields = _fields(delivery.body)
    token = credentials.get("auth_token", "")
    given = delivery.headers.get("x-twilio-signature", "")
    wanted = signature_for(token, address, fields)
    if not token or not hmac.compare_digest(wanted.encode(), given.encode()):
        raise BadSignatureError("the signature does not match")
    told = dict(fields)
    reference = parse_qs(urlsplit(address).query).get(REFERENCE, [""])[0]
    if told.get("SmsStatus") == "received" or "Body" in told:
        return _answered(told)
    return _became(told, reference)


def _fields(body: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(
            body.decode(), keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_FIELDS
        )
    except ValueError:
        raise UnreadablePayloadError("the body is no form") from None


def _answered(told: Mapping[str, str]) -> tuple[DeliveryReport, ...]:
    """Read what a shopper wrote: whoever asks to be left alone is."""
    word = told.get("OptOutType") or told.get("Body", "").strip(" .!\"'\t\r\n")
    who = told.get("From", "")
    if word.lower() in STOPS:
        return (DeliveryReport(Outcome.UNSUBSCRIBED, who, reason="STOP"),)
    if word.lower() in STARTS:
        return (DeliveryReport(Outcome.RESUBSCRIBED, who, reason="START"),)
    return ()


def _became(told: Mapping[str, str], reference: str) -> tuple[DeliveryReport, ...]:
    """Read what became of a text; nothing of one that is still on its way."""
    recipient, code = told.get("To", ""), told.get("ErrorCode", "")[:10]
    match told.get("MessageStatus") or told.get("SmsStatus"):
        case "delivered" | "read":
            return (DeliveryReport(Outcome.DELIVERED, recipient, reference),)
        case "undelivered" | "failed":
            return (DeliveryReport(_failed(code), recipient, reference, code),)
    return ()


def _failed(code: str) -> Outcome:
    if code == _STOPPED:
        return Outcome.UNSUBSCRIBED
    return Outcome.BOUNCED if code in _UNREACHABLE else Outcome.FAILED
