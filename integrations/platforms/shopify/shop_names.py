"""Tell a Shopify shop's name from everything that is none; believes no address but these."""

import re

from shopify.utils.shop_url import sanitize_shop_domain  # type: ignore[import-untyped]

_LONGEST = 255
_NAME = r"[a-z0-9][a-z0-9-]*\.myshopify\.com"
_SHOP = re.compile(_NAME)
_ADDRESS = re.compile(rf"https://({_NAME})(?:/admin)?/?")


def is_shop(domain: str) -> bool:
    """Tell whether this is a shop's own domain, whole and in lower case."""
    return len(domain) <= _LONGEST and _SHOP.fullmatch(domain) is not None


def shop_at(address: object) -> str:
    """Return the shop at `https://{shop}` or `https://{shop}/admin`; "" for all else."""
    if not isinstance(address, str) or len(address) > _LONGEST:
        return ""
    found = _ADDRESS.fullmatch(address)
    return found[1] if found else ""


def shop_meant(typed: str) -> str:
    """Return the shop a person means by a name or an address; raise ValueError for no shop."""
    domain = sanitize_shop_domain(typed) or ""
    if not is_shop(domain):
        raise ValueError("this is not a shop's myshopify.com domain")
    return domain


def handle_of(domain: str) -> str:
    """Return what the admin calls a shop: its domain without `.myshopify.com`."""
    return domain.removesuffix(".myshopify.com")
