"""Find the plan a merchant pays for in Shopify's words; what it includes is not known here."""

import re

_NOT_IN_A_HANDLE = re.compile(r"[^a-z0-9]+")


def plan_paid_for(handle: str, name: str) -> str:
    """Return a subscription's plan: its handle, or what its name would be as one."""
    return handle or _NOT_IN_A_HANDLE.sub("-", name.casefold()).strip("-")
