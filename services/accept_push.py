"""Accept what a carrier or aggregator pushes: prove it, keep it, read it later."""

from domain.errors import BadSignatureError, BadTokenError
from domain.ports import RawDelivery
from services.open_account import open_account
from services.wiring import Wiring
from storage.carrier_accounts import account_by_push_token, note_pushed
from storage.carrier_pushes import keep_push


def accept_push(wiring: Wiring, token: str, delivery: RawDelivery) -> None:
    """Keep a push that an account's provider has signed; one that is known already is no error.

    Raises BadTokenError for an address nobody has, and BadSignatureError.
    """
    with wiring.sessions() as session:
        kept = account_by_push_token(session, token)
    if kept is None:
        raise BadTokenError("no account has this address")
    if kept.provider not in wiring.switchboard.providers:
        raise BadSignatureError("nobody can prove a push of this provider any more")
    wiring.switchboard.prove_push(open_account(wiring, kept), delivery)
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        keep_push(session, kept.id, delivery.body, now)
        note_pushed(session, kept.id, now)
    wiring.hints.hint("apply_pushes")
