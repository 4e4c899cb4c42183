"""What processes share in Redis besides the queues: rate limits, locks and rendered pages."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

from limits import parse
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import Redis
from redis.exceptions import LockError, RedisError

from domain.errors import OverloadedError, TooManyAttemptsError
from domain.network import counted_network

LIMITS = {
    "look-up-by-caller": parse("20/10 minutes"),
    "failed-proofs-of-shop": parse("500/1 hour"),
    "look-up-of-number": parse("10/10 minutes"),
    "look-up-of-number-in-a-day": parse("100/1 day"),
    "prove-order": parse("10/10 minutes"),
    "prove-order-in-a-day": parse("40/1 day"),
    "send-code-by-caller": parse("10/10 minutes"),
    "send-code-of-order": parse("3/10 minutes"),
    "send-code-in-a-day": parse("10/1 day"),
    "enter-code-by-caller": parse("20/10 minutes"),
    "storefront": parse("120/10 minutes"),
    "connect-site": parse("20/10 minutes"),
    "enter-settings": parse("20/10 minutes"),
    "try-carrier": parse("20/10 minutes"),
    "try-channel": parse("20/10 minutes"),
    "test-endpoint": parse("10/10 minutes"),
    "check-sender": parse("20/10 minutes"),
    "check-domain": parse("20/10 minutes"),
    "test-message": parse("30/day"),
    "test-text": parse("10/day"),
    "invite-member": parse("30/day"),
    "ask-entry-by-caller": parse("10/10 minutes"),
    "ask-entry-of-address": parse("3/10 minutes"),
    "merchant-api": parse("120/minute"),
    "save-wishes": parse("30/10 minutes"),
    "ask-second-by-order": parse("3/1 day"),
    "ask-second-of-address": parse("3/1 day"),
    "subscribe-push": parse("20/10 minutes"),
    "erase-shopper": parse("5/1 day"),
    "change-order": parse("10/1 hour"),
    "contact-shop": parse("10/1 day"),
    "report-missing": parse("10/1 day"),
}
"""How often what may be tried; a shopper mistypes twice, a guesser tries for ever."""

BY_NETWORK = frozenset(
    {
        "look-up-by-caller",
        "send-code-by-caller",
        "enter-code-by-caller",
        "storefront",
        "connect-site",
        "enter-settings",
        "ask-entry-by-caller",
    }
)
"""What is counted by where somebody calls from: an address counts as its network."""


class RedisRateLimiter:
    """Counts attempts in sliding windows shared by all processes."""

    def __init__(self, redis: Redis) -> None:
        # The pool is lent, so the URL that `limits` insists on is never dialled.
        storage = RedisStorage("redis://", connection_pool=redis.connection_pool)
        self._limiter = SlidingWindowCounterRateLimiter(storage)

    def hit(self, what: str, who: str) -> None:
        """Count one attempt; raise TooManyAttemptsError when there were too many.

        Raises OverloadedError when attempts cannot be counted: a guesser must not profit from it.
        """
        self._ask(self._limiter.hit, what, who)

    def check(self, what: str, who: str) -> None:
        """Raise TooManyAttemptsError when one more would be too many; count nothing.

        Raises OverloadedError as `hit` does.
        """
        self._ask(self._limiter.test, what, who)

    def _ask(self, ask: Callable[..., bool], what: str, who: str) -> None:
        limit, counted = LIMITS[what], counted_network(who) if what in BY_NETWORK else who
        try:
            allowed = ask(limit, what, counted)
        except RedisError as error:
            raise OverloadedError("attempts cannot be counted") from error
        if not allowed:
            raise TooManyAttemptsError(timedelta(seconds=limit.get_expiry()))


class RedisLocks:
    """Locks that end by themselves, so that a process that dies holds up nobody for long."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    @contextmanager
    def hold(self, name: str, seconds: int) -> Iterator[None]:
        """Hold a lock for the length of a block, and at most so long."""
        lock = self._redis.lock(f"framme:lock:{name}", timeout=seconds, blocking_timeout=seconds)
        try:
            held = lock.acquire()
        except RedisError as error:
            raise OverloadedError("locks cannot be had") from error
        if not held:
            raise OverloadedError(f"the lock {name} is held by another")
        try:
            yield
        finally:
            with suppress(LockError, RedisError):
                # It has ended by itself, or will.
                lock.release()


class RedisPageCache:
    """Keeps rendered pages; without Redis every page is simply rendered."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def get(self, key: str) -> bytes | None:
        """Return what was put under the key, or None."""
        try:
            page = self._redis.get(f"framme:page:{key}")
        except RedisError:
            return None
        return page if isinstance(page, bytes) else None

    def put(self, key: str, page: bytes, seconds: int) -> None:
        """Keep a page under a key for some seconds."""
        try:
            self._redis.set(f"framme:page:{key}", page, ex=seconds)
        except RedisError:
            return
