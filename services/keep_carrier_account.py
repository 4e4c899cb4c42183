"""Keep a shop's account with a carrier: read what was entered, try it, seal it, follow parcels.

What is refused is not kept. Nobody overwrites what another has changed meanwhile.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from domain.carrier_access import CredentialField, Provider
from domain.errors import FrammeError
from services.follow_shop import follow_shop
from services.open_account import openable_credentials, seal_credentials
from services.try_carrier_account import Trial, Tried, provider_named, try_credentials
from services.wiring import Wiring
from storage.account_trials import NO_ACCOUNT, lock_version
from storage.carrier_accounts import NewAccount, account_of, keep_account

LONGEST = 500
MOST_CALLS = 10_000_000
CALLS_A_DAY = "calls_a_day"
"""What the limit is called among the problems; no provider has a field of this name."""
_NUMBER = re.compile(r"[0-9]{1,8}")


class Problem(StrEnum):
    """Why a value cannot be kept."""

    MISSING = "missing"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    """It holds characters that cannot be seen, such as a line break."""
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_NUMBER = "not_a_number"


class InvalidAccountError(FrammeError):
    """What was entered cannot be kept; `problems` are by field."""

    def __init__(self, problems: Mapping[str, Problem]) -> None:
        super().__init__(", ".join(problems))
        self.problems = problems


class CredentialsRefusedError(FrammeError):
    """The carrier refuses what was entered; `reason` is its answer, `field` the likeliest cause."""

    def __init__(self, reason: str, field: str) -> None:
        super().__init__(reason)
        self.reason = reason
        self.field = field


class ChangedMeanwhileError(FrammeError):
    """The account was changed since it was shown; nothing has been written."""


@dataclass(frozen=True, slots=True)
class Entered:
    """What a merchant enters for a provider; `version` is that of the account it was shown with.

    A secret left empty is the one that is kept already. `calls_a_day` is empty for the provider's.
    """

    provider: str
    values: Mapping[str, str]
    calls_a_day: str
    version: int


def keep_carrier_account(wiring: Wiring, shop_id: int, entered: Entered) -> Tried:
    """Try what was entered and keep it, unless it is refused; return what came of the trial.

    Raises UnknownProviderError, InvalidAccountError, ChangedMeanwhileError,
    CredentialsRefusedError and TooManyAttemptsError.
    """
    provider = provider_named(wiring, entered.provider)
    before = _kept(wiring, shop_id, entered)
    problems = dict(_problems(provider, entered, before))
    if problems:
        raise InvalidAccountError(problems)
    credentials = _credentials(provider, entered, before)
    tried = try_credentials(wiring, shop_id, provider.key, credentials)
    if tried.trial is Trial.REFUSED:
        raise CredentialsRefusedError(tried.reason, _suspect(provider))
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
    return tried


def _kept(wiring: Wiring, shop_id: int, entered: Entered) -> Mapping[str, str]:
    """Return the credentials kept already, if they are those that were shown."""
    with wiring.sessions() as session:
        kept = account_of(session, shop_id, entered.provider)
    if (kept.version if kept else NO_ACCOUNT) != entered.version:
        raise ChangedMeanwhileError(entered.provider)
    return openable_credentials(wiring, kept)


def _problems(
    provider: Provider, entered: Entered, before: Mapping[str, str]
) -> Iterator[tuple[str, Problem]]:
    credentials = _credentials(provider, entered, before)
    for asked in provider.fields:
        problem = _problem(asked, credentials.get(asked.name, ""))
        if problem:
            yield asked.name, problem
    limit = entered.calls_a_day.strip()
    if limit and not (_NUMBER.fullmatch(limit) and 0 < int(limit) <= MOST_CALLS):
        yield CALLS_A_DAY, Problem.NOT_A_NUMBER


def _problem(asked: CredentialField, value: str) -> Problem | None:
    if not value:
        return None if asked.optional else Problem.MISSING
    if len(value) > LONGEST:
        return Problem.TOO_LONG
    if any(unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for sign in value):
        return Problem.UNREADABLE
    if asked.choices and value not in asked.choices:
        return Problem.NOT_A_CHOICE
    return None


def _credentials(provider: Provider, entered: Entered, before: Mapping[str, str]) -> dict[str, str]:
    """Return all that is to be kept, trimmed; fields the provider does not ask for are dropped."""
    values = {}
    for asked in provider.fields:
        value = entered.values.get(asked.name, "").strip()
        values[asked.name] = value or (before.get(asked.name, "") if asked.secret else "")
    return {name: value for name, value in values.items() if value}


def _suspect(provider: Provider) -> str:
    """Name the field that is most likely wrong: the first secret one."""
    return next((f.name for f in provider.fields if f.secret), provider.fields[0].name)
