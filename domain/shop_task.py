"""Work that is done shop by shop in the background: which kinds there are and when they recur."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ShopTask(StrEnum):
    """One kind of work; a shop has at most one of each waiting."""

    SET_UP = "set_up"
    """Read the shop's profile, after installing and then daily."""
    BACKFILL = "backfill"
    """Read the orders of the last 60 days."""
    RECONCILE = "reconcile"
    """Read what changed lately, in case a webhook was lost."""
    REFRESH_ACCESS = "refresh_access"
    """Renew the token of a shop nobody has touched for a while."""
    SHOW_SCANS = "show_scans"
    """Show carriers' scans on the platform's own order pages."""
    PUBLISH = "publish"
    """Publish what the storefront's blocks read."""
    REVIEW_PLAN = "review_plan"
    """Compare the shop's volume with its plan."""
    ANSWER_PRIVACY = "answer_privacy"
    """Do what privacy requests ask for."""
    READ_ORDERS = "read_orders"
    """Read orders that something happened to which only asking can tell."""
    KEEP_WEBHOOKS = "keep_webhooks"
    """See that a shop that is a site of its own still tells us of its orders."""
    CONFIRM_ORDERS = "confirm_orders"
    """Find out which orders such a shop has deleted without a word."""
    TELL_MERCHANT = "tell_merchant"
    """Write to the merchant that a carrier refuses their credentials."""
    FORWARD_INQUIRIES = "forward_inquiries"
    """Write to the shop what its shoppers ask, and which parcels they miss."""
    ASK_SECOND_RECIPIENTS = "ask_second_recipients"
    """Ask those whom shoppers have named whether they want the messages too."""

    WRITE_TO_TEAM = "write_to_team"
    """Send those of the shop's team who wait for one a link into the settings."""
    RETENTION = "retention"
    """Forget who bought what, where it is longer ago than the merchant wants it kept."""
    WATCH_DOMAIN = "watch_domain"
    """Look whether the shop's own host for its tracking pages is still as it was proven."""
    RESTAGE = "restage"
    """Read the stages of open orders anew, after the shop has changed its words for them."""


RECURS = {
    ShopTask.SET_UP: timedelta(days=1),
    ShopTask.RECONCILE: timedelta(hours=1),
    ShopTask.REFRESH_ACCESS: timedelta(days=1),
    ShopTask.PUBLISH: timedelta(days=1),
    ShopTask.REVIEW_PLAN: timedelta(hours=6),
    ShopTask.KEEP_WEBHOOKS: timedelta(days=1),
    ShopTask.CONFIRM_ORDERS: timedelta(days=1),
    ShopTask.RETENTION: timedelta(days=1),
}
"""How long after it was done a task is due again; the others are done once each time asked."""

ON_WELCOME = (
    ShopTask.SET_UP,
    ShopTask.BACKFILL,
    ShopTask.RECONCILE,
    ShopTask.REFRESH_ACCESS,
    ShopTask.PUBLISH,
    ShopTask.REVIEW_PLAN,
    ShopTask.RETENTION,
    ShopTask.WATCH_DOMAIN,
)
"""What begins when a merchant installs; all of it may be begun again without harm."""

ON_CONNECTION = (*ON_WELCOME, ShopTask.KEEP_WEBHOOKS, ShopTask.CONFIRM_ORDERS)
"""The same for a shop that is a site of its own."""

BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
REFUSED = timedelta(hours=12)
"""How long to wait when the shop refuses us: only the merchant's visit helps, and asks at once."""
LEASE = timedelta(minutes=10)
"""For how long a worker has a task to itself."""


@dataclass(frozen=True, slots=True)
class Again:
    """A task that is not finished: it goes on at this time."""

    at: datetime


def after_failure(attempts: int) -> timedelta:
    """Return how long to wait after the given number of failures in a row (1 or more)."""
    return BACKOFF[min(attempts, len(BACKOFF)) - 1]
