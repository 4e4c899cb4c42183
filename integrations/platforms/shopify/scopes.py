"""What a merchant can grant us: what we cannot work without, and what is missing of it."""

from collections.abc import Mapping

from shopify.api_access import ApiAccess  # type: ignore[import-untyped]

INSTALL_SCOPES = frozenset(
    {
        *("read_orders", "read_fulfillments", "read_customers", "read_products"),
        *("read_locales", "write_app_proxy"),
    }
)
"""Asked for at install; the same list stands in the app's TOML."""

OPTIONAL_SCOPES = frozenset({"write_fulfillments", "write_orders", "write_discounts"})
"""Asked for when the merchant switches on what needs them: showing scans; cancelling orders,
changing addresses and noting instructions; making discount codes."""

SCAN_SCOPES = frozenset({"write_fulfillments"})
"""The one of them that showing scans needs."""

_READ_LINES = frozenset({"read_orders", "read_products"})
_READ_ORDERS = _READ_LINES | {"read_customers"}
SCOPES_OF_OPERATIONS: Mapping[str, frozenset[str]] = {
    "profile": frozenset({"read_locales"}),
    "order": _READ_ORDERS,
    "orders_changed": _READ_ORDERS,
    "orders_to_export": _READ_ORDERS,
    "order_lines": _READ_LINES,
    "fulfilment_lines": frozenset({"read_orders"}),
    "begin_export": frozenset(),
    "export": frozenset(),
    "show_scan": frozenset({"write_fulfillments", "read_orders"}),
    "cancel_order": frozenset({"write_orders"}),
    "order_state": frozenset({"read_orders"}),
    "change_address": frozenset({"write_orders"}),
    "custom_attributes": frozenset({"read_orders"}),
    "note_instructions": frozenset({"write_orders"}),
    "create_discount": frozenset({"write_discounts"}),
    "publish": frozenset(),
}
"""What each file in operations/ needs, as Shopify's schema has it."""

SCOPES_OF_TOPICS: Mapping[str, frozenset[str]] = {
    "orders": frozenset({"read_orders"}),
    "fulfillments": frozenset({"read_fulfillments"}),
    "fulfillment_events": frozenset({"read_fulfillments"}),
}
"""What subscribing needs, by the part of a topic before the slash; the others need nothing."""

SCOPES_OF_PROXY = frozenset({"write_app_proxy"})
"""What showing pages in a shop's own domain needs."""


def missing_scopes(granted: frozenset[str], wanted: frozenset[str]) -> frozenset[str]:
    """Return what of `wanted` is not granted; who may write may read.

    Shopify names scopes we have never heard of: those grant nothing we could want.
    """
    known = ApiAccess([scope for scope in granted if ApiAccess.SCOPE_RE.match(scope)])
    return frozenset(scope for scope in wanted if not known.covers(ApiAccess([scope])))


def scopes_in(text: str) -> frozenset[str]:
    """Read the comma-separated list of a token's scopes."""
    return frozenset(scope.strip() for scope in text.split(",") if scope.strip())
