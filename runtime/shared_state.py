"""What processes share in Redis besides the queues: rate limits and rendered pages."""

from datetime import timedelta

from limits import parse
from limits.storage import RedisStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from redis import Redis
from redis.exceptions import RedisError

from domain.errors import OverloadedError, TooManyAttemptsError

LIMITS = {
    "look-up-by-caller": parse("20/10 minutes"),
    "look-up-of-number": parse("10/10 minutes"),
}
"""How often what may be tried; a shopper mistypes twice, a guesser tries for ever."""


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
        limit = LIMITS[what]
        try:
            allowed = self._limiter.hit(limit, what, who)
        except RedisError as error:
            raise OverloadedError("attempts cannot be counted") from error
        if not allowed:
            raise TooManyAttemptsError(timedelta(seconds=limit.get_expiry()))


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
