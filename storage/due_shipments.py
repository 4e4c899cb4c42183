"""What a poll needs of each claimed shipment, and how its outcome is written, many at a time."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from domain.tracking import (
    DeliveryWindow,
    HandOver,
    PickupPoint,
    ProofOfDelivery,
    TrackingState,
)
from storage.carrier_accounts import CarrierAccountRow
from storage.order_reading import hand_over_of_row, state_of_row, window_of_row
from storage.orders import OrderRow
from storage.poll_lanes import PollLaneRow
from storage.poll_schedule import PollRow
from storage.shipments import ShipmentRow
from storage.shops import ShopRow


@dataclass(frozen=True, slots=True)
class DueShipment:
    """A claimed shipment with what earlier polls brought; `shop_zone` is IANA."""

    id: int
    order_id: int
    shop_id: int
    carrier: str | None
    tracking_number: str
    carrier_text: str
    country: str
    postal_code: str
    shop_zone: str
    shipped_at: datetime
    state: TrackingState
    estimate: DeliveryWindow | None
    unchanged: int
    failures: int
    polls_today: int
    polled_on: date | None
    confirmed: bool
    fingerprint: str
    slowdown: int = 1
    """How many times longer than usual its shop's plan lets us wait."""
    provider: str = ""
    order_number: str = ""
    phone: str = ""
    hand_over: HandOver | None = None
    partner: str | None = None
    follows_partner: bool = False
    """True while the partner's number is asked for instead of the shipment's own."""
    pushed_until: datetime | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Where a shipment stands after a poll."""

    shipment_id: int
    state: TrackingState
    estimate: DeliveryWindow | None
    pickup_point: PickupPoint | None
    proof: ProofOfDelivery | None = None
    hand_over: HandOver | None = None


_SHIPMENTS = ShipmentRow.__table__
_POLLS = PollRow.__table__
_ORDERS = OrderRow.__table__
_SHOPS = ShopRow.__table__
_LANES = PollLaneRow.__table__
_ACCOUNTS = CarrierAccountRow.__table__


def read_due(session: Session, shipment_ids: Sequence[int]) -> Sequence[DueShipment]:
    """Return what a poll needs of each shipment that is still on the schedule."""
    statement = (
        select(
            _SHIPMENTS,
            _POLLS,
            _ORDERS.c.country,
            _ORDERS.c.postal_code,
            _ORDERS.c.number.label("order_number"),
            _ORDERS.c.phone,
            _ACCOUNTS.c.provider,
            _SHOPS.c.time_zone,
            _SHOPS.c.poll_slowdown,
        )
        .join_from(_SHIPMENTS, _POLLS, _POLLS.c.shipment_id == _SHIPMENTS.c.id)
        .join(_ORDERS, _ORDERS.c.id == _SHIPMENTS.c.order_id)
        .join(_SHOPS, _SHOPS.c.id == _SHIPMENTS.c.shop_id)
        .join(_LANES, _LANES.c.id == _POLLS.c.lane_id)
        .join(_ACCOUNTS, _ACCOUNTS.c.id == _LANES.c.account_id)
        .where(_SHIPMENTS.c.id.in_(shipment_ids))
    )
    return [
        DueShipment(
            id=row.id,
            order_id=row.order_id,
            shop_id=row.shop_id,
            carrier=row.carrier,
            tracking_number=row.tracking_number,
            carrier_text=row.carrier_text,
            country=row.country,
            postal_code=row.postal_code,
            shop_zone=row.time_zone,
            shipped_at=row.shipped_at,
            state=state_of_row(row),
            estimate=window_of_row(row),
            unchanged=row.unchanged,
            failures=row.failures,
            polls_today=row.polls_today,
            polled_on=row.polled_on,
            confirmed=row.confirmed,
            fingerprint=row.fingerprint,
            slowdown=row.poll_slowdown,
            provider=row.provider,
            order_number=row.order_number,
            phone=row.phone,
            hand_over=hand_over_of_row(row),
            partner=row.partner,
            follows_partner=row.follows_partner,
            pushed_until=row.pushed_until,
            doubt=row.doubt,
        )
        for row in session.execute(statement)
    ]


_NUMBERS = text("SELECT id, tracking_number FROM shipments WHERE id = ANY(CAST(:ids AS bigint[]))")


def tracking_numbers(session: Session, shipment_ids: Sequence[int]) -> Mapping[int, str]:
    """Return the numbers of shipments as they are now, by id; those that are gone are left out."""
    found = session.execute(_NUMBERS, {"ids": list(shipment_ids)})
    return {row.id: row.tracking_number for row in found}


_WRITE_OUTCOMES = text(
    """
    UPDATE shipments AS s
    SET status = n.status, sub_status = n.sub_status, delayed = n.delayed,
        action_required = n.action_required, is_return_leg = n.is_return_leg, since = n.since,
        last_event_at = n.last_event_at, estimate_earliest = n.earliest,
        estimate_latest = n.latest, pickup_point = CAST(n.pickup AS jsonb), checked_at = :now,
        proof = CAST(n.proof AS jsonb), partner_number = n.partner_number,
        partner_text = n.partner_text
    FROM unnest(CAST(:ids AS bigint[]), CAST(:statuses AS text[]), CAST(:sub_statuses AS text[]),
                CAST(:delayed AS boolean[]), CAST(:action AS boolean[]), CAST(:back AS boolean[]),
                CAST(:since AS timestamptz[]), CAST(:last AS timestamptz[]),
                CAST(:earliest AS timestamptz[]), CAST(:latest AS timestamptz[]),
                CAST(:pickups AS text[]), CAST(:proofs AS text[]), CAST(:partners AS text[]),
                CAST(:partner_texts AS text[]))
         AS n(id, status, sub_status, delayed, action_required, is_return_leg, since,
              last_event_at, earliest, latest, pickup, proof, partner_number, partner_text)
    WHERE s.id = n.id
    """
)


def write_outcomes(session: Session, outcomes: Sequence[Outcome], now: datetime) -> None:
    """Write where shipments stand after their carrier was asked, many in one statement."""
    states = [o.state for o in outcomes]
    windows = [o.estimate for o in outcomes]
    session.execute(
        _WRITE_OUTCOMES,
        {
            "ids": [o.shipment_id for o in outcomes],
            "statuses": [s.status.value for s in states],
            "sub_statuses": [s.sub_status.value if s.sub_status else None for s in states],
            "delayed": [s.delayed for s in states],
            "action": [s.action_required for s in states],
            "back": [s.is_return_leg for s in states],
            "since": [s.since for s in states],
            "last": [s.last_event_at for s in states],
            "earliest": [w.earliest if w else None for w in windows],
            "latest": [w.latest if w else None for w in windows],
            "pickups": [_json(o.pickup_point) for o in outcomes],
            "proofs": [_json(o.proof) for o in outcomes],
            "partners": [o.hand_over.number if o.hand_over else "" for o in outcomes],
            "partner_texts": [o.hand_over.carrier_text if o.hand_over else "" for o in outcomes],
            "now": now,
        },
    )


def _json(part: PickupPoint | ProofOfDelivery | None) -> str | None:
    return json.dumps(asdict(part)) if part else None


_NOTE_CHECKED = text(
    "UPDATE shipments SET checked_at = :now WHERE id = ANY(CAST(:ids AS bigint[]))"
)


def note_checked(session: Session, shipment_ids: Sequence[int], now: datetime) -> None:
    """Note that the carrier was asked and had nothing new."""
    session.execute(_NOTE_CHECKED, {"ids": list(shipment_ids), "now": now})
