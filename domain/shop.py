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

    `locale` and `time_zone` (IANA) are what the shop uses when an order does not tell.
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
