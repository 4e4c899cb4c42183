"""Nobody waits for an endpoint that is slow or fails; what failed is told again; old is purged."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.events import Answer, Verdict
from jobs.context import worker_wiring
from jobs.sweep_unfinished import sweep_unfinished
from jobs.tell_events import tell_events
from services.replay_events import SwitchedOffError, replay_failed, replay_one
from services.tell_events import Crew, anything_to_tell, tell_due
from storage.event_deliveries import EventDeliveryRow
from storage.event_endpoints import EventEndpointRow
from tests.fakes import NOON
from tests.services.due_messages import place
from tests.services.listeners import (
    SILENT,
    TAKEN,
    deliveries,
    endpoint,
    listening,
)

GONE = Answer(Verdict.GONE, 410, "HTTP 410: it wants no more")
URL = "https://in.example/events"


@pytest.fixture
def here(wiring):
    return listening(wiring)


def test_a_blocked_endpoint_keeps_two_of_its_events_and_nobody_elses(here, shop_id) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id, "https://blocked.example")
    endpoint(wiring, shop_id, "https://quick.example")
    go_on, at_once, most = threading.Event(), [0], [0]

    def blocked() -> Answer:
        with listener.lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        assert go_on.wait(60)
        with listener.lock:
            at_once[0] -= 1
        return TAKEN

    def quick() -> Answer:
        if sum(to.url == "https://quick.example" for to, _ in listener.told) == 6:
            go_on.set()
        return TAKEN

    listener.answers |= {"https://blocked.example": blocked, "https://quick.example": quick}
    for number in range(6):
        place(wiring, shop_id, number)
    assert tell_due(wiring, crew=Crew(threads=3)) == 12
    assert most == [2]


def test_those_that_fail_are_tried_one_event_at_a_time_and_leave_room(here, shop_id) -> None:
    wiring, listener = here
    for number in range(4):
        endpoint(wiring, shop_id, f"https://{number}.failing.example")
    with wiring.sessions.begin() as session:
        session.execute(update(EventEndpointRow).values(failing_since=NOON))
    endpoint(wiring, shop_id, "https://works.example")
    place(wiring, shop_id, 1)
    place(wiring, shop_id, 2)
    tell_due(wiring, limit=4, crew=Crew(threads=4, failing=2))
    hosts = [to.url.partition(".")[2] for to, _ in listener.told]
    assert sorted(hosts) == ["example", "example", "failing.example", "failing.example"]


def test_who_does_not_answer_is_left_alone_for_a_while(here, shop_id, clock) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    listener.answers[URL] = SILENT
    place(wiring, shop_id, 1)
    place(wiring, shop_id, 2)
    assert tell_due(wiring, limit=1) == 1
    assert not anything_to_tell(wiring)
    assert [row.attempts for row in deliveries(wiring)] == [1, 0]
    clock.forward(seconds=30)
    assert anything_to_tell(wiring)


def test_what_failed_is_sent_again_one_by_one_or_all_since_a_time(here, shop_id, clock) -> None:
    wiring, listener = here
    number = endpoint(wiring, shop_id)
    listener.answers[URL] = Answer(Verdict.NEVER, 400, "HTTP 400")
    place(wiring, shop_id, 1)
    clock.forward(hours=30)
    place(wiring, shop_id, 2, updated=clock.now, created_at=clock.now.isoformat())
    tell_due(wiring)
    listener.answers[URL] = TAKEN
    old, new = deliveries(wiring)
    assert replay_failed(wiring, shop_id, number, timedelta(days=1)) == 1
    tell_due(wiring)
    assert [row.state for row in deliveries(wiring)] == ["failed", "delivered"]
    assert replay_one(wiring, shop_id, number, old.id) == 1
    assert replay_one(wiring, shop_id, number, new.id) == 1
    tell_due(wiring)
    assert sorted(listener.ids) == sorted([old.event] * 2 + [new.event] * 3)
    with wiring.sessions.begin() as session:
        session.execute(update(EventEndpointRow).values(disabled_at=NOON))
    with pytest.raises(SwitchedOffError):
        replay_one(wiring, shop_id, number, old.id)


def test_the_job_tells_and_the_sweep_forgets_after_two_weeks_or_a_month(
    here, shop_id, clock
) -> None:
    wiring, listener = here
    token = worker_wiring.set(wiring)
    endpoint(wiring, shop_id)
    endpoint(wiring, shop_id, "https://never.example")
    listener.answers["https://never.example"] = Answer(Verdict.NEVER, 400, "HTTP 400")
    place(wiring, shop_id, 1)
    try:
        tell_events()
        assert sorted(row.state for row in deliveries(wiring)) == ["delivered", "failed"]
        for days, left in ((13, 2), (2, 1), (14, 1), (2, 0)):
            clock.forward(days=days)
            sweep_unfinished()
            with wiring.sessions() as session:
                assert len(session.scalars(select(EventDeliveryRow.id)).all()) == left
    finally:
        worker_wiring.reset(token)
