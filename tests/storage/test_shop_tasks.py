"""The rows of shops' tasks: asked for, claimed by one, finished, failed, dropped."""

import threading
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import event, select

from domain.shop_task import LEASE, ON_WELCOME, ShopTask
from services.wiring import Wiring
from storage.shop_tasks import (
    ClaimedTask,
    ShopTaskRow,
    any_task_due,
    ask_for,
    claim_task,
    drop_tasks,
    fail_task,
    failing_tasks,
    finish_task,
)
from tests.fakes import NOON

LATER = NOON + timedelta(hours=1)


def ask(wiring: Wiring, shop_id: int, tasks: Sequence[ShopTask], at: datetime = NOON) -> None:
    with wiring.sessions.begin() as session:
        ask_for(session, shop_id, tasks, at)


def claim(wiring: Wiring, now: datetime = NOON) -> ClaimedTask | None:
    with wiring.sessions.begin() as session:
        return claim_task(session, now, now + LEASE)


def claimed(wiring: Wiring, now: datetime = NOON) -> ClaimedTask:
    task = claim(wiring, now)
    assert task is not None
    return task


def finish(wiring: Wiring, task: ClaimedTask, again_at: datetime | None = None) -> None:
    with wiring.sessions.begin() as session:
        finish_task(session, task, again_at)


def fail(wiring: Wiring, task: ClaimedTask, again_at: datetime = LATER) -> None:
    with wiring.sessions.begin() as session:
        fail_task(session, task, "HTTP 502", again_at)


def rows(wiring: Wiring) -> list[ShopTaskRow]:
    with wiring.sessions() as session:
        return list(session.scalars(select(ShopTaskRow).order_by(ShopTaskRow.task)))


def test_asking_for_nothing_is_nothing(wiring, shop_id) -> None:
    ask(wiring, shop_id, [])
    assert rows(wiring) == []


def test_a_task_asked_for_twice_waits_once_at_the_earlier_time(wiring, shop_id) -> None:
    for at in (LATER, NOON, LATER):
        ask(wiring, shop_id, [ShopTask.PUBLISH, ShopTask.PUBLISH], at)
    (row,) = rows(wiring)
    assert (row.due_at, row.asked) == (NOON, 3)


