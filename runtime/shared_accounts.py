"""What processes know together of carriers' accounts, kept in Redis: tokens, pace, breakers.

Losing Redis's memory costs a few calls; without Redis no job runs at all.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from cryptography.fernet import InvalidToken
from limits import RateLimitItem, parse
from limits.storage import RedisStorage
from limits.strategies import FixedWindowRateLimiter, SlidingWindowCounterRateLimiter
from pybreaker import (
    STATE_CLOSED,
    STATE_OPEN,
    CircuitBreaker,
    CircuitBreakerError,
    CircuitRedisStorage,
)
from redis import Redis

from domain.carrier_access import Health
from domain.errors import ProviderError
from domain.poll_budget import CallsLeft
from runtime.clock import utc_now
from storage.vault import Vault

FAILURES_BEFORE_REST = 5
RESTS_FOR = timedelta(seconds=60)
_UNLOCK = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end"
_AT_LEAST = timedelta(milliseconds=20)
"""The shortest wait worth sleeping for."""


class RedisTokens:
    """Access tokens, sealed like every other credential at rest."""

    def __init__(self, redis: Redis, vault: Vault) -> None:
        self._redis = redis
        self._vault = vault

    def get(self, name: str) -> str | None:
        """Return what was put under the name, or None; one sealed with a key since gone is lost."""
        sealed = self._redis.get(f"framme:token:{name}")
        try:
            return self._vault.open(sealed) if isinstance(sealed, bytes) else None
        except InvalidToken:
            return None

    def put(self, name: str, value: str, seconds: float) -> None:
        """Keep a value under a name for some seconds."""
        self._redis.set(f"framme:token:{name}", self._vault.seal(value), px=int(seconds * 1000))

    def try_lock(self, name: str, seconds: float) -> str | None:
        """Take the lock of a name for so long; return what unlocks it, None when it is taken."""
        key = uuid4().hex
        taken = self._redis.set(f"framme:signing-in:{name}", key, nx=True, px=int(seconds * 1000))
        return key if taken else None

    def unlock(self, name: str, key: str) -> None:
        """Give a lock back; one that has ended by itself, and is another's now, is left alone."""
        self._redis.eval(_UNLOCK, 1, f"framme:signing-in:{name}", key)


class RedisPace:
    """Counts calls in windows: sliding ones, and days that begin at midnight UTC."""

    def __init__(self, redis: Redis, clock: Callable[[], datetime]) -> None:
        storage = RedisStorage("redis://", connection_pool=redis.connection_pool)
        self._sliding = SlidingWindowCounterRateLimiter(storage)
        self._fixed = FixedWindowRateLimiter(storage)
        self._clock = clock

    def take(self, account: str, windows: Sequence[str]) -> timedelta:
        """Count one call in each window, or return how long to wait; a day's comes last.

        A call that a shorter window refuses must not use up a longer one, least of all the day.
        """
        sliding = sorted(
            (parse(window) for window in windows if not window.endswith("/day")),
            key=RateLimitItem.get_expiry,
        )
        daily = [parse(window) for window in windows if window.endswith("/day")]
        now = self._clock()
        if any(not self._fixed.test(item, *_day(account, now)) for item in daily):
            return _midnight_after(now) - now
        for item in sliding:
            if not self._sliding.hit(item, "pace", account):
                reset = self._sliding.get_window_stats(item, "pace", account).reset_time
                return max(datetime.fromtimestamp(reset, UTC) - utc_now(), _AT_LEAST)
        if any(not self._fixed.hit(item, *_day(account, now)) for item in daily):
            return _midnight_after(now) - now
        return timedelta()

    def left(self, account: str, windows: Sequence[str]) -> CallsLeft:
        """Return how many calls the windows still allow, in a batch of some seconds and today."""
        now, soon, today, a_day = self._clock(), None, None, None
        for window in windows:
            item = parse(window)
            if window.endswith("/day"):
                stats = self._fixed.get_window_stats(item, *_day(account, now))
                today, a_day = stats.remaining, item.amount
            else:
                fits = self._fits(item, account)
                soon = fits if soon is None else min(soon, fits)
        return CallsLeft(soon, today, a_day)

    def _fits(self, item: RateLimitItem, account: str) -> int:
        """Return how many calls fit into a batch: what is left, and what a few seconds free."""
        left = self._sliding.get_window_stats(item, "pace", account).remaining
        freed = int(item.amount * BATCH_SECONDS / item.get_expiry())
        return left if item.get_expiry() > BATCH_SECONDS else max(left, freed)


BATCH_SECONDS = 10
"""For how long a batch of one account may be paced before it should have claimed less."""


class RedisBreakers:
    """One breaker an account: open after failures in a row, tried again after a minute."""

    def __init__(self, redis: Redis, rests_for: timedelta = RESTS_FOR) -> None:
        self._redis = redis
        self._rests_for = rests_for

    def health(self, account: str) -> Health:
        """Return whether an account may be asked."""
        storage = self._storage(account)
        if storage.state != STATE_OPEN:
            return Health()
        opened = storage.opened_at
        ends = opened.replace(tzinfo=UTC) + self._rests_for if opened else utc_now()
        left = ends - utc_now()
        return Health(resting=left) if left > timedelta() else Health(trial=True)

    def note(self, account: str, failures: int) -> Health:
        """Note how many of the latest calls in a row failed; return the health after them."""
        breaker = CircuitBreaker(
            fail_max=FAILURES_BEFORE_REST,
            reset_timeout=self._rests_for.total_seconds(),
            state_storage=self._storage(account),
        )
        for _ in range(min(failures, FAILURES_BEFORE_REST) or 1):
            with suppress(CircuitBreakerError, ProviderError):
                breaker.call(_fail if failures else _succeed)
        return self.health(account)

    def _storage(self, account: str) -> CircuitRedisStorage:
        return CircuitRedisStorage(STATE_CLOSED, self._redis, namespace=f"framme:{account}")


def _fail() -> None:
    raise ProviderError("the provider does not answer")


def _succeed() -> None:
    return


def _day(account: str, now: datetime) -> tuple[str, str, str]:
    return "day", account, now.astimezone(UTC).date().isoformat()


def _midnight_after(now: datetime) -> datetime:
    begun = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return begun + timedelta(days=1)
