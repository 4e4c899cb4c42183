"""Take messages that are due, for a while, and write down what became of each. Sends nothing.

A claim is known by its row's `attempts` and by when its lease ends: whoever comes too late changes
nothing, and what was only put off counts as never tried.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, text, tuple_, update
from sqlalchemy.orm import Session

from domain.kinds import ChannelKey, Kind
from storage.message_lanes import Lane
from storage.notifications import NotificationRow, NotificationState

FRONT = 64
"""How many of a lane's messages are looked at for those that are taken first."""
MOST_TOGETHER = 50
"""How many messages to one recipient are taken at once; what is left over is taken next."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message one worker has to itself until its lease ends; the rest is as its row has it."""

    id: int
    shop_id: int
    order_id: int
    shipment_id: int | None
    kind: Kind
    channel: ChannelKey
    recipient: str
    dedupe_key: str
    about: str
    second: bool
    gathered: bool
    attempts: int
    lease_until: datetime


Bundle = tuple[Claimed, ...]
"""What is due to one recipient of a shop on a channel; or, of these, what one letter tells."""


@dataclass(frozen=True, slots=True)
class Share:
    """How many bundles are to be taken from a lane at most."""

    lane: Lane
    bundles: int


_CLAIM = text(
    """
    WITH lanes AS (
        SELECT * FROM unnest(CAST(:shops AS bigint[]), CAST(:channels AS text[]),
                             CAST(:bundles AS bigint[])) AS l(shop_id, channel, bundles)
    ), heads AS (
        SELECT l.shop_id, l.channel, h.recipient FROM lanes l CROSS JOIN LATERAL (
            SELECT f.recipient FROM (
                SELECT n.recipient, n.next_attempt_at FROM notifications n
                WHERE n.shop_id = l.shop_id AND n.channel = l.channel AND n.state = 'due'
                    AND n.next_attempt_at <= :now
                ORDER BY n.next_attempt_at LIMIT :front) AS f
            GROUP BY f.recipient ORDER BY min(f.next_attempt_at) LIMIT l.bundles) AS h
    ), taken AS (
        SELECT t.id FROM heads h CROSS JOIN LATERAL (
            SELECT n.id FROM notifications n
            WHERE n.shop_id = h.shop_id AND n.recipient = h.recipient AND n.channel = h.channel
                AND n.state = 'due' AND n.next_attempt_at <= :now
            ORDER BY n.next_attempt_at, n.id LIMIT :together
            FOR NO KEY UPDATE SKIP LOCKED) AS t
    )
    UPDATE notifications SET next_attempt_at = :lease_until, attempts = attempts + 1
    WHERE id = ANY(ARRAY(SELECT id FROM taken))
    RETURNING id, shop_id, order_id, shipment_id, kind, channel, recipient, dedupe_key, about,
        second, gathered, attempts
    """
)
# An array is worked out once; IN may be planned to run once for each row, and its limit with it.


def claim_bundles(
    session: Session, shares: Sequence[Share], now: datetime, lease_until: datetime
) -> Sequence[Bundle]:
    """Take what has been due longest from lanes of one's own, until the lease ends."""
    values = {
        "shops": [share.lane.shop_id for share in shares],
        "channels": [share.lane.channel.value for share in shares],
        "bundles": [share.bundles for share in shares],
        "now": now,
        "lease_until": lease_until,
        "front": FRONT,
        "together": MOST_TOGETHER,
    }
    claimed = [_claimed(row, lease_until) for row in session.execute(_CLAIM, values)]
    claimed.sort(key=lambda one: (*_belongs_to(one), one.id))
    return [tuple(bundle) for _, bundle in groupby(claimed, _belongs_to)]


def _claimed(row: Row[Any], lease_until: datetime) -> Claimed:
    told = {**row._mapping, "kind": Kind(row.kind), "channel": ChannelKey(row.channel)}  # noqa: SLF001 - SQLAlchemy's public name for it
    return Claimed(**told, lease_until=lease_until)


def _belongs_to(one: Claimed) -> tuple[int, str, str]:
    return (one.shop_id, one.channel, one.recipient)


