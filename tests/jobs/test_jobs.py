"""The jobs in a real RQ worker, on a real queue."""

import threading

import pytest
from redis import Redis
from rq import Queue
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from domain.shop_task import ShopTask
from domain.status import Status
from jobs.context import worker_wiring
from jobs.poll_carriers import poll_carriers
from jobs.process_inbox import drain
from jobs.pulse import RedisPulse
from jobs.run_shop_tasks import LIVES_FOR, run_shop_tasks
from jobs.schedule import run_scheduler, tick
from jobs.send_notifications import send_notifications
from jobs.sweep_unfinished import sweep_unfinished
from jobs.worker import FrammeWorker, UnknownQueueError, run_worker
from services.wiring import Wiring
from storage.compression import compress
from storage.notifications import NotificationRow
from storage.shop_tasks import ShopTaskRow, ask_for
from storage.webhook_inbox import Delivery, InboxRow, keep
from tests.fakes import scan
from tests.services.deliver import deliver
from tests.shop_bodies import raw, shopify_fulfilment, shopify_order

ORDER = 5_820_982_511_634_001


@pytest.fixture
def in_worker(wiring: Wiring):
    token = worker_wiring.set(wiring)
    yield wiring
    worker_wiring.reset(token)


def keep_order(wiring: Wiring, shop_id: int, order_id: int) -> None:
    body = compress(raw(shopify_order(order_id)))
    delivery = Delivery(shop_id, "shopify", "orders/create", f"k{order_id}", body)
    with wiring.engine.begin() as connection:
        keep(connection, [delivery], wiring.clock())


def ask_for_reconciliation(wiring: Wiring, *shop_ids: int) -> None:
    with wiring.sessions.begin() as session:
        for shop_id in shop_ids:
            ask_for(session, shop_id, [ShopTask.RECONCILE], wiring.clock())


def waiting(redis_connection, queue: str) -> list[str | None]:
    return [job.func_name for job in Queue(queue, connection=redis_connection).jobs]


def test_the_drain_takes_what_waits_and_what_arrives_until_its_time_is_up(wiring, shop_id) -> None:
    keep_order(wiring, shop_id, 1)
    times = iter([0.0, 1.0, 2.0, 3.0, 9.0])

    def sleep(_seconds: float) -> None:
        keep_order(wiring, shop_id, 2)

    assert drain(wiring, 5.0, monotonic=lambda: next(times), sleep=sleep) == 2
    with wiring.sessions() as session:
        states = session.scalars(select(InboxRow.state)).all()
    assert states == ["applied", "applied"]


def test_polling_goes_on_until_nothing_is_due(in_worker, shop_id, carrier) -> None:
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(in_worker, shop_id, "orders/create", told)
    carrier.report("TP1", scan(Status.OUT_FOR_DELIVERY))
    poll_carriers()
    poll_carriers()
    assert [tracked.number for tracked in carrier.asked] == ["TP1"]


def test_due_messages_are_sent_once(in_worker, shop_id, outbox) -> None:
    deliver(in_worker, shop_id, "orders/create", shopify_order())
    send_notifications()
    send_notifications()
    assert [message.recipient for message in outbox.sent] == ["alva@example.com"]


def test_the_sweeper_closes_what_a_dead_worker_had_handed_over_and_purges(
    in_worker, shop_id, clock
) -> None:
    deliver(in_worker, shop_id, "orders/create", shopify_order())
    with in_worker.sessions.begin() as session:
        row = session.scalars(select(NotificationRow)).one()
        row.state = "handing_over"
    clock.forward(days=31)
    sweep_unfinished()
    with in_worker.sessions() as session:
        row = session.scalars(select(NotificationRow)).one()
        assert row.state == "sent"
        assert row.reason
        assert session.scalars(select(InboxRow)).all() == []


def test_the_scheduler_hints_at_what_is_due_and_at_nothing_else(
    wiring, shop_id, redis_connection
) -> None:
    pulse = RedisPulse(redis_connection)
    tick(wiring, pulse, sweep=False)
    assert waiting(redis_connection, "carriers") == []
    assert waiting(redis_connection, "messages") == []
    assert waiting(redis_connection, "shops") == []
    ask_for_reconciliation(wiring, shop_id)
    told = shopify_order(fulfillments=[shopify_fulfilment(ORDER, 9001, "TP1")])
    deliver(wiring, shop_id, "orders/create", told)
    tick(wiring, pulse, sweep=True)
    assert waiting(redis_connection, "inbox") == ["jobs.process_inbox.process_inbox"]
    assert waiting(redis_connection, "carriers") == ["jobs.poll_carriers.poll_carriers"]
    assert waiting(redis_connection, "shops") == ["jobs.run_shop_tasks.run_shop_tasks"]
    assert sorted(str(name) for name in waiting(redis_connection, "messages")) == [
        "jobs.send_notifications.send_notifications",
        "jobs.sweep_unfinished.sweep_unfinished",
    ]
    assert pulse.missing() == [
        "worker:inbox",
        "worker:carriers",
        "worker:messages",
        "worker:events",
        "worker:shops",
    ]


def tasks_due(wiring: Wiring) -> int:
    with wiring.sessions() as session:
        due = select(ShopTaskRow).where(ShopTaskRow.due_at <= wiring.clock())
        return len(session.scalars(due).all())


def test_shops_tasks_are_done_until_none_is_due(in_worker, connect) -> None:
    shops = [connect(domain=f"{name}.myshopify.com") for name in ("one", "two", "three")]
    ask_for_reconciliation(in_worker, *shops)
    run_shop_tasks()
    assert tasks_due(in_worker) == 0
    run_shop_tasks()


def test_a_job_whose_time_is_up_leaves_the_rest_to_its_successor(in_worker, connect) -> None:
    shops = [connect(domain=f"{name}.myshopify.com") for name in ("one", "two", "three")]
    ask_for_reconciliation(in_worker, *shops)
    times = iter([0.0, 1.0, 2.0, LIVES_FOR])
    run_shop_tasks(monotonic=lambda: next(times))
    assert tasks_due(in_worker) == 1


def test_the_scheduler_survives_a_database_that_is_away(wiring, redis_connection) -> None:
    stop = threading.Event()
    looks: list[int] = []

    class Away(RedisPulse):
        def beat(self) -> None:
            looks.append(1)
            if len(looks) == 2:
                stop.set()
            raise OperationalError("away", None, Exception("away"))

    thread = threading.Thread(
        target=run_scheduler, args=(wiring, Away(redis_connection), stop), daemon=True
    )
    thread.start()
    thread.join(10)
    assert len(looks) == 2


def test_a_real_worker_runs_jobs_with_its_own_connections(
    wiring, shop_id, redis_connection
) -> None:
    deliver(wiring, shop_id, "orders/create", shopify_order())
    wiring.hints.hint("send_notifications")

    def connect():
        wiring.engine.dispose(close=False)
        return wiring

    worker = FrammeWorker(
        [Queue("messages", connection=redis_connection)],
        connect=connect,
        connection=redis_connection,
    )
    worker.work(burst=True, logging_level="ERROR")
    with wiring.sessions() as session:
        assert session.scalars(select(NotificationRow.state)).all() == ["sent"]


def test_a_queue_nobody_uses_is_refused(redis_connection, wiring) -> None:
    with pytest.raises(UnknownQueueError):
        run_worker("everything", redis_connection, lambda: wiring)


def test_a_redis_that_is_away_is_named_as_missing() -> None:
    assert RedisPulse(Redis(port=9)).missing() == ["redis"]
