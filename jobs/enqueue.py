"""Say that there is work. The database row is the truth: losing a hint costs a second, not work."""

from redis import Redis
from rq import Queue, Retry

from jobs.queues import JOBS

WAITS_AT_MOST = 10
"""Seconds a hint stands for its job, should the worker that takes it die before it starts."""


class RqHints:
    """Enqueues jobs by name; a job that already waits is not enqueued again."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def hint(self, job: str, *args: str) -> None:
        """Enqueue a job unless the same one waits to start."""
        plan = JOBS[job]
        if not self._redis.set(_key(job, args), "1", nx=True, ex=WAITS_AT_MOST):
            return
        Queue(plan.queue, connection=self._redis).enqueue_call(
            plan.path,
            args=args,
            timeout=int(plan.timeout.total_seconds()),
            ttl=WAITS_AT_MOST,
            result_ttl=0,
            failure_ttl=86_400,
            retry=Retry(max=1),
        )

    def started(self, job: str, *args: str) -> None:
        """Note that a job has started, so that work arriving from now on asks for another."""
        self._redis.delete(_key(job, args))


def _key(job: str, args: tuple[str, ...]) -> str:
    return ":".join(("framme", "hint", job, *args))