_HANDING_OVER = text(
    """
    WITH at_once AS (SELECT set_config('synchronous_commit', 'off', true)),
    letter AS (SELECT * FROM unnest(CAST(:ids AS bigint[]), CAST(:attempts AS bigint[]))
               AS l(id, attempts))
    UPDATE notifications n
    SET state = CASE n.id WHEN :lead THEN 'handing_over' ELSE 'told' END,
        told_with = CASE n.id WHEN :lead THEN NULL ELSE CAST(:lead AS bigint) END,
        finished_at = CASE n.id WHEN :lead THEN NULL ELSE CAST(:now AS timestamptz) END
    FROM at_once, letter
    WHERE n.id = letter.id AND n.attempts = letter.attempts
        AND n.state = 'due' AND n.next_attempt_at = :lease_until
    """
)


def mark_handing_over(connection: Connection, letter: Bundle, now: datetime) -> bool:
    """Note that from now on the provider may have a letter; the first message in it leads.

    False when one of its messages is no longer ours: the caller rolls back. Does not wait for the
    disk, so that hardly any time passes between this mark and the letter itself: a worker killed in
    between has sent nothing, yet left a mark.
    """
    values = {
        "lead": letter[0].id,
        "ids": [one.id for one in letter],
        "attempts": [one.attempts for one in letter],
        "lease_until": letter[0].lease_until,
        "now": now,
    }
    return connection.execute(_HANDING_OVER, values).rowcount == len(letter)


def finish(
    session: Session,
    letter: Bundle,
    state: NotificationState,
    now: datetime,
    *,
    receipt: str = "",
    reason: str = "",
) -> None:
    """Close a letter as sent, failed or dropped, with the provider's receipt or the reason.

    What it tells of beside its lead is told with it, or shares its fate.
    """
    others = NotificationState.TOLD if state is NotificationState.SENT else state
    values = {"finished_at": now, "reason": reason}
    if _change(session, letter[:1], {**values, "state": state, "receipt": receipt}):
        _change(session, letter[1:], {**values, "state": others, "told_with": letter[0].id})


def try_again(session: Session, letter: Bundle, reason: str, at: datetime) -> None:
    """Put a letter back in line for a later time, remembering why it did not go out."""
    values = {**_DUE_AGAIN, "next_attempt_at": at, "reason": reason}
    if _change(session, letter[:1], values):
        _change(session, letter[1:], values)


def put_off(session: Session, letter: Bundle, reason: str, at: datetime, *, gathered: bool) -> None:
    """Put a letter back for later as if it had never been taken; `gathered`: with all others."""
    values = {**_DUE_AGAIN, **_UNTRIED, "next_attempt_at": at, "reason": reason}
    _change(session, letter, {**values, "gathered": gathered})


def drop(session: Session, messages: Bundle, reason: str, now: datetime) -> None:
    """Close messages that are not to be sent, as if they had never been taken."""
    values = {"state": NotificationState.DROPPED, "finished_at": now, "reason": reason}
    _change(session, messages, {**values, **_UNTRIED})


_UNTRIED = {"attempts": NotificationRow.attempts - 1}
_DUE_AGAIN = {"state": NotificationState.DUE, "told_with": None, "finished_at": None}


def _change(session: Session, messages: Bundle, values: Mapping[str, object]) -> bool:
    """Change rows that are still ours; tell whether there were any."""
    if not messages:
        return False
    row = NotificationRow
    changed = session.execute(update(row).where(*_still_ours(messages)).values(dict(values)))
    return bool(changed.rowcount)  # type: ignore[attr-defined] # an UPDATE has one


def _still_ours(messages: Bundle) -> tuple[ColumnElement[bool], ...]:
    """Keep a worker that outlived its lease from touching what another has claimed since."""
    row = NotificationRow
    return (
        tuple_(row.id, row.attempts).in_([(one.id, one.attempts) for one in messages]),
        row.next_attempt_at == messages[0].lease_until,
        row.state.in_(
            [NotificationState.DUE, NotificationState.HANDING_OVER, NotificationState.TOLD]
        ),
    )


def close_unconfirmed(session: Session, now: datetime, reason: str) -> int:
    """Close letters whose worker died after handing them over; return how many.

    They count as sent: the letter left microseconds after the mark was committed, while the
    provider's answer takes milliseconds, so sending again would nearly always send twice. What
    they tell of beside their lead was closed with the mark.
    """
    closed = session.execute(
        update(NotificationRow)
        .where(NotificationRow.state == NotificationState.HANDING_OVER)
        .where(NotificationRow.next_attempt_at <= now)
        .values(state=NotificationState.SENT, finished_at=now, reason=reason)
        .returning(NotificationRow.id)
    )
    return len(closed.all())
