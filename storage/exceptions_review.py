"""Orders that need their merchant's eye, for a look at them; nothing is written here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import text
from sqlalchemy.orm import Session

from domain.letters import NO_WAY_TO_SEND
from domain.status import FINAL


@dataclass(frozen=True, slots=True)
class Window:
    """What is looked at: orders placed since one instant, messages given up since another."""

    placed_since: datetime
    given_up_since: datetime


@dataclass(frozen=True, slots=True)
class TroubledOrder:
    """An order in trouble: which of its parcels and messages are, and since when the worst.

    `incidents` are parcels that never came, by their shopper's word.

    `troubles` names each by a key that is another one when something new happens to it.
    """

    order_id: int
    platform_id: str
    number: str
    since: datetime
    shipments: tuple[int, ...]
    messages: tuple[int, ...]
    incidents: tuple[int, ...]
    troubles: tuple[str, ...]


class Stops(StrEnum):
    """What of a shop's can stand still until its merchant does something."""

    CARRIER = "carrier"
    CHANNEL = "channel"
    ENDPOINT = "endpoint"


@dataclass(frozen=True, slots=True)
class Stopped:
    """An account that is refused, or an address of the merchant's that failed for days.

    `name` is the provider's key, or the address; `reason` is in the other side's words.
    """

    what: Stops
    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Counted:
    """How many orders need a look, how many of them for a message; and what stands still."""

    orders: int
    unsent: int
    stopped: tuple[Stopped, ...]


_FINAL = ", ".join(f"'{status}'" for status in sorted(FINAL))
REPORTED = "s.status IN ('exception', 'attempt_failed', 'returning')"
_TROUBLES = f"""
    WITH troubles AS (
        SELECT s.order_id, s.id AS shipment, NULL::bigint AS message, NULL::bigint AS incident,
            concat_ws(':', 'parcel', s.id, s.status, s.sub_status, s.doubt, s.action_required,
                      extract(epoch FROM s.since)) AS key,
            CASE WHEN {REPORTED} THEN coalesce(s.since, s.last_event_at, s.shipped_at)
                 ELSE s.shipped_at END AS since,
            CASE WHEN {REPORTED} AND s.action_required THEN 0
                 WHEN s.status = 'exception' THEN 1
                 WHEN s.doubt = 'wrong_number' AND NOT {REPORTED} THEN 2
                 WHEN s.doubt = 'wrong_carrier' AND NOT {REPORTED} THEN 3
                 WHEN s.doubt = 'unknown_number' AND NOT {REPORTED} THEN 5
                 WHEN s.status = 'attempt_failed' THEN 6
                 ELSE 7 END AS urgency
        FROM shipments s
        WHERE s.shop_id = :shop_id AND s.shipped_at >= :placed_since
            AND (s.doubt <> '' OR {REPORTED}) AND s.status NOT IN ({_FINAL})
        UNION ALL
        SELECT n.order_id, NULL, n.id, NULL,
            concat_ws(':', 'message', n.id, extract(epoch FROM n.finished_at)),
            n.finished_at, 4
        FROM notifications n
        WHERE n.shop_id = :shop_id AND n.finished_at >= :given_up_since
            AND n.state IN ('failed', 'dropped') AND (n.state = 'failed' OR n.reason = :no_way)
        UNION ALL
        SELECT i.order_id, NULL, NULL, i.id, concat_ws(':', 'incident', i.id), i.opened_at, 1
        FROM incidents i
        WHERE i.shop_id = :shop_id AND i.opened_at IS NOT NULL AND i.closed_at IS NULL
    ), shown AS (
        SELECT t.* FROM troubles t JOIN orders o ON o.id = t.order_id
        LEFT JOIN dismissed_exceptions d ON d.order_id = t.order_id
        WHERE o.shop_id = :shop_id
            AND (o.placed_at >= :placed_since OR t.incident IS NOT NULL)
            AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
            AND (d.order_id IS NULL OR t.key <> ALL (d.troubles))
    )
"""  # noqa: S608 - our own words
_PAGE = text(
    f"""
    {_TROUBLES}, grouped AS (
        SELECT order_id, min(urgency) AS urgency,
            (array_agg(since ORDER BY urgency, since))[1] AS since,
            array_agg(shipment ORDER BY urgency, since, shipment)
                FILTER (WHERE shipment IS NOT NULL) AS shipments,
            array_agg(message ORDER BY message) FILTER (WHERE message IS NOT NULL) AS messages,
            array_agg(incident ORDER BY incident)
                FILTER (WHERE incident IS NOT NULL) AS incidents,
            array_agg(key ORDER BY key) AS keys
        FROM shown WHERE CAST(:only AS bigint) IS NULL OR order_id = :only GROUP BY order_id
    )
    SELECT g.*, o.platform_id, o.number FROM grouped g JOIN orders o ON o.id = g.order_id
    ORDER BY urgency, since, order_id LIMIT :limit OFFSET :offset
    """  # noqa: S608 - as above
)
_COUNT = text(
    f"""
    {_TROUBLES}, stopped AS (
        SELECT 1 AS place, 'carrier' AS what, provider AS name, paused_reason AS reason
        FROM carrier_accounts WHERE shop_id = :shop_id AND paused_at IS NOT NULL
        UNION ALL
        SELECT 2, 'channel', provider, paused_reason
        FROM channel_accounts WHERE shop_id = :shop_id AND paused_at IS NOT NULL
        UNION ALL
        SELECT 3, 'endpoint', coalesce(nullif(url, ''), target), disabled_reason
        FROM event_endpoints
        WHERE shop_id = :shop_id AND disabled_at IS NOT NULL AND disabled_reason <> ''
    )
    SELECT count(DISTINCT order_id),
        count(DISTINCT order_id) FILTER (WHERE message IS NOT NULL),
        (SELECT coalesce(jsonb_agg(jsonb_build_array(what, name, reason) ORDER BY place, name),
                         '[]') FROM stopped)
    FROM shown
    """  # noqa: S608 - as above
)
"""One statement: it is asked by every page, for the number beside the board's name."""


