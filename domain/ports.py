"""What the core asks of the outside world, as shapes that adapters fill."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from domain.shop import PlatformKey
from domain.shop_events import ShopEvent

Clock = Callable[[], datetime]
"""Tells the time: an aware instant in UTC."""


@dataclass(frozen=True, slots=True)
class Message:
    """One e-mail ready to go: `message_id` is the same however often it is tried.

    `reference` comes back in reports about it.
    """

    message_id: str
    sender: str
    reply_to: str
    recipient: str
    subject: str
    text: str
    html: str
    headers: Mapping[str, str]
    reference: str = ""


@dataclass(frozen=True, slots=True)
class RawDelivery:
    """A webhook as it arrived; header names are lower case."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VerifiedDelivery:
    """A webhook whose bytes the shop has signed; nothing in it has been parsed.

    `dedupe_key` is the same for a repeated delivery and for no other.
    """

    topic: str
    dedupe_key: str
    triggered_at: datetime | None = None
    """When the shop did what it tells of, where the platform says so."""


class Platform(Protocol):
    """Where shops run: how its webhooks are proven, and what they say."""

    key: PlatformKey

    def is_ping(self, delivery: RawDelivery) -> bool:
        """Tell whether this is the platform's unsigned test call, to be answered and forgotten."""
        ...

    def shop_domain_of(self, headers: Mapping[str, str]) -> str:
        """Return the shop a delivery names, lower case; empty when it names none properly."""
        ...

    def verify_webhook(self, delivery: RawDelivery, secrets: Sequence[str]) -> VerifiedDelivery:
        """Check the signature over the raw bytes against each secret; raise BadSignatureError."""
        ...

    def introduces_shop(self, topic: str) -> bool:
        """Tell whether a delivery may come from a shop we have not met and that has us installed.

        One on any other topic, from a shop we do not know, asks for nothing: we keep nothing of it.
        """
        ...

    def read_event(self, topic: str, body: bytes) -> ShopEvent | None:
        """Turn a body into a shop event; None for a topic we do not use.

        Raises UnreadablePayloadError.
        """
        ...


class WorkHints(Protocol):
    """A way to say "there is work": losing a hint costs time, never work."""

    def hint(self, job: str, *args: str) -> None:
        """Ask that a job be run soon; asked twice before it starts, it runs once."""
        ...

    def started(self, job: str, *args: str) -> None:
        """Note that a job has started: work arriving from now on asks for another."""
        ...


class Locks(Protocol):
    """Mutual exclusion between processes; losing a lock early must do no harm."""

    def hold(self, name: str, seconds: int) -> AbstractContextManager[None]:
        """Hold a lock for the length of a block, and at most so long.

        Waits for others as long; raises OverloadedError when it cannot be had.
        """
        ...


class RateLimiter(Protocol):
    """Counts attempts, shared between processes."""

    def hit(self, what: str, who: str) -> None:
        """Count one attempt; raise TooManyAttemptsError when there were too many.

        Raises OverloadedError when attempts cannot be counted. Where attempts are counted by
        network address, `who` is one, after a slash if somebody else vouches for it.
        """
        ...

    def check(self, what: str, who: str) -> None:
        """Raise TooManyAttemptsError when one more would be too many; count nothing.

        Raises OverloadedError when attempts cannot be counted.
        """
        ...


class PageCache(Protocol):
    """Keeps rendered pages for a while, shared between processes; losing it costs time only."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under the key, or None."""
        ...

    def put(self, key: str, page: bytes, seconds: int) -> None:
        """Keep a page under a key for some seconds."""
        ...


class Pulse(Protocol):
    """Knows which of the product's other processes have been seen lately."""

    def missing(self) -> Sequence[str]:
        """Name the parts not seen within the last minute: redis, worker:<queue>, scheduler."""
        ...
