"""One connected store: the tenant every row belongs to."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class PlatformKey(StrEnum):
    """Where a shop runs."""

    SHOPIFY = "shopify"
    WOOCOMMERCE = "woocommerce"


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop as we keep it; `domain` is the platform's name for it, lower case.

    `locale` and `time_zone` (IANA) are what the shop uses when an order does not tell. `plan` is
    the handle of the plan the merchant pays for, `poll_slowdown` how many times longer than usual
    its carriers are left alone. `storefront_url` has no trailing slash, and may be empty.
    """

    id: int
    platform: PlatformKey
    domain: str
    name: str
    locale: str
    time_zone: str
    contact_email: str
    contact_url: str = ""
    uninstalled_at: datetime | None = None
    currency: str = ""
    storefront_url: str = ""
    plan: str = ""
    poll_slowdown: int = 1
