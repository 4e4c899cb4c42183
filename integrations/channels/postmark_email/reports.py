"""Prove and read what Postmark reports of mails; keeps nothing.

Postmark signs nothing: it calls an address nobody can guess, with the password entered there.
https://postmarkapp.com/developer/webhooks/webhooks-overview
"""

import hmac
from collections.abc import Mapping
from typing import Any

from domain.channels import DeliveryReport, Outcome
from domain.errors import BadSignatureError
from domain.ports import RawDelivery
from integrations.http import basic
from integrations.untrusted import pushed_object, table, text

USER = "framme"
"""Entered there as the user beside the password."""
_BOUNCES = {
    "HardBounce": Outcome.BOUNCED,
    "BadEmailAddress": Outcome.BOUNCED,
    "SpamComplaint": Outcome.COMPLAINED,
    "Unsubscribe": Outcome.UNSUBSCRIBED,
}
"""Types of bounces after which nothing more is sent; all others are for this mail only."""
_SUPPRESSED = {"HardBounce": Outcome.BOUNCED, "SpamComplaint": Outcome.COMPLAINED}


def read_reports(
    credentials: Mapping[str, str], delivery: RawDelivery
) -> tuple[DeliveryReport, ...]:
    """Return what Postmark reports; raise BadSignatureError and UnreadablePayloadError."""
    password = credentials.get("report_password", "")
    wanted = basic(USER, password)
    given = delivery.headers.get("authorization", "")
    if not password or not hmac.compare_digest(wanted.encode(), given.encode()):
        raise BadSignatureError("the password is not the one that was agreed on")
    told = pushed_object(delivery.body)
    outcome = _outcome(told)
    if outcome is None:
        return ()
    recipient = text(told.get("Email")) or text(told.get("Recipient"))
    reference = text(table(told.get("Metadata")).get("reference"))
    return (DeliveryReport(outcome, recipient, reference, _reason(told)),)


def _outcome(told: Mapping[str, Any]) -> Outcome | None:
    """Read the record's type; None for one that tells of no outcome, such as an opening."""
    match told.get("RecordType"):
        case "Delivery":
            return Outcome.DELIVERED
        case "Bounce":
            return _BOUNCES.get(text(told.get("Type")), Outcome.FAILED)
        case "SpamComplaint":
            return Outcome.COMPLAINED
        case "SubscriptionChange":
            if told.get("SuppressSending") is False:
                return Outcome.RESUBSCRIBED
            return _SUPPRESSED.get(text(told.get("SuppressionReason")), Outcome.UNSUBSCRIBED)
    return None


def _reason(told: Mapping[str, Any]) -> str:
    return text(told.get("Type")) or text(told.get("SuppressionReason"))
