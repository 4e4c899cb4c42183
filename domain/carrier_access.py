"""What asking a carrier takes, as shapes: accounts, enquiries, and what an account must wait for."""

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from domain.ports import RawDelivery
from domain.tracking import TrackedNumber, TrackingAnswer, TrackingReport


@dataclass(frozen=True, slots=True)
class CredentialField:
    """One thing a provider asks of those who call it, as the settings screen shows it.

    `choices` are the only values allowed, when there are any. An `optional` one may be empty.
    """

    name: str
    label: str
    secret: bool = True
    optional: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provider:
    """Somebody who can be asked: a carrier, or an aggregator that asks carriers for us.

    `serves` are keys of our directory; an aggregator serves every carrier. `per_call` is how many
    numbers one call takes, `a_day` how often a parcel may be asked for in a day,
    `calls_a_day` what the provider allows an account that says nothing else.
    `unconfirmed` names the facts its makers could not check: with any, it is called beta.
    """

    key: str
    label: str
    serves: tuple[str, ...]
    fields: tuple[CredentialField, ...]
    aggregates: bool = False
    per_call: int = 1
    a_day: int = 8
    calls_a_day: int | None = None
    unconfirmed: tuple[str, ...] = ()
    pushes: bool = False
    push_field: str = ""
    """The credential with which its pushes are proven; empty when it sends none."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's credentials with a provider; `id` is the same for every process."""

    id: int
    provider: str
    credentials: Mapping[str, str]
    push_url: str = ""
    """Where the provider should push to; empty when it should not."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Numbers to ask one account about; those in `subscribe` are wanted pushed from now on."""

    account: Account
    numbers: Sequence[TrackedNumber]
    subscribe: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an enquiry brought: an answer for every number, in order, and what the account learnt.

    `refused` holds the provider's words when it refuses the credentials; `rest` is how long the
    whole account has to wait; `subscribed` are the numbers that will be pushed, for `lasting`.
    """

    answers: Sequence[TrackingAnswer]
    calls: int = 0
    refused: str = ""
    rest: timedelta | None = None
    subscribed: frozenset[str] = frozenset()
    lasting: timedelta | None = None


class Switchboard(Protocol):
    """Reaches every provider there is an adapter for."""

    providers: Mapping[str, Provider]

    async def ask(self, enquiries: Sequence[Enquiry]) -> Sequence[Outcome]:
        """Ask all accounts at once; return an outcome for each, in order. Never raises for one."""
        ...

    def capacity(self, account: Account) -> int:
        """Return how many numbers the account may be asked about just now, by its pace."""
        ...

    async def check(self, account: Account) -> None:
        """Try the credentials with a harmless call; raise ProviderError when they do not work."""
        ...

    def read_push(self, account: Account, delivery: RawDelivery) -> Sequence[TrackingReport]:
        """Prove a push with the account's secret and read it.

        Raises BadSignatureError, and UnreadablePayloadError for what is proven but no push.
        """
        ...


class TokenStore(Protocol):
    """Keeps access tokens, shared between processes; losing one costs a call."""

    def get(self, name: str) -> str | None:
        """Return what was put under the name, or None."""
        ...

    def put(self, name: str, value: str, seconds: float) -> None:
        """Keep a value under a name for some seconds."""
        ...

    def try_lock(self, name: str, seconds: float) -> str | None:
        """Take the lock of a name for so long; return what unlocks it, None when it is taken."""
        ...

    def unlock(self, name: str, key: str) -> None:
        """Give a lock back; one that has ended by itself is left alone."""
        ...


class Pace(Protocol):
    """How fast accounts may call, counted together by all processes."""

    def take(self, account: str, windows: Sequence[str]) -> timedelta:
        """Count one call in each window, such as 10/second; or return how long to wait first."""
        ...

    def left(self, account: str, windows: Sequence[str]) -> int | None:
        """Return how many calls fit in the next seconds; None when nothing bounds them."""
        ...


class Breakers(Protocol):
    """Circuit breakers, one an account, shared by all processes."""

    def resting(self, account: str) -> timedelta | None:
        """Return how long an account is still left alone; None when it may be asked."""
        ...

    def watch(self, account: str) -> AbstractContextManager[None]:
        """Watch one batch: a ProviderError in it is an outage, anything else is health."""
        ...


@dataclass(frozen=True, slots=True)
class Standing:
    """How an account is doing: paused with the provider's words, or resting until a moment."""

    paused: str = ""
    not_before: datetime | None = None
