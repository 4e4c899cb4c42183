"""Hints: cheap, coalesced, and safe to lose. Against a real Redis."""

from redis import Redis
from rq import Queue

from jobs.enqueue import RqHints
from jobs.queues import JOBS


def waiting(redis_connection: Redis, queue: str) -> list[str | None]:
    return [job.func_name for job in Queue(queue, connection=redis_connection).jobs]


def test_a_job_asked_for_twice_before_it_starts_waits_once(wiring, redis_connection) -> None:
    wiring.hints.hint("poll_carriers")
    wiring.hints.hint("poll_carriers")
    wiring.hints.hint("apply_pushes")
    assert len(waiting(redis_connection, "carriers")) == 2


def test_work_that_arrives_while_a_job_runs_asks_for_another(wiring, redis_connection) -> None:
    wiring.hints.hint("send_notifications")
    wiring.hints.started("send_notifications")
    wiring.hints.hint("send_notifications")
    assert len(waiting(redis_connection, "messages")) == 2


def test_a_hint_that_was_lost_with_its_queue_can_be_given_again_soon_after(
    wiring, redis_connection
) -> None:
    wiring.hints.hint("process_inbox")
    Queue("inbox", connection=redis_connection).empty()
    left = redis_connection.ttl("framme:hint:process_inbox")
    assert 0 < left <= 10


def test_every_job_goes_to_its_own_queue_with_a_timeout(redis_connection, wiring) -> None:
    hints = RqHints(redis_connection)
    for name, plan in JOBS.items():
        hints.hint(name)
        job = Queue(plan.queue, connection=redis_connection).jobs[-1]
        assert (job.func_name, job.timeout) == (plan.path, plan.timeout.total_seconds())
