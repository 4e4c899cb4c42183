"""Take events that are due, for a while, fairly by endpoint, and write down what became of each.

A claim is known by its row's `attempts` and by when its lease ends: whoever comes too late changes
nothing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text, update
from sqlalchemy.orm import Session

from storage.event_deliveries import DeliveryState, EventDeliveryRow


@dataclass(frozen=True, slots=True)
class DueEndpoint:
    """An endpoint with something due; one that is `failing` has not taken the last event."""

    id: int
    failing: bool


@dataclass(frozen=True, slots=True)
class ClaimedEvent:
    """An event one worker has to itself until its lease ends; the rest is as its row has it."""

    id: int
    shop_id: int
    endpoint_id: int
    event: str
    kind: str
    body: bytes
    attempts: int
    lease_until: datetime


_DUE = """
    FROM event_endpoints e CROSS JOIN LATERAL (
        SELECT d.next_attempt_at FROM event_deliveries d
        WHERE d.endpoint_id = e.id AND d.state = 'due' AND d.next_attempt_at <= :now
        ORDER BY d.next_attempt_at LIMIT 1) AS first
    WHERE e.disabled_at IS NULL
"""
_ANY_DUE = text(f"SELECT {_DUE} LIMIT 1")
_ENDPOINTS = text(f"""
    SELECT e.id, e.failing_since IS NOT NULL AS failing {_DUE}
        AND e.id <> ALL(CAST(:busy AS bigint[]))
        AND (e.failing_since IS NULL OR :failing_too)
    ORDER BY failing, first.next_attempt_at LIMIT :limit
""")
_CLAIM = text(
    """
    WITH shares AS (
        SELECT * FROM unnest(CAST(:endpoints AS bigint[]), CAST(:counts AS bigint[]))
            AS s(endpoint_id, count)
    ), taken AS (
        SELECT t.id FROM shares s CROSS JOIN LATERAL (
            SELECT d.id FROM event_deliveries d
            WHERE d.endpoint_id = s.endpoint_id AND d.state = 'due' AND d.next_attempt_at <= :now
            ORDER BY d.next_attempt_at, d.id LIMIT s.count
            FOR NO KEY UPDATE SKIP LOCKED) AS t
    )
    UPDATE event_deliveries SET next_attempt_at = :lease_until, attempts = attempts + 1
    WHERE id = ANY(ARRAY(SELECT id FROM taken))
    RETURNING id, shop_id, endpoint_id, event, kind, body, attempts
    """
)
# An array is worked out once; IN may be planned to run once for each row, and its limit with it.


def any_event_due(session: Session, now: datetime) -> bool:
    """Tell whether an event waits to be told."""
    return session.execute(_ANY_DUE, {"now": now}).one_or_none() is not None


def endpoints_due(
    session: Session, busy: Sequence[int], limit: int, now: datetime, *, failing_too: bool
) -> Sequence[DueEndpoint]:
    """Return up to `limit` endpoints with something due: those that work first, longest due first.

    Those among `busy` are left out.
    """
    values = {"now": now, "busy": list(busy), "failing_too": failing_too, "limit": limit}
    return [DueEndpoint(row.id, row.failing) for row in session.execute(_ENDPOINTS, values)]


def claim_events(
    session: Session, shares: Sequence[tuple[int, int]], now: datetime, lease_until: datetime
) -> Sequence[ClaimedEvent]:
    """Take so many of each endpoint's events, longest due first, until the lease ends."""
    values = {
        "endpoints": [endpoint_id for endpoint_id, _ in shares],
        "counts": [count for _, count in shares],
        "now": now,
        "lease_until": lease_until,
    }
    return [
        ClaimedEvent(**row._mapping, lease_until=lease_until)  # noqa: SLF001 - SQLAlchemy's public name for it
        for row in session.execute(_CLAIM, values)
    ]


def close_event(
    session: Session,
    claimed: ClaimedEvent,
    state: DeliveryState,
    now: datetime,
    *,
    status: int | None,
    reason: str = "",
) -> bool:
    """Close an event as delivered or failed; False when it is no longer ours."""
    values = {"state": state, "finished_at": now, "status": status, "reason": reason[:300]}
    return _change(session, claimed, values)


def try_event_again(
    session: Session, claimed: ClaimedEvent, at: datetime, *, status: int | None, reason: str
) -> bool:
    """Put an event back in line for a later time; False when it is no longer ours."""
    values = {"next_attempt_at": at, "status": status, "reason": reason[:300]}
    return _change(session, claimed, values)


def let_rest(session: Session, endpoint_id: int, until: datetime) -> None:
    """Let all that is due at an endpoint wait until an instant; no try is counted for it."""
    row = EventDeliveryRow
    session.execute(
        update(row)
        .where(
            row.endpoint_id == endpoint_id,
            row.state == DeliveryState.DUE,
            row.next_attempt_at < until,
        )
        .values(next_attempt_at=until)
    )


def _change(session: Session, claimed: ClaimedEvent, values: Mapping[str, object]) -> bool:
    row = EventDeliveryRow
    changed = session.execute(
        update(row)
        .where(
            row.id == claimed.id,
            row.attempts == claimed.attempts,
            row.next_attempt_at == claimed.lease_until,
            row.state == DeliveryState.DUE,
        )
        .values(dict(values))
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined] # an UPDATE has one
