"""Accept what a provider reports of messages and recipients: prove it, note it, suppress.

Never logs whom a report is about. Told twice, it changes nothing the second time.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from domain.channels import ENDS_IT, DeliveryReport, Outcome
from domain.errors import BadSignatureError, BadTokenError, OverloadedError
from domain.kinds import ChannelKey
from domain.ports import RawDelivery
from services.open_account import UnopenedAccountError, unseal_credentials
from services.wiring import Wiring
from storage.channel_accounts import KeptChannelAccount, channel_account_by_token, note_reported
from storage.message_outcomes import note_outcome, shop_of_message, shops_writing_to
from storage.suppressions import lift, suppress

OWN = "own"
"""Stands in an address in place of a token: the installation's own account."""
_NUMBER_DIGITS = 18
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,100}")


@dataclass(frozen=True, slots=True)
class Reported:
    """What came in: `query` is that of the address it came in at, without its question mark."""

    query: str
    delivery: RawDelivery


def accept_report(wiring: Wiring, token: str, reported: Reported) -> None:
    """Note what the provider of a merchant's account reports.

    Raises BadTokenError for an address nobody has, BadSignatureError, UnreadablePayloadError, and
    OverloadedError when it cannot be noted: its sender tries again.
    """
    if not _TOKEN.fullmatch(token):
        raise BadTokenError("no account has such an address")
    try:
        with wiring.sessions() as session:
            account = channel_account_by_token(session, token)
    except OperationalError as error:
        raise OverloadedError("the database does not answer") from error
    if account is None:
        raise BadTokenError("no account has this address")
    if account.provider not in wiring.channel_desk.providers:
        raise BadSignatureError("nobody can prove a report of this provider any more")
    try:
        credentials = unseal_credentials(wiring, account.sealed_credentials)
    except UnopenedAccountError as error:
        raise BadSignatureError("nobody can open the secret it is proven with") from error
    reports = _proven(wiring, account.provider, credentials, report_path(token), reported)
    _note(wiring, account.channel, reports, account)


def accept_own_report(wiring: Wiring, provider: str, reported: Reported) -> None:
    """Note what the provider of the installation's own account reports.

    Whose message it is, its reference tells; a shopper who answers the installation's own number
    means every shop that writes to them. Raises as `accept_report`.
    """
    credentials = wiring.channel_desk.own.get(provider)
    if credentials is None or provider not in wiring.channel_desk.providers:
        raise BadTokenError("there is no account of the installation's own")
    path = report_path(f"{OWN}/{provider}")
    reports = _proven(wiring, provider, credentials, path, reported)
    _note(wiring, wiring.channel_desk.providers[provider].channel, reports, None)


def report_path(token: str) -> str:
    """Return where a provider reports, without our address before it."""
    return f"/webhooks/messages/{token}"


def _proven(
    wiring: Wiring, provider: str, credentials: Mapping[str, str], path: str, reported: Reported
) -> Sequence[DeliveryReport]:
    query = f"?{reported.query}" if reported.query else ""
    address = f"{wiring.public_url}{path}{query}"
    return wiring.channel_desk.read_reports(provider, credentials, address, reported.delivery)


def _note(
    wiring: Wiring,
    channel: ChannelKey,
    reports: Sequence[DeliveryReport],
    account: KeptChannelAccount | None,
) -> None:
    try:
        with wiring.sessions.begin() as session:
            for report in reports:
                for shop_id in _shops(session, channel, report, account):
                    _note_one(session, wiring, shop_id, channel, report)
            if account:
                note_reported(session, account.shop_id, account.id, wiring.clock())
    except OperationalError as error:
        raise OverloadedError("a report cannot be noted now") from error


def _shops(
    session: Session,
    channel: ChannelKey,
    report: DeliveryReport,
    account: KeptChannelAccount | None,
) -> Sequence[int]:
    if account:
        return [account.shop_id]
    number = _number(report.reference)
    if number is not None:
        shop_id = shop_of_message(session, channel, number)
        return [shop_id] if shop_id else []
    return shops_writing_to(session, channel, report.recipient) if report.recipient else []


def _note_one(
    session: Session, wiring: Wiring, shop_id: int, channel: ChannelKey, report: DeliveryReport
) -> None:
    number = _number(report.reference)
    noted = None
    if number is not None:
        noted = note_outcome(session, shop_id, channel, number, report.outcome)
    recipient = noted or report.recipient
    if not recipient:
        return
    if report.outcome in ENDS_IT:
        now = wiring.clock()
        suppress(session, shop_id, channel, recipient, report.outcome.value, now)
    elif report.outcome is Outcome.RESUBSCRIBED:
        lift(session, shop_id, channel, recipient)


def _number(reference: str) -> int | None:
    digits = reference.isascii() and reference.isdigit() and len(reference) <= _NUMBER_DIGITS
    return int(reference) if digits else None
