"""Try a carrier's credentials with one harmless call, before they are kept or whenever asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from domain.carrier_access import Account, Provider
from domain.errors import FrammeError, ProviderError
from services.open_account import UnopenedAccountError, credentials_of
from services.wiring import Wiring
from storage.account_trials import lock_version, note_works
from storage.carrier_accounts import account_of, pause_account


class UnknownProviderError(FrammeError):
    """There is nobody of this name who could be asked, or the shop has no account there."""


class Trial(StrEnum):
    """What came of trying credentials."""

    WORKS = "works"
    REFUSED = "refused"
    UNCLEAR = "unclear"
    """No answer that would tell; the next parcel will."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of a trial; `reason` holds the provider's words unless it works."""

    trial: Trial
    reason: str = ""


def provider_named(wiring: Wiring, key: str) -> Provider:
    """Return who can be asked; raise UnknownProviderError."""
    try:
        return wiring.switchboard.providers[key]
    except KeyError as error:
        raise UnknownProviderError(key) from error


def try_credentials(
    wiring: Wiring, shop_id: int, provider: str, credentials: Mapping[str, str]
) -> Tried:
    """Try credentials, with no transaction open; raise TooManyAttemptsError.

    They are tried under a name of their own: no token kept for others may answer for them.
    """
    wiring.limiter.hit("try-carrier", str(shop_id))
    account = Account(f"trial.{uuid4().hex}", provider, credentials)
    try:
        wiring.switchboard.check(account)
    except ProviderError as error:
        trial = Trial.REFUSED if error.credentials_refused else Trial.UNCLEAR
        return Tried(trial, error.reason)
    return Tried(Trial.WORKS)


def try_carrier_account(wiring: Wiring, shop_id: int, provider: str) -> Tried:
    """Try the credentials a shop has given us; raise UnknownProviderError, TooManyAttemptsError.

    Refused ones pause the account, working ones set it going again.
    """
    provider_named(wiring, provider)
    with wiring.sessions() as session:
        kept = account_of(session, shop_id, provider)
    if kept is None:
        raise UnknownProviderError(provider)
    try:
        tried = try_credentials(wiring, shop_id, provider, credentials_of(wiring, kept))
    except UnopenedAccountError as error:
        tried = Tried(Trial.REFUSED, str(error))
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        if lock_version(session, shop_id, provider) != kept.version:
            return tried  # It was about credentials that are no longer kept.
        if tried.trial is Trial.WORKS:
            note_works(session, shop_id, kept.id, now)
        elif tried.trial is Trial.REFUSED:
            pause_account(session, kept.id, kept.version, tried.reason, now)
    return tried
