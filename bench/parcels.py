"""Fill the tables with orders and parcels by the million; tells no carrier."""

import psycopg

ORDERS = """
    INSERT INTO orders (id, shop_id, platform_id, number, number_key, placed_at, told_at,
        said_stage, stage, name, email, phone, address_name, street, street2, postal_code, city,
        region, country, locale)
    OVERRIDING SYSTEM VALUE
    SELECT n, 1, 'p' || n, '#' || n, n, now() - interval '3 days', now() - interval '3 days',
        'received', 'handed_to_courier', 'Alva Ek', 'alva@example.com', '', 'Alva Ek',
        'Storgatan 1', '', '211 34', 'Malmö', '', 'SE', 'en'
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""
PARCELS = """
    INSERT INTO shipments (id, shop_id, order_id, platform_id, carrier, carrier_text,
        tracking_number, tracking_url, shipped_at, told_at, status)
    OVERRIDING SYSTEM VALUE
    SELECT n, 1, n, 'f' || n, %(carrier)s, %(carrier)s,
        %(prefix)s || lpad((n - %(first)s)::text, 8, '0'), '', now() - interval '2 days',
        now() - interval '2 days', 'pending'
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n
"""
ACCOUNT = """
    INSERT INTO carrier_accounts (provider, push_token) VALUES (%(carrier)s, %(carrier)s)
    ON CONFLICT DO NOTHING
"""
LANE = """
    INSERT INTO poll_lanes (account_id, shop_id)
    SELECT id, 1 FROM carrier_accounts WHERE provider = %(carrier)s
    ON CONFLICT DO NOTHING
"""
SCHEDULE = """
    INSERT INTO poll_schedule (shipment_id, lane_id, next_poll_at)
    SELECT n, l.id, now() - interval '1 minute'
    FROM generate_series(%(first)s::bigint, %(last)s::bigint) AS n,
        poll_lanes l JOIN carrier_accounts a ON a.id = l.account_id
    WHERE a.provider = %(carrier)s
"""


def add_parcels(
    connection: psycopg.Connection, carrier: str, prefix: str, first: int, count: int
) -> None:
    """Add orders of one parcel each, all due; ids run from `first`, serial numbers from 0."""
    values = {"carrier": carrier, "prefix": prefix, "first": first, "last": first + count - 1}
    for statement in (ORDERS, PARCELS, ACCOUNT, LANE, SCHEDULE):
        connection.execute(statement, values)
    connection.commit()
