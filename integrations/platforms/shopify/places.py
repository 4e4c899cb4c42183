"""Where Shopify's servers are: its own, or a simulator's in development."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from integrations.platforms.shopify.shop_names import handle_of

CDN = "https://cdn.shopify.com"
ADMIN = "https://admin.shopify.com"


@dataclass(frozen=True, slots=True)
class Places:
    """Addresses without a trailing slash; `simulator` is empty outside development.

    `cdn` is where scripts come from, `admin` the origin of the pages that frame ours.
    """

    cdn: str
    admin: str
    simulator: str

    def shop(self, domain: str) -> str:
        """Return a shop's address, as a browser reaches it."""
        return f"{self.simulator}/{domain}" if self.simulator else f"https://{domain}"

    def store(self, domain: str) -> str:
        """Return where the admin shows a shop."""
        admin = f"{self.simulator}/admin" if self.simulator else self.admin
        return f"{admin}/store/{handle_of(domain)}"


def places(simulator: str = "") -> Places:
    """Return Shopify's places, or those of a simulator at this address."""
    if not simulator:
        return Places(CDN, ADMIN, "")
    parts = urlsplit(simulator)
    return Places(f"{simulator}/cdn", f"{parts.scheme}://{parts.netloc}", simulator)
