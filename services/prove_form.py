"""Prove that a form was sent from a page of ours, for browsers in which our script does not run."""

import hashlib
import hmac

from services.wiring import Wiring

_FORM = b"merchant-form:"


def form_proof(wiring: Wiring, session: str) -> str:
    """Return what a form carries to be believed; it is good as long as this very session is."""
    return _proof(wiring.link_keys[0], session)


def is_form_proof(wiring: Wiring, session: str, sent: str) -> bool:
    """Tell whether a form's proof belongs to a session."""
    made = [_proof(key, session) for key in wiring.link_keys]
    return any(hmac.compare_digest(one.encode(), sent.encode()) for one in made)


def _proof(key: bytes, session: str) -> str:
    return hmac.digest(key, _FORM + session.encode(), hashlib.sha256).hex()