def troubled_orders(
    session: Session, shop_id: int, window: Window, limit: int, offset: int
) -> Sequence[TroubledOrder]:
    """Return orders that need a look, the most urgent first."""
    return _read(session, shop_id, window, {"only": None, "limit": limit, "offset": offset})


def troubled_order(
    session: Session, shop_id: int, window: Window, order_id: int
) -> TroubledOrder | None:
    """Return one order as the board has it; None when it is not on it."""
    found = _read(session, shop_id, window, {"only": order_id, "limit": 1, "offset": 0})
    return found[0] if found else None


def count_troubled(session: Session, shop_id: int, window: Window) -> Counted:
    """Count the orders that need a look, and tell what stands still."""
    orders, unsent, stopped = session.execute(_COUNT, _values(shop_id, window)).one()
    told = tuple(Stopped(Stops(what), name, reason) for what, name, reason in stopped)
    return Counted(orders, unsent, told)


def _read(
    session: Session, shop_id: int, window: Window, wanted: dict[str, int | None]
) -> Sequence[TroubledOrder]:
    return [
        TroubledOrder(
            order_id=row.order_id,
            platform_id=row.platform_id,
            number=row.number,
            since=row.since,
            shipments=tuple(row.shipments or ()),
            messages=tuple(row.messages or ()),
            incidents=tuple(row.incidents or ()),
            troubles=tuple(row.keys),
        )
        for row in session.execute(_PAGE, {**_values(shop_id, window), **wanted})
    ]


def _values(shop_id: int, window: Window) -> dict[str, object]:
    return {
        "shop_id": shop_id,
        "placed_since": window.placed_since,
        "given_up_since": window.given_up_since,
        "no_way": NO_WAY_TO_SEND,
    }
