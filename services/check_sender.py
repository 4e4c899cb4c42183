"""See whether mail may come from a shop's own address, by what its domain says in DNS.

Nothing is sent. Until the check succeeds, mails are from the installation's address.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime

from domain.errors import FrammeError
from domain.kinds import ChannelKey
from domain.mail_domain import (
    Finding,
    MailRecord,
    RecordState,
    SenderProof,
    findings_of,
    is_proven,
)
from services.wiring import Wiring
from storage.brands import SenderCheck, brand_of, note_sender_check, sender_check
from storage.channel_accounts import NO_ACCOUNT, account_for_channel, lock_channel_version

_FINDABLE = (MailRecord.SPF, MailRecord.MX)


class NoSenderError(FrammeError):
    """The shop has no address of its own to be checked."""


@dataclass(frozen=True, slots=True)
class SenderReview:
    """How a shop's own sender address is.

    `possible` is false where this installation has nothing with which a domain could be proven and
    the shop no mail account of its own. `checked_at` is None before the first check.
    """

    address: str
    possible: bool
    proven: bool = False
    checked_at: datetime | None = None
    findings: tuple[Finding, ...] = ()


def check_sender(wiring: Wiring, shop_id: int) -> SenderReview:
    """Look at the sender's domain now, and keep what is found.

    A shop with a mail account of its own needs a domain that receives or sends mail, no more: whose
    addresses it may use is for its provider to decide. Raises NoSenderError, TooManyAttemptsError,
    and a transient ProviderError when DNS does not answer.
    """
    address = sender_review(wiring, shop_id).address
    if not address:
        raise NoSenderError("no address")
    wiring.limiter.hit("check-sender", str(shop_id))
    domain = address.rpartition("@")[2].encode("idna").decode("ascii").lower()
    own, proof = _proof(wiring, shop_id, domain)
    findings = findings_of(domain, wiring.mail_dns.look_up(domain, proof.dkim_selector), proof)
    proven = _exists(findings) if own else is_proven(findings, proof)
    check = SenderCheck(wiring.clock(), _flat(findings))
    with wiring.sessions.begin() as session:
        # What a shop's own account needs is no proof for ours: the account may have gone meanwhile.
        if own == (lock_channel_version(session, shop_id, ChannelKey.EMAIL) != NO_ACCOUNT):
            note_sender_check(session, shop_id, address, check, proven=proven)
    return sender_review(wiring, shop_id)


def sender_review(wiring: Wiring, shop_id: int) -> SenderReview:
    """Return what the last check found, with the records that are to be published."""
    with wiring.sessions() as session:
        brand = brand_of(session, shop_id)
        check = sender_check(session, shop_id)
        own = account_for_channel(session, shop_id, ChannelKey.EMAIL) is not None
    return SenderReview(
        address=brand.sender_address,
        possible=own or wiring.sender_proof.possible,
        proven=brand.sender_proven,
        checked_at=check.checked_at,
        findings=tuple(_unflat(dict(check.findings))),
    )


def _proof(wiring: Wiring, shop_id: int, domain: str) -> tuple[bool, SenderProof]:
    """Say whether the shop sends by an account of its own, and what the domain has to show."""
    with wiring.sessions() as session:
        own = account_for_channel(session, shop_id, ChannelKey.EMAIL) is not None
    if own:
        return True, SenderProof()
    marks = tuple(_mark(key, shop_id, domain) for key in wiring.link_keys)
    return False, replace(wiring.sender_proof, owners=marks)


def _mark(key: bytes, shop_id: int, domain: str) -> str:
    signed = hmac.digest(key, f"sender domain:{shop_id}:{domain}".encode(), hashlib.sha256)
    return f"framme-shop={signed.hex()[:32]}"


def _exists(findings: tuple[Finding, ...]) -> bool:
    return any(
        finding.state is RecordState.OK for finding in findings if finding.record in _FINDABLE
    )


def _flat(findings: tuple[Finding, ...]) -> dict[str, str]:
    """Write findings as they are kept: flat, by record and fact."""
    kept: dict[str, str] = {}
    for one in findings:
        kept[one.record.value] = one.state.value
        for fact, value in (("name", one.name), ("found", one.found), ("wanted", one.wanted)):
            kept[f"{one.record.value}.{fact}"] = value
    return kept


def _unflat(kept: dict[str, str]) -> list[Finding]:
    facts = ("name", "found", "wanted")
    return [
        Finding(
            record,
            RecordState(kept[record.value]),
            *(kept.get(f"{record.value}.{fact}", "") for fact in facts),
        )
        for record in sorted(MailRecord, key=_ORDER.index)
        if record.value in kept
    ]


_ORDER = (MailRecord.OWNER, MailRecord.SPF, MailRecord.DKIM, MailRecord.DMARC, MailRecord.MX)