def test_who_asks_at_once_in_any_order_waits_for_nobody_for_ever(wiring, shop_id) -> None:
    at_once = threading.Barrier(4)
    refused: list[Exception] = []

    def asking(tasks: Sequence[ShopTask]) -> None:
        at_once.wait()
        try:
            for _ in range(25):
                ask(wiring, shop_id, tasks)
        except Exception as error:
            refused.append(error)

    orders = [ON_WELCOME, ON_WELCOME[::-1]] * 2
    threads = [threading.Thread(target=asking, args=(tasks,)) for tasks in orders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert refused == []
    assert {row.asked for row in rows(wiring)} == {100}


def test_what_has_been_due_longest_is_claimed_first_and_by_one_only(wiring, shop_id) -> None:
    ask(wiring, shop_id, [ShopTask.SET_UP], NOON - timedelta(minutes=1))
    ask(wiring, shop_id, [ShopTask.PUBLISH], NOON - timedelta(minutes=2))
    ask(wiring, shop_id, [ShopTask.BACKFILL], LATER)
    assert [claimed(wiring).task, claimed(wiring).task] == [ShopTask.PUBLISH, ShopTask.SET_UP]
    assert claim(wiring) is None
    with wiring.sessions() as session:
        assert not any_task_due(session, NOON)
        assert any_task_due(session, LATER)


def test_of_tasks_asked_for_together_the_profile_is_read_first(wiring, shop_id) -> None:
    ask(wiring, shop_id, ON_WELCOME)
    assert claimed(wiring).task is ShopTask.SET_UP


def test_two_workers_who_look_at_the_same_time_get_different_tasks(wiring, shop_id) -> None:
    ask(wiring, shop_id, [ShopTask.SET_UP, ShopTask.PUBLISH])
    with wiring.sessions.begin() as one, wiring.sessions.begin() as other:
        first, second = (claim_task(session, NOON, NOON + LEASE) for session in (one, other))
        assert first is not None
        assert second is not None
        assert {first.task, second.task} == {ShopTask.SET_UP, ShopTask.PUBLISH}


def test_a_lease_that_ends_gives_the_task_to_another_and_the_first_may_not_close_it(
    wiring, shop_id
) -> None:
    ask(wiring, shop_id, [ShopTask.SET_UP])
    slow = claimed(wiring)
    second = claimed(wiring, NOON + LEASE)
    assert second.attempts == 2
    finish(wiring, slow)
    fail(wiring, slow)
    (row,) = rows(wiring)
    assert (row.claimed_until, row.reason) == (second.claimed_until, "")
    finish(wiring, second)
    assert rows(wiring) == []


def test_a_finished_task_is_gone_or_comes_again(wiring, shop_id) -> None:
    ask(wiring, shop_id, [ShopTask.SET_UP])
    finish(wiring, claimed(wiring), LATER)
    (row,) = rows(wiring)
    assert (row.due_at, row.claimed_until, row.attempts) == (LATER, None, 0)
    finish(wiring, claimed(wiring, LATER))
    assert rows(wiring) == []


def test_a_task_asked_for_while_it_ran_stays_due(wiring, shop_id) -> None:
    ask(wiring, shop_id, [ShopTask.SET_UP])
    for close in (finish, fail):
        task = claimed(wiring)
        ask(wiring, shop_id, [ShopTask.SET_UP])
        close(wiring, task)
        (row,) = rows(wiring)
        assert (row.due_at, row.claimed_until) == (NOON, None)


def test_a_failed_task_counts_its_tries_and_says_why(wiring, shop_id) -> None:
    ask(wiring, shop_id, [ShopTask.SET_UP, ShopTask.PUBLISH])
    first = claimed(wiring)
    fail(wiring, first, NOON)
    again = claimed(wiring)
    assert (again.task, again.attempts) == (first.task, 2)
    with wiring.sessions() as session:
        assert failing_tasks(session, shop_id) == [(first.task, "HTTP 502")]
    finish(wiring, again)
    with wiring.sessions() as session:
        assert failing_tasks(session, shop_id) == []


def test_a_shops_tasks_are_dropped_but_for_those_to_keep(wiring, connect) -> None:
    leaving, staying = connect(), connect(domain="other.myshopify.com")
    ask(wiring, leaving, [ShopTask.SET_UP, ShopTask.ANSWER_PRIVACY])
    ask(wiring, staying, [ShopTask.SET_UP])
    running = claimed(wiring)
    with wiring.sessions.begin() as session:
        drop_tasks(session, leaving, keep=[ShopTask.ANSWER_PRIVACY])
    finish(wiring, running, LATER)
    left = {(row.shop_id, row.task) for row in rows(wiring)}
    assert left == {(leaving, "answer_privacy"), (staying, "set_up")}
    with wiring.sessions.begin() as session:
        drop_tasks(session, leaving)
    assert {row.shop_id for row in rows(wiring)} == {staying}


def test_a_task_asked_for_in_the_midst_of_its_closing_is_due_at_once(wiring, shop_id) -> None:
    ask(wiring, shop_id, [ShopTask.PUBLISH])
    task = claimed(wiring)
    asking = threading.Thread(target=ask, args=(wiring, shop_id, [ShopTask.PUBLISH]))

    def meanwhile(*_: object) -> None:
        asking.start()
        asking.join(0.3)  # it may have to wait for us to end

    event.listen(wiring.engine, "after_cursor_execute", meanwhile, once=True)
    finish(wiring, task)
    asking.join()
    assert claim(wiring) is not None
