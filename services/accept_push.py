"""Accept what a carrier or aggregator pushes: prove it, keep it, read it later."""

import re

from sqlalchemy.exc import OperationalError

from domain.errors import BadSignatureError, BadTokenError, OverloadedError
from domain.ports import RawDelivery
from services.open_account import UnopenedAccountError, open_account
from services.wiring import Wiring
from storage.carrier_accounts import KeptAccount, account_by_push_token, note_pushed
from storage.carrier_pushes import keep_push

_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,100}")


def accept_push(wiring: Wiring, token: str, delivery: RawDelivery) -> None:
    """Keep a push that an account's provider has signed; one that is known already is no error.

    Raises BadTokenError for an address nobody has, BadSignatureError, and OverloadedError when it
    cannot be kept: its sender tries again.
    """
    kept = _account(wiring, token)
    if kept is None:
        raise BadTokenError("no account has this address")
    if kept.provider not in wiring.switchboard.providers:
        raise BadSignatureError("nobody can prove a push of this provider any more")
    try:
        account = open_account(wiring, kept)
    except UnopenedAccountError as error:
        raise BadSignatureError("nobody can open the secret it is proven with") from error
    wiring.switchboard.prove_push(account, delivery)
    now = wiring.clock()
    try:
        with wiring.sessions.begin() as session:
            keep_push(session, kept.id, delivery.body, now)
            note_pushed(session, kept.id, now)
    except OperationalError as error:
        raise OverloadedError("a push cannot be kept now") from error
    wiring.hints.hint("apply_pushes")


def _account(wiring: Wiring, token: str) -> KeptAccount | None:
    if not _TOKEN.fullmatch(token):
        return None
    try:
        with wiring.sessions() as session:
            return account_by_push_token(session, token)
    except OperationalError as error:
        raise OverloadedError("the database does not answer") from error
