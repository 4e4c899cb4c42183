"""When each live shipment is asked for next: a narrow table, apart from the wide row, on purpose.

Claiming pushes `next_poll_at` a lease ahead, so a worker that dies gives its shipments back by
itself (measured: 16 ms for 500 of 10 million; see bench/claim.py).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ForeignKey, Index, SmallInteger, case, delete, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Mapped, Session, mapped_column

from domain.polling import AT_MOST_A_DAY, Heat
from storage.poll_lanes import PollLaneRow
from storage.schema import Table


class PollRow(Table):
    """A shipment that will be asked for again. No row: never again."""

    __tablename__ = "poll_schedule"
    __table_args__ = (
        Index("ix_poll_schedule_due", "lane_id", "heat", "next_poll_at"),
        {
            "postgresql_with": {
                "fillfactor": "80",
                "autovacuum_vacuum_scale_factor": "0.01",
                "autovacuum_vacuum_cost_delay": "0",
            }
        },
    )

    shipment_id: Mapped[int] = mapped_column(
        ForeignKey("shipments.id", ondelete="CASCADE"), primary_key=True, autoincrement=False
    )
    lane_id: Mapped[int] = mapped_column(ForeignKey(PollLaneRow.id, ondelete="CASCADE"))
    heat: Mapped[int] = mapped_column(SmallInteger, server_default="1")
    next_poll_at: Mapped[datetime]
    unchanged: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    failures: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    polls_today: Mapped[int] = mapped_column(SmallInteger, server_default="0")
    polled_on: Mapped[date | None]
    confirmed: Mapped[bool] = mapped_column(server_default="false")
    fingerprint: Mapped[str] = mapped_column(server_default="")
    last_error: Mapped[str] = mapped_column(server_default="")
    pushed_until: Mapped[datetime | None]
    follows_partner: Mapped[bool] = mapped_column(server_default="false")


@dataclass(frozen=True, slots=True)
class NextPoll:
    """What a poll leaves behind; `at` None takes the shipment off the schedule."""

    shipment_id: int
    at: datetime | None
    unchanged: int = 0
    failures: int = 0
    polls_today: int = 0
    polled_on: date | None = None
    confirmed: bool = False
    fingerprint: str = ""
    last_error: str = ""
    heat: Heat = Heat.USUAL
    pushed_until: datetime | None = None


_CLAIM = text(
    """
    UPDATE poll_schedule SET next_poll_at = :lease_until
    WHERE shipment_id = ANY(ARRAY(
        SELECT due.shipment_id FROM unnest(CAST(:lanes AS bigint[])) AS lanes(id)
        CROSS JOIN LATERAL (
            SELECT hot.shipment_id FROM generate_series(0, :coldest) AS heats(heat)
            CROSS JOIN LATERAL (
                SELECT p.shipment_id FROM poll_schedule p
                WHERE p.lane_id = lanes.id AND p.heat = heats.heat AND p.next_poll_at <= :now
                ORDER BY p.next_poll_at LIMIT :each FOR UPDATE SKIP LOCKED) AS hot
            LIMIT :each) AS due
        LIMIT :most))
    RETURNING shipment_id
    """
)


@dataclass(frozen=True, slots=True)
class Claim:
    """How much to take: `each` from one lane, `most` in all, nothing colder than `coldest`."""

    now: datetime
    lease_until: datetime
    most: int
    each: int
    coldest: int = Heat.COLD


_STOP = text(
    """
    DELETE FROM poll_schedule USING shipments
    WHERE shipments.id = poll_schedule.shipment_id AND shipments.shop_id = :shop_id
    """
)

_WRITE_BACK = text(
    """
    UPDATE poll_schedule AS p
    SET next_poll_at = n.at, unchanged = n.unchanged, failures = n.failures,
        polls_today = n.polls_today, polled_on = n.polled_on, confirmed = n.confirmed,
        fingerprint = n.fingerprint, last_error = n.last_error, heat = n.heat,
        pushed_until = n.pushed_until
    FROM unnest(CAST(:ids AS bigint[]), CAST(:ats AS timestamptz[]),
                CAST(:unchanged AS smallint[]), CAST(:failures AS smallint[]),
                CAST(:today AS smallint[]), CAST(:days AS date[]), CAST(:confirmed AS boolean[]),
                CAST(:fingerprints AS text[]), CAST(:errors AS text[]),
                CAST(:heats AS smallint[]), CAST(:pushed AS timestamptz[]))
         AS n(id, at, unchanged, failures, polls_today, polled_on, confirmed, fingerprint,
              last_error, heat, pushed_until)
    WHERE p.shipment_id = n.id
    """
)


def claim_due(session: Session, lane_ids: Sequence[int], claim: Claim) -> Sequence[int]:
    """Take what is due in lanes until the lease ends: the hottest first, then the most overdue."""
    values = {
        "lanes": list(lane_ids),
        "each": claim.each,
        "coldest": claim.coldest,
        "now": claim.now,
        "lease_until": claim.lease_until,
        "most": claim.most,
    }
    return session.execute(_CLAIM, values).scalars().all()


def schedule_poll(session: Session, shipment_id: int, lane_id: int | None, at: datetime) -> None:
    """Put a shipment into a lane as new; without a lane, take it off the schedule."""
    if lane_id is None:
        session.execute(delete(PollRow).where(PollRow.shipment_id == shipment_id))
        return
    fresh = {
        "lane_id": lane_id,
        "next_poll_at": at,
        "heat": Heat.USUAL.value,
        "unchanged": 0,
        "failures": 0,
        "fingerprint": "",
        "pushed_until": None,
        "follows_partner": False,
    }
    session.execute(
        insert(PollRow)
        .values(shipment_id=shipment_id, **fresh)
        .on_conflict_do_update(index_elements=["shipment_id"], set_=fresh)
    )


def change_lane(
    session: Session, shipment_id: int, lane_id: int, at: datetime, *, follows_partner: bool
) -> None:
    """Let another account ask about a shipment from now on, for the partner's number or its own.

    One that was asked about enough today waits for its next poll: two numbers may point at each
    other for ever.
    """
    when = case((PollRow.polls_today < AT_MOST_A_DAY, at), else_=PollRow.next_poll_at)
    session.execute(
        update(PollRow)
        .where(PollRow.shipment_id == shipment_id)
        .values(
            lane_id=lane_id,
            next_poll_at=when,
            unchanged=0,
            failures=0,
            fingerprint="",
            pushed_until=None,
            follows_partner=follows_partner,
        )
    )


_HURRY = text(
    """
    UPDATE poll_schedule SET next_poll_at = :now, heat = 0
    WHERE shipment_id = ANY(CAST(:ids AS bigint[])) AND next_poll_at > :soon
        AND failures = 0 AND NOT confirmed
        AND (polled_on IS DISTINCT FROM CAST(:today AS date) OR polls_today < :a_day)
    """
)


def hurry(
    session: Session, shipment_ids: Sequence[int], now: datetime, lease: timedelta, a_day: int
) -> None:
    """Ask for shipments now that a shopper looks at, unless they were asked for enough today.

    `now` is in the destination's zone, whose days are counted. What comes within a lease's time is
    left alone: it may be asked for at this moment.
    """
    values = {
        "ids": list(shipment_ids),
        "now": now,
        "soon": now + lease,
        "today": now.date(),
        "a_day": a_day,
    }
    session.execute(_HURRY, values)


def stop_polling(session: Session, shop_id: int) -> None:
    """Take all shipments of a shop off the schedule."""
    session.execute(_STOP, {"shop_id": shop_id})


def write_back(session: Session, polls: Sequence[NextPoll]) -> None:
    """Write what polls leave behind, many in one statement."""
    going_on = [p for p in polls if p.at]
    done = [p.shipment_id for p in polls if not p.at]
    if going_on:
        session.execute(
            _WRITE_BACK,
            {
                "ids": [p.shipment_id for p in going_on],
                "ats": [p.at for p in going_on],
                "unchanged": [p.unchanged for p in going_on],
                "failures": [p.failures for p in going_on],
                "today": [p.polls_today for p in going_on],
                "days": [p.polled_on for p in going_on],
                "confirmed": [p.confirmed for p in going_on],
                "fingerprints": [p.fingerprint for p in going_on],
                "errors": [p.last_error for p in going_on],
                "heats": [p.heat.value for p in going_on],
                "pushed": [p.pushed_until for p in going_on],
            },
        )
    if done:
        session.execute(delete(PollRow).where(PollRow.shipment_id.in_(done)))
