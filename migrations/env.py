"""Alembic's door: runs migrations on the database named by whoever calls."""

from alembic import context

from runtime.config import Config
from runtime.database import make_engine
from storage import (  # noqa: F401 - tables register themselves
    api_keys,
    audit_log,
    brands,
    campaign_counts,
    carrier_accounts,
    carrier_pushes,
    channel_accounts,
    dismissed_exceptions,
    entry_links,
    event_deliveries,
    event_endpoints,
    incidents,
    inquiries,
    kind_choices,
    members,
    message_lanes,
    message_rules,
    notifications,
    one_time_codes,
    order_items,
    order_syncs,
    orders,
    orders_to_read,
    page_parts,
    poll_lanes,
    poll_schedule,
    privacy_requests,
    promises,
    publications,
    push_subscriptions,
    settings,
    shipments,
    shop_access,
    shop_sites,
    shop_tasks,
    shopper_preferences,
    shopper_visits,
    shops,
    shown_scans,
    site_connections,
    suppressions,
    text_versions,
    tracking_events,
    tracking_links,
    vouchers,
    webhook_inbox,
)
from storage.schema import Table


def run() -> None:
    """Run the migrations asked for in one transaction."""
    url = context.config.attributes.get("url") or Config.from_env().database_url
    engine = make_engine(url)
    with engine.connect() as connection:
        context.configure(connection=connection, target_metadata=Table.metadata)
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()
