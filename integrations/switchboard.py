"""Reach providers through their adapters: each account at its pace, and not while it is out.

Knows no provider by name. What several processes must agree on is asked of the ports it is given.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import aiohttp

from domain.carrier_access import (
    Account,
    Breakers,
    Enquiry,
    Health,
    Outcome,
    Pace,
    Provider,
    Rest,
    TokenStore,
)
from domain.errors import BadSignatureError, ProviderError, UnreadablePayloadError
from domain.poll_budget import CallsLeft
from domain.ports import RawDelivery
from domain.tracking import FailedLookup, TrackedNumber, TrackingAnswer, TrackingReport
from integrations.access_tokens import AccessTokens
from integrations.carrier_adapter import CarrierAdapter
from integrations.http import PATIENT, Patience, open_session
from integrations.line import KeptBackError, Line

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What all processes know together of every account."""

    tokens: TokenStore
    pace: Pace
    breakers: Breakers


class AdapterSwitchboard:
    """Every adapter there is, and the credentials the installation has of its own.

    `addresses` replace adapters' addresses, by their key, such as with a simulator's.
    """

    def __init__(
        self,
        adapters: Mapping[str, CarrierAdapter],
        agreed: Agreed,
        own: Mapping[str, Mapping[str, str]],
        addresses: Mapping[str, str],
        patience: Patience = PATIENT,
        *,
        own_rates: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self.providers: Mapping[str, Provider] = {k: a.provider for k, a in adapters.items()}
        self.own = own
        self.own_rates = own_rates or {}
        self._adapters = adapters
        self._agreed = agreed
        self._addresses = addresses
        self._patience = patience

    async def ask(self, enquiries: Sequence[Enquiry]) -> Sequence[Outcome]:
        """Ask all accounts at once, over one pool of connections; an outcome for each, in order."""
        async with open_session(self._patience) as session:
            asked = [self._ask(session, enquiry) for enquiry in enquiries]
            outcomes = await asyncio.gather(*asked, return_exceptions=True)
        return [
            outcome if isinstance(outcome, Outcome) else _broken(enquiry, outcome)
            for enquiry, outcome in zip(enquiries, outcomes, strict=True)
        ]

    def calls_left(self, account: Account) -> CallsLeft:
        """Return how many calls the account's pace allows."""
        return self._agreed.pace.left(account.name, self._windows(account))

    def check(self, account: Account) -> None:
        """Ask for a number that need not exist; raise ProviderError when no answer comes."""
        asyncio.run(self._check(account))

    def prove_push(self, account: Account, delivery: RawDelivery) -> None:
        """Prove a push with the account's secret; raise BadSignatureError."""
        adapter = self._adapters.get(account.provider)
        push = adapter.push if adapter else None
        secret = account.credentials.get(push.secret, "") if push else ""
        if push is None or not secret:
            raise BadSignatureError("nothing is expected from this provider")
        push.verify(delivery, secret)

    def confirm_push(self, account: Account, push: bytes) -> bool:
        """Answer a proven push that asks for an answer; say whether it did; raise ProviderError."""
        adapter = self._adapters.get(account.provider)
        if adapter is None or adapter.push is None or adapter.push.confirm is None:
            return False
        return asyncio.run(self._confirm(account, adapter.push.confirm, push))

    async def _confirm(
        self, account: Account, confirm: Callable[[Line, bytes], Awaitable[bool]], push: bytes
    ) -> bool:
        async with open_session(self._patience) as session:
            try:
                return await confirm(self._line(session, account), push)
            except KeptBackError as error:
                raise error.why from error

    def reports_in(self, provider: str, push: bytes) -> Sequence[TrackingReport]:
        """Read the bytes of a proven push; raise UnreadablePayloadError."""
        adapter = self._adapters.get(provider)
        if adapter is None or adapter.push is None:
            raise UnreadablePayloadError("nobody can read pushes of this provider")
        return adapter.push.read(push)

    async def _check(self, account: Account) -> None:
        async with open_session(self._patience) as session:
            line = self._line(session, account)
            (answer,) = await self._adapters[account.provider].track(
                line, [self._adapters[account.provider].probe]
            )
        if isinstance(answer, FailedLookup):
            raise answer.error

    async def _ask(self, session: aiohttp.ClientSession, enquiry: Enquiry) -> Outcome:
        account, numbers = enquiry.account, list(enquiry.numbers)
        adapter = self._adapters[account.provider]
        health = self._agreed.breakers.health(account.name)
        if health.resting:
            return _resting(enquiry, health.resting)
        asked = numbers[: adapter.per_call] if health.trial else numbers
        line = self._line(session, account)
        answers = list(await adapter.track(line, asked))
        if len(answers) != len(asked):
            raise ValueError(f"{len(answers)} answers for {len(asked)} numbers")
        subscribed = await self._subscribe(line, adapter, enquiry, answers)
        after = self._note(account, line, health)
        answers += [_kept_back(number, "after a trial") for number in numbers[len(asked) :]]
        return Outcome(
            answers=answers,
            refused=_refusal(line),
            rest=Rest(after.resting, "no answer, again and again")
            if after.resting
            else _rest(line),
            subscribed=subscribed,
            lasting=adapter.push.lasts if adapter.push else None,
            quota_left=await _quota(line, adapter) if enquiry.ask_quota else None,
        )

    def _note(self, account: Account, line: Line, before: Health) -> Health:
        """Note how the line fared; a batch that called nobody says nothing of the provider."""
        breakers = self._agreed.breakers
        if not line.calls and not line.failures_in_a_row:
            return before
        if line.calls > line.failures_in_a_row > 0:
            breakers.note(account.name, 0)
        return breakers.note(account.name, line.failures_in_a_row)

    async def _subscribe(
        self,
        line: Line,
        adapter: CarrierAdapter,
        enquiry: Enquiry,
        answers: Sequence[TrackingAnswer],
    ) -> frozenset[str]:
        push = adapter.push
        if push is None or not line.credentials.get(push.secret):
            return frozenset()
        heard = {a.number for a in answers if not isinstance(a, FailedLookup)} & enquiry.subscribe
        if push.subscribe is None:
            return frozenset(heard)
        wanted = [number for number in enquiry.numbers if number.number in heard]
        try:
            return await push.subscribe(line, wanted) if wanted else frozenset()
        except (ProviderError, KeptBackError) as error:
            log.warning("%s takes no subscriptions: %s", adapter.key, error)
            return frozenset()

    def _line(self, session: aiohttp.ClientSession, account: Account) -> Line:
        adapter = self._adapters[account.provider]
        elsewhere = self._addresses.get(account.provider, "").rstrip("/")
        windows = self._windows(account)
        line = Line(
            session=session,
            credentials=account.credentials,
            base_url=elsewhere or adapter.base_url,
            sign_in_url=elsewhere or adapter.sign_in_url or adapter.base_url,
            tokens=AccessTokens(self._agreed.tokens, account.name),
            patience=self._patience,
            push_url=account.push_url,
        )
        if windows:
            line.turn = lambda: self._agreed.pace.take(account.name, windows)
        return line

    def _windows(self, account: Account) -> Sequence[str]:
        if account.rates is not None:
            return account.rates
        rates = self._adapters[account.provider].rates
        if account.calls_a_day is None:
            return rates
        shorter = tuple(rate for rate in rates if not rate.endswith("/day"))
        return (*shorter, f"{account.calls_a_day}/day")


async def _quota(line: Line, adapter: CarrierAdapter) -> int | None:
    if adapter.quota is None or line.stopped:
        return None
    try:
        return await adapter.quota(line)
    except (ProviderError, KeptBackError) as error:
        log.warning("%s does not tell the quota: %s", adapter.key, error)
        return None


def _refusal(line: Line) -> str:
    error = line.stopped
    return error.reason if error and error.credentials_refused else ""


def _rest(line: Line) -> Rest | None:
    error = line.stopped
    return Rest(error.retry_after, error.reason) if error and error.retry_after else None


def _resting(enquiry: Enquiry, lasting: timedelta) -> Outcome:
    reason = "left alone after an outage"
    answers = [_kept_back(number, reason) for number in enquiry.numbers]
    return Outcome(answers, rest=Rest(lasting, reason))


def _kept_back(number: TrackedNumber, reason: str) -> FailedLookup:
    return FailedLookup(number.number, ProviderError(reason), asked=False)


def _broken(enquiry: Enquiry, error: BaseException) -> Outcome:
    """Answer for an adapter that failed as it must not; the other accounts are not to suffer."""
    if not isinstance(error, Exception):
        raise error
    provider = enquiry.account.provider
    log.error("the adapter of %s is broken", provider, exc_info=error)
    reason = ProviderError(f"our adapter failed ({type(error).__name__})")
    return Outcome([FailedLookup(number.number, reason) for number in enquiry.numbers])
