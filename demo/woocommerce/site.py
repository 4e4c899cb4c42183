"""Say what the pretend site is: its address, words and settings, and what it runs on."""

from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

WOOCOMMERCE = "10.5.0"
WORDPRESS = "7.1.4"
STORAGE = "hpos"
BASE = "/woocommerce"
STATUSES = {
    "pending": "Pending payment",
    "processing": "Processing",
    "on-hold": "On hold",
    "completed": "Completed",
    "cancelled": "Cancelled",
    "refunded": "Refunded",
    "failed": "Failed",
    "checkout-draft": "Draft",
    # Two more, as a plugin for order statuses adds them.
    "preparing": "Being prepared",
    "packed": "Packed",
}
"""What an order's status may be, but for the bin."""


@dataclass(slots=True)
class Site:
    """The site at `home`, which ends in no slash; `fulfilments` is a switch of WooCommerce's.

    `pictures` is the address of where the goods' pictures lie, if anywhere.
    """

    home: str
    name: str = "Harbour Goods"
    description: str = "Things for the house &amp; the boat"
    language: str = "en_GB"
    time_zone: str = "Europe/Stockholm"
    currency: str = "SEK"
    email: str = "hello@harbour.example"
    country: str = "SE"
    fulfilments: bool = True
    pictures: str = ""

    @property
    def rest(self) -> str:
        """Return where the REST interface begins, with its slash."""
        return f"{self.home}/wp-json/"

    @property
    def zone(self) -> ZoneInfo:
        """Return the site's time zone."""
        return ZoneInfo(self.time_zone)

    @property
    def agent(self) -> str:
        """Return what WordPress calls itself when it asks other sites."""
        return f"WordPress/{WORDPRESS}; {self.home}"

    def local(self, moment: datetime | None) -> str | None:
        """Write a moment in the site's own time, without a zone."""
        return written(moment.astimezone(self.zone)) if moment else None

    def from_gmt(self, text: str) -> str:
        """Turn a moment written in UTC into one in the site's own time."""
        moment = datetime.fromisoformat(text).replace(tzinfo=UTC)
        return written(moment.astimezone(self.zone))

    def offset(self, now: datetime) -> float:
        """Return how many hours the site's time is ahead of UTC."""
        ahead = now.astimezone(self.zone).utcoffset()
        return ahead.total_seconds() / 3600 if ahead else 0


def gmt(moment: datetime | None) -> str | None:
    """Write a moment in UTC, without saying so."""
    return written(moment.astimezone(UTC)) if moment else None


def written(moment: datetime) -> str:
    """Write whole seconds and no zone."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S")
