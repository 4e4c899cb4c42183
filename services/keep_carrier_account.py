"""Keep a shop's account with a carrier: read what was entered, try it, seal it, follow parcels.

What is refused is not kept. Nobody overwrites what another has changed meanwhile.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from domain.errors import ChangedMeanwhileError
from services.enter_credentials import (
    CredentialsRefusedError,
    InvalidAccountError,
    Problem,
    entered_credentials,
    problems_in,
    suspect,
)
from services.follow_shop import follow_shop
from services.open_account import openable_credentials, seal_credentials
from services.try_carrier_account import Trial, Tried, provider_named, try_credentials
from services.wiring import Wiring
from storage.account_trials import NO_ACCOUNT, lock_version
from storage.audit_log import Change, note_change
from storage.carrier_accounts import NewAccount, account_of, keep_account

MOST_CALLS = 10_000_000
CALLS_A_DAY = "calls_a_day"
"""What the limit is called among the problems; no provider has a field of this name."""
_NUMBER = re.compile(r"[0-9]{1,8}")


@dataclass(frozen=True, slots=True)
class Entered:
    """What a merchant enters for a provider; `version` is that of the account it was shown with.

    A secret left empty is the one that is kept already. `calls_a_day` is empty for the provider's.
    """

    provider: str
    values: Mapping[str, str]
    calls_a_day: str
    version: int


def keep_carrier_account(wiring: Wiring, shop_id: int, entered: Entered, who: str) -> Tried:
    """Try what was entered and keep it, unless it is refused; return what came of the trial.

    Raises UnknownProviderError, InvalidAccountError, ChangedMeanwhileError,
    CredentialsRefusedError and TooManyAttemptsError.
    """
    provider = provider_named(wiring, entered.provider)
    before = _kept(wiring, shop_id, entered)
    credentials = entered_credentials(provider.fields, entered.values, before)
    problems = problems_in(provider.fields, credentials)
    problems |= _problem_of_limit(entered.calls_a_day.strip())
    if problems:
        raise InvalidAccountError(problems)
    tried = try_credentials(wiring, shop_id, provider.key, credentials)
    if tried.trial is Trial.REFUSED:
        raise CredentialsRefusedError(tried.reason, suspect(provider.fields))
    new = NewAccount(
        provider=provider.key,
        sealed_credentials=seal_credentials(wiring, credentials),
        calls_a_day=int(entered.calls_a_day) if entered.calls_a_day.strip() else None,
        push_token=uuid4().hex,
    )
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        if lock_version(session, shop_id, provider.key) != entered.version:
            raise ChangedMeanwhileError(provider.key)
        keep_account(session, shop_id, new, now if tried.trial is Trial.WORKS else None)
        follow_shop(session, wiring, shop_id)
        change = Change(who, "carrier account", provider.key, {}, _noted(entered, new))
        note_change(session, shop_id, change, now)
    return tried


def _noted(entered: Entered, new: NewAccount) -> dict[str, object]:
    """Return what the log of changes may say: never a credential."""
    return {"new": entered.version == NO_ACCOUNT, "calls_a_day": new.calls_a_day}


def _kept(wiring: Wiring, shop_id: int, entered: Entered) -> Mapping[str, str]:
    """Return the credentials kept already, if they are those that were shown."""
    with wiring.sessions() as session:
        kept = account_of(session, shop_id, entered.provider)
    if (kept.version if kept else NO_ACCOUNT) != entered.version:
        raise ChangedMeanwhileError(entered.provider)
    return openable_credentials(wiring, kept)


def _problem_of_limit(limit: str) -> dict[str, Problem]:
    if not limit or (_NUMBER.fullmatch(limit) and 0 < int(limit) <= MOST_CALLS):
        return {}
    return {CALLS_A_DAY: Problem.NOT_A_NUMBER}
