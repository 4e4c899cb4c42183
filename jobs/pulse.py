"""Which workers and schedulers have been seen lately."""

import time
from collections.abc import Sequence

from redis import Redis
from redis.exceptions import RedisError
from rq import Worker
from rq.worker import BaseWorker

from jobs.queues import QUEUES

SEEN_WITHIN = 60
SCHEDULER_KEY = "framme:scheduler"


class RedisPulse:
    """Reads the heartbeats that workers (RQ's own) and the scheduler leave in Redis."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def beat(self) -> None:
        """Note that the scheduler is alive."""
        self._redis.set(SCHEDULER_KEY, str(time.time()), ex=SEEN_WITHIN)

    def missing(self) -> Sequence[str]:
        """Name the parts not seen within the last minute."""
        try:
            listened = {name for worker in self._living() for name in worker.queue_names()}
            scheduler = self._redis.exists(SCHEDULER_KEY)
        except RedisError:
            return ["redis"]
        missing = [f"worker:{queue}" for queue in QUEUES if queue not in listened]
        return missing if scheduler else [*missing, "scheduler"]

    def _living(self) -> list[BaseWorker]:
        horizon = time.time() - SEEN_WITHIN
        return [
            worker
            for worker in Worker.all(connection=self._redis)
            if worker.last_heartbeat and worker.last_heartbeat.timestamp() > horizon
        ]
