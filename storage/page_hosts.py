"""Which shop's pages are at a host of its own; only hosts that were proven count."""

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

# Spelled as the index is, so that it is used whatever the plan.
_AT_HOST = text(
    """
    SELECT shop_id FROM page_parts
    WHERE part = 'domain' AND document ->> 'proven' = 'true' AND document ->> 'host' = :host
    """
)


def shop_at_host(session: Session | Connection, host: str) -> int | None:
    """Return the shop that has proven a host, or None; no two shops can."""
    found: int | None = session.execute(_AT_HOST, {"host": host}).scalar_one_or_none()
    return found
