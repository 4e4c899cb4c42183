"""Events are told at least once under one id; what never works is given up, and that is told."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from domain.events import RETRIES, Answer, Verdict
from services.tell_events import anything_to_tell, tell_due
from services.warn_merchant import tell_merchant
from storage.event_endpoints import EventEndpointRow
from storage.shop_tasks import ShopTaskRow
from tests.fakes import NOON
from tests.services.due_messages import place
from tests.services.listeners import (
    BROKEN,
    SILENT,
    TAKEN,
    deliveries,
    endpoint,
    endpoints,
    listening,
)

GONE = Answer(Verdict.GONE, 410, "HTTP 410: it wants no more")
URL = "https://in.example/events"


@pytest.fixture
def here(wiring):
    return listening(wiring)


def test_what_fails_is_tried_again_as_planned_under_the_same_id_and_then_given_up(
    here, shop_id, clock
) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    listener.answers[URL] = BROKEN
    place(wiring, shop_id, 1)
    for pause in RETRIES:
        assert tell_due(wiring) == 1
        clock.now += pause - timedelta(seconds=1)
        assert not anything_to_tell(wiring)
        clock.now += timedelta(seconds=1)
        assert anything_to_tell(wiring)
    assert tell_due(wiring) == 1
    clock.forward(days=30)
    assert tell_due(wiring) == 0
    (row,) = deliveries(wiring)
    assert (row.state, row.attempts, row.status, row.reason) == ("failed", 10, 500, "HTTP 500")
    assert len(set(listener.ids)) == 1


@pytest.mark.parametrize(
    ("answer", "state", "waits"),
    [
        (Answer(Verdict.AGAIN, 429, "HTTP 429", retry_after=timedelta(hours=1)), "due", 3600),
        (Answer(Verdict.AGAIN, 429, "HTTP 429", retry_after=timedelta(seconds=1)), "due", 5),
        (SILENT, "due", 5),
        (Answer(Verdict.NEVER, 400, "HTTP 400"), "failed", None),
    ],
)
def test_an_answer_says_when_to_try_again_or_never(here, shop_id, answer, state, waits) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    listener.answers[URL] = answer
    place(wiring, shop_id, 1)
    tell_due(wiring)
    (row,) = deliveries(wiring)
    assert (row.state, row.status) == (state, answer.status)
    if waits:
        assert (row.next_attempt_at - NOON).total_seconds() == waits
    assert (endpoints(wiring)[0].failing_since is None) == (answer.verdict is Verdict.NEVER)


def test_who_says_gone_is_switched_off_at_once_and_the_merchant_told(here, shop_id, outbox) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    listener.answers[URL] = GONE
    place(wiring, shop_id, 1)
    place(wiring, shop_id, 2)
    tell_due(wiring, limit=1)
    assert {row.state for row in deliveries(wiring)} == {"failed"}
    (kept,) = endpoints(wiring)
    assert (kept.disabled_at, kept.disabled_reason) == (NOON, GONE.reason)
    place(wiring, shop_id, 3)
    assert len(deliveries(wiring)) == 2
    tell_merchant(wiring, shop_id)
    tell_merchant(wiring, shop_id)
    (mail,) = outbox.sent
    assert mail.subject == "Events no longer go to in.example"
    assert "https://track.example.com/settings/webhooks" in mail.text


def test_five_days_of_nothing_but_failures_switch_an_endpoint_off(here, shop_id, clock) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    listener.answers[URL] = BROKEN
    for day in range(5):
        clock.now = NOON + timedelta(days=day)
        place(wiring, shop_id, day + 1, updated=clock.now, created_at=clock.now.isoformat())
        tell_due(wiring)
        assert endpoints(wiring)[0].failing_since == NOON
    assert endpoints(wiring)[0].disabled_at is None
    clock.now = NOON + timedelta(days=5)
    for _ in range(4):
        tell_due(wiring)
        clock.forward(hours=3)
    (kept,) = endpoints(wiring)
    assert kept.disabled_reason == "HTTP 500"
    assert {row.state for row in deliveries(wiring)} == {"failed"}
    with wiring.sessions() as session:
        assert "tell_merchant" in session.scalars(select(ShopTaskRow.task)).all()


def test_one_success_ends_the_failures_in_a_row(here, shop_id, clock) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    listener.answers[URL] = BROKEN
    place(wiring, shop_id, 1)
    tell_due(wiring)
    clock.forward(days=2)
    listener.answers[URL] = TAKEN
    tell_due(wiring)
    assert endpoints(wiring)[0].failing_since is None


def test_a_worker_that_dies_tells_again_after_its_lease(here, shop_id, clock) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)

    def dies() -> Answer:
        raise SystemExit

    listener.answers[URL] = dies
    place(wiring, shop_id, 1)
    with pytest.raises(SystemExit):
        tell_due(wiring)
    assert not anything_to_tell(wiring)
    listener.answers[URL] = TAKEN
    clock.forward(minutes=2)
    assert tell_due(wiring) == 1
    assert len(set(listener.ids)) == 1


def test_a_secret_that_no_key_opens_switches_its_endpoint_off(here, shop_id) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    with wiring.sessions.begin() as session:
        session.execute(update(EventEndpointRow).values(sealed_secret=b"of another key"))
    place(wiring, shop_id, 1)
    tell_due(wiring)
    assert listener.told == []
    assert "none of our keys" in endpoints(wiring)[0].disabled_reason


def test_an_event_that_breaks_our_code_stops_no_other_and_is_given_up_in_the_end(
    here, shop_id, clock
) -> None:
    wiring, listener = here
    endpoint(wiring, shop_id)
    endpoint(wiring, shop_id, "https://other.example")

    def breaks() -> Answer:
        raise KeyError("alva@example.com")

    listener.answers[URL] = breaks
    place(wiring, shop_id, 1)
    assert tell_due(wiring) == 2
    broken, taken = deliveries(wiring)
    assert (broken.state, broken.reason) == ("due", "internal error: KeyError")
    assert taken.state == "delivered"
    for pause in RETRIES:
        clock.now += pause
        tell_due(wiring)
    assert deliveries(wiring)[0].state == "failed"
