"""Tell the events that are due, each until it is taken: whose turn it is, and what came of it.

An endpoint that is slow or fails keeps nobody else waiting.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.events import GIVEN_UP_AFTER, RETRIES, Answer, Event, Verdict
from domain.shop_task import ShopTask
from services.endpoint_secrets import destination_of
from services.open_account import UnopenedAccountError
from services.wiring import Wiring
from storage.event_claims import (
    ClaimedEvent,
    any_event_due,
    claim_events,
    close_event,
    endpoints_due,
    let_rest,
    try_event_again,
)
from storage.event_deliveries import DeliveryState, give_up_deliveries
from storage.event_endpoints import (
    KeptEndpoint,
    endpoint_of,
    locked_endpoint,
    note_fails,
    note_works,
    switch_off,
)
from storage.shop_tasks import ask_for

LEASE = timedelta(minutes=2)
RESTS = timedelta(seconds=30)
"""How long an endpoint is left alone that has not answered at all."""
LOOK_AGAIN = 0.5
"""Seconds after which it is seen whether anything new is due, while slow endpoints are told."""
MANY = 1_000_000
TRIES_TO_BE_SURE = 4
"""An event must have been tried so often, over hours, before its endpoint is given up for days."""
SWITCHED_OFF = "the endpoint was switched off"
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Crew:
    """How many events are told at once in a process: in all, to one endpoint, to failing ones.

    What is claimed is begun at once, so that its lease is all its own.
    """

    threads: int = 16
    per_endpoint: int = 2
    failing: int = 8


UnderWay = dict[Future[None], tuple[int, bool]]
"""What is being told: to which endpoint, and whether that one was failing before."""


def tell_due(
    wiring: Wiring, limit: int = MANY, crew: Crew | None = None, until: datetime | None = None
) -> int:
    """Tell what is due, up to `limit` events; return how many were taken on.

    After `until` no more is taken on; what is under way is waited for.
    """
    crew = crew or Crew()
    taken_on = 0
    under_way: UnderWay = {}
    with ThreadPoolExecutor(crew.threads, thread_name_prefix="events") as pool:
        while True:
            room = min(crew.threads - len(under_way), limit - taken_on)
            if until and wiring.clock() >= until:
                room = 0
            taken = _take(wiring, room, crew, under_way)
            for claimed, failing in taken:
                future = pool.submit(_tell, wiring, claimed)
                under_way[future] = (claimed.endpoint_id, failing)
            taken_on += len(taken)
            if not under_way:
                return taken_on
            _see_what_is_done(under_way, patience=0 if taken else LOOK_AGAIN)


def anything_to_tell(wiring: Wiring) -> bool:
    """Tell whether an event waits to be told."""
    with wiring.sessions() as session:
        return any_event_due(session, wiring.clock())


def _see_what_is_done(under_way: UnderWay, patience: float) -> None:
    """Let go of what is done, and fail as it has failed."""
    done, _ = wait(under_way, patience, FIRST_COMPLETED)
    for future in done:
        del under_way[future]
        future.result()


def _take(
    wiring: Wiring, room: int, crew: Crew, under_way: UnderWay
) -> Sequence[tuple[ClaimedEvent, bool]]:
    """Take on what there is room for: of those that work first, and some of those that fail."""
    if room <= 0:
        return ()
    now = wiring.clock()
    busy = Counter(endpoint_id for endpoint_id, _ in under_way.values())
    failing_room = crew.failing - sum(failing for _, failing in under_way.values())
    full = {endpoint_id for endpoint_id, count in busy.items() if count >= crew.per_endpoint}
    full |= {endpoint_id for endpoint_id, failing in under_way.values() if failing}
    shares: list[tuple[int, int]] = []
    failing: set[int] = set()
    with wiring.sessions.begin() as session:
        for due in endpoints_due(session, sorted(full), room, now, failing_too=failing_room > 0):
            # One that fails is tried with one event at a time.
            most = 1 if due.failing else crew.per_endpoint
            spare = min(room, most - busy[due.id], failing_room if due.failing else room)
            if spare <= 0:
                continue
            shares.append((due.id, spare))
            room -= spare
            if due.failing:
                failing.add(due.id)
                failing_room -= spare
        claimed = claim_events(session, shares, now, now + LEASE) if shares else ()
    return [(one, one.endpoint_id in failing) for one in claimed]


def _tell(wiring: Wiring, claimed: ClaimedEvent) -> None:
    """Tell one event, with no transaction open, and write down what came of it."""
    with wiring.sessions() as session:
        endpoint = endpoint_of(session, claimed.shop_id, claimed.endpoint_id)
    if endpoint is None:
        return  # It went, and its events with it.
    answer = _answer(wiring, endpoint, Event(claimed.event, claimed.kind, claimed.body))
    with wiring.sessions.begin() as session:
        _record(session, wiring, claimed, answer)


def _answer(wiring: Wiring, endpoint: KeptEndpoint, event: Event) -> Answer:
    now = wiring.clock()
    try:
        to = destination_of(wiring, endpoint, now)
        return wiring.listeners[endpoint.target].tell(to, event, now)
    except UnopenedAccountError as error:
        return Answer(Verdict.GONE, reason=str(error))
    except Exception as error:
        # What one event breaks must not stop those of all others; it is tried again, and given up.
        log.exception("endpoint %s could not be told", endpoint.id)
        return Answer(Verdict.AGAIN, reason=f"internal error: {type(error).__name__}")


def _record(session: Session, wiring: Wiring, claimed: ClaimedEvent, answer: Answer) -> None:
    """Write down an answer: on the event, and on what it says of the endpoint."""
    now = wiring.clock()
    shop_id, endpoint_id = claimed.shop_id, claimed.endpoint_id
    # Always the endpoint first: two answers at once must not wait for each other.
    endpoint = locked_endpoint(session, shop_id, endpoint_id)
    if endpoint is None:
        return
    if answer.verdict is Verdict.TAKEN:
        close_event(session, claimed, DeliveryState.DELIVERED, now, status=answer.status)
        note_works(session, shop_id, endpoint_id)
        return
    if answer.status is None:
        let_rest(session, endpoint_id, now + RESTS)
    again_at = None if endpoint.disabled_at else _again_at(claimed, answer, now)
    if again_at is None:
        failed = DeliveryState.FAILED
        close_event(session, claimed, failed, now, status=answer.status, reason=answer.reason)
    else:
        try_event_again(session, claimed, again_at, status=answer.status, reason=answer.reason)
    if answer.verdict is Verdict.NEVER:
        return  # It answers, and may take others.
    note_fails(session, shop_id, endpoint_id, now)
    if not endpoint.disabled_at and (reason := _hopeless(endpoint, claimed, answer, now)):
        _switch_off(session, endpoint, reason, now)


def _again_at(claimed: ClaimedEvent, answer: Answer, now: datetime) -> datetime | None:
    """Return when an event is tried again; None when it is given up."""
    if answer.verdict is not Verdict.AGAIN or claimed.attempts > len(RETRIES):
        return None
    return now + max(RETRIES[claimed.attempts - 1], answer.retry_after or timedelta())


def _hopeless(endpoint: KeptEndpoint, claimed: ClaimedEvent, answer: Answer, now: datetime) -> str:
    """Say why nothing more is to be told to an endpoint; empty while there is hope."""
    if answer.verdict is Verdict.GONE:
        return answer.reason
    since = endpoint.failing_since
    if since and now - since >= GIVEN_UP_AFTER and claimed.attempts >= TRIES_TO_BE_SURE:
        return answer.reason
    return ""


def _switch_off(session: Session, endpoint: KeptEndpoint, reason: str, now: datetime) -> None:
    """Switch an endpoint off, and have its merchant told."""
    switch_off(session, endpoint.shop_id, endpoint.id, reason, now)
    give_up_deliveries(session, endpoint.shop_id, endpoint.id, SWITCHED_OFF, now)
    ask_for(session, endpoint.shop_id, [ShopTask.TELL_MERCHANT], now)
    log.warning("endpoint %s of shop %s was switched off", endpoint.id, endpoint.shop_id)
