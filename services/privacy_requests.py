"""Take on what shoppers ask about their data; a task answers. Till then the subject is sealed."""

import hashlib
import hmac
import json
from dataclasses import asdict
from datetime import timedelta

from sqlalchemy.orm import Session

from domain.shop_events import DataAsked, Shopper, ShopperToErase
from domain.shop_task import ShopTask
from services.wiring import Wiring
from storage.privacy_requests import NewRequest, PrivacyKind, keep_request
from storage.shop_tasks import ask_for

ANSWER_WITHIN = timedelta(days=30)


def take_on(
    session: Session, wiring: Wiring, shop_id: int, asked: DataAsked | ShopperToErase
) -> bool:
    """Keep a request and ask for its answer; return False when the same one still waits."""
    now = wiring.clock()
    kind = PrivacyKind.EXPORT if isinstance(asked, DataAsked) else PrivacyKind.ERASE
    subject = json.dumps(asdict(asked.shopper))
    named = asked.request if isinstance(asked, DataAsked) else ""
    request = NewRequest(
        kind=kind,
        dedupe_key=f"{kind}:{named or _fingerprint(wiring, subject)}",
        sealed_subject=wiring.vault.seal(subject),
        due_by=now + ANSWER_WITHIN,
    )
    kept = keep_request(session, shop_id, request, now)
    ask_for(session, shop_id, [ShopTask.ANSWER_PRIVACY], now)
    return kept is not None


def forget_by_email(wiring: Wiring, shop_id: int, email: str) -> None:
    """Have forgotten what a shop holds of an e-mail address; of an empty one there is nothing.

    Nothing is found by other names: those in an order were typed in, and may be somebody else's.
    """
    if not email.strip():
        return
    with wiring.sessions.begin() as session:
        asked = ShopperToErase(Shopper("", email.strip().lower(), "", ()))
        take_on(session, wiring, shop_id, asked)


def subject_of(wiring: Wiring, sealed: bytes) -> Shopper:
    """Return the shopper a sealed subject names."""
    named = json.loads(wiring.vault.open(sealed))
    return Shopper(named["customer"], named["email"], named["phone"], tuple(named["orders"]))


def _fingerprint(wiring: Wiring, subject: str) -> str:
    """Name a subject without naming them: keyed, for an address can be guessed."""
    return hmac.digest(wiring.link_keys[0], subject.encode(), hashlib.sha256).hex()[:32]
