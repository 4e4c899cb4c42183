"""What asking a carrier takes, as shapes: accounts, enquiries, and how an account is doing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from domain.poll_budget import CallsLeft
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
    push_field: str = ""
    """The credential with which its pushes are proven; empty when it sends none."""


@dataclass(frozen=True, slots=True)
class Account:
    """Somebody's credentials with a provider.

    `name` is the same in every process, and another once the credentials have changed.
    `push_url` is where the provider may push to. `calls_a_day` replaces the provider's own limit.
    """

    name: str
    provider: str
    credentials: Mapping[str, str] = field(repr=False)
    push_url: str = ""
    calls_a_day: int | None = None
    rates: Sequence[str] | None = None
    """Windows that replace all of the provider's, for an account that was granted others."""


@dataclass(frozen=True, slots=True)
class Enquiry:
    """Numbers to ask one account about; those in `subscribe` are wanted pushed from now on."""

    account: Account
    numbers: Sequence[TrackedNumber] = field(repr=False)
    subscribe: frozenset[str] = frozenset()
    ask_quota: bool = False


@dataclass(frozen=True, slots=True)
class Rest:
    """How long a whole account is left alone, and the provider's reason."""

    lasting: timedelta
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an enquiry brought: an answer for every number, in order, and what the account learnt.

    `refused` holds the provider's words when it refuses the credentials. `subscribed` are the
    numbers that will be pushed, for `lasting`; None is for as long as they are on the way.

    Its answers are left out of its repr: asyncio writes a task's result out whenever one ends.
    """

    answers: Sequence[TrackingAnswer] = field(repr=False)
    refused: str = ""
    rest: Rest | None = None
    subscribed: frozenset[str] = frozenset()
    lasting: timedelta | None = None
    quota_left: int | None = None
    """How many new numbers the provider still takes on; None when that was not asked or told."""


class Switchboard(Protocol):
    """Reaches every provider there is an adapter for."""

    providers: Mapping[str, Provider]
    own: Mapping[str, Mapping[str, str]]
    """Credentials of the installation's own accounts, by provider."""
    own_rates: Mapping[str, Sequence[str]]
    """Windows of the installation's own accounts, where they have others than the provider's."""

    async def ask(self, enquiries: Sequence[Enquiry]) -> Sequence[Outcome]:
        """Ask all accounts at once; return an outcome for each, in order. Never raises for one."""
        ...

    def calls_left(self, account: Account) -> CallsLeft:
        """Return how many calls the account's pace allows."""
        ...

    def check(self, account: Account) -> None:
        """Try the credentials with a harmless call; raise ProviderError when they do not work."""
        ...

    def prove_push(self, account: Account, delivery: RawDelivery) -> None:
        """Prove a push with the account's secret; raise BadSignatureError."""
        ...

    def confirm_push(self, account: Account, push: bytes) -> bool:
        """Answer a proven push that asks for an answer; say whether it did. Raise ProviderError."""
        ...

    def reports_in(self, provider: str, push: bytes) -> Sequence[TrackingReport]:
        """Read the bytes of a proven push; raise UnreadablePayloadError."""
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
    """How fast accounts may call, counted together by all processes.

    A window is written like 10/second; those of a day begin at midnight UTC.
    """

    def take(self, account: str, windows: Sequence[str]) -> timedelta:
        """Count one call in each window and return zero; or return how long to wait first."""
        ...

    def left(self, account: str, windows: Sequence[str]) -> CallsLeft:
        """Return how many calls the windows still allow."""
        ...


@dataclass(frozen=True, slots=True)
class Health:
    """Whether an account may be asked: not while `resting`, with one call when on `trial`."""

    resting: timedelta | None = None
    trial: bool = False


class Breakers(Protocol):
    """Circuit breakers, one an account, shared by all processes."""

    def health(self, account: str) -> Health:
        """Return whether an account may be asked."""
        ...

    def note(self, account: str, failures: int) -> Health:
        """Note how many of the latest calls in a row failed; return the health after them."""
        ...
