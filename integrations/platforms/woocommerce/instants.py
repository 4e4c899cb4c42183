"""Write moments as WooCommerce's interface reads them, and read how far its orders go."""

from datetime import UTC, datetime, timedelta

SECOND = timedelta(seconds=1)
"""The smallest step in WooCommerce's time."""


def in_utc(moment: datetime) -> str:
    """Write a moment in UTC, to the second.

    It bears no zone: WordPress would turn one that does into the site's own time.
    """
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def whole_second(moment: datetime) -> datetime:
    """Return the second that a moment lies in, in UTC."""
    return moment.astimezone(UTC).replace(microsecond=0)
