"""How a shop's parcels travelled lately: the facts its delivery questions are answered from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class CarrierUsed:
    """A carrier by its adapter's key, or by the shop's own spelling when there is no adapter."""

    carrier: str | None
    carrier_text: str
    shipments: int


@dataclass(frozen=True, slots=True)
class DeliveryFacts:
    """What happened since an instant.

    `days` is within how many days of dispatch eight of ten parcels arrived, by the calendar of the
    shop's zone; None when none did. `deliveries` is how many that is drawn from. `days_to` is the
    same by country (ISO 3166-1), where enough arrived, the country with most parcels first.
    """

    pickup_points: bool
    several_parcels: bool
    deliveries: int
    days: int | None
    days_to: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Enough:
    """Of how many parcels we speak: `parcels` a country at least, of `countries` at most."""

    parcels: int
    countries: int


_CARRIERS = text(
    """
    SELECT carrier, CASE WHEN carrier IS NULL THEN carrier_text ELSE '' END AS spelt,
           count(*) AS shipments
    FROM shipments
    WHERE shop_id = :shop_id AND shipped_at >= :since AND status <> 'cancelled'
      AND (carrier IS NOT NULL OR carrier_text <> '')
    GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 LIMIT :limit
    """
)
_FACTS = text(
    """
    WITH sent AS (
        SELECT order_id, status, since, shipped_at, is_return_leg, pickup_point
        FROM shipments
        WHERE shop_id = :shop_id AND shipped_at >= :since AND status <> 'cancelled'),
    delivered AS (
        SELECT order_id,
               (since AT TIME ZONE :zone)::date - (shipped_at AT TIME ZONE :zone)::date AS days
        FROM sent
        WHERE status = 'delivered' AND NOT is_return_leg AND since >= shipped_at),
    abroad AS (
        SELECT country, percentile_disc(0.8) WITHIN GROUP (ORDER BY days) AS days,
               count(*) AS deliveries
        FROM delivered JOIN orders ON orders.id = order_id
        WHERE country <> ''
        GROUP BY country HAVING count(*) >= :parcels
        ORDER BY deliveries DESC, country LIMIT :countries)
    SELECT
        EXISTS (SELECT FROM sent WHERE pickup_point IS NOT NULL
                OR status = 'available_for_pickup') AS pickup_points,
        EXISTS (SELECT FROM sent GROUP BY order_id HAVING count(*) > 1) AS several_parcels,
        (SELECT count(*) FROM delivered) AS deliveries,
        (SELECT percentile_disc(0.8) WITHIN GROUP (ORDER BY days) FROM delivered) AS days,
        (SELECT coalesce(jsonb_agg(jsonb_build_array(country, days)
                                   ORDER BY deliveries DESC, country), '[]')
         FROM abroad) AS days_to
    """
)


def carriers_used(
    session: Session, shop_id: int, since: datetime, limit: int
) -> Sequence[CarrierUsed]:
    """Return the carriers a shop has sent with, most used first."""
    rows = session.execute(_CARRIERS, {"shop_id": shop_id, "since": since, "limit": limit})
    return [CarrierUsed(*row) for row in rows]


def delivery_facts(
    session: Session, shop_id: int, since: datetime, zone: str, enough: Enough
) -> DeliveryFacts:
    """Return how a shop's parcels travelled; `zone` is an IANA name PostgreSQL knows."""
    asked = {
        "shop_id": shop_id,
        "since": since,
        "zone": zone,
        "parcels": enough.parcels,
        "countries": enough.countries,
    }
    row = session.execute(_FACTS, asked).one()
    return DeliveryFacts(
        row.pickup_points, row.several_parcels, row.deliveries, row.days, dict(row.days_to)
    )
