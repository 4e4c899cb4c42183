"""Write what mutations answer, and the errors they tell; does nothing."""

from typing import Any

from demo.shopify.graph import Node


def payload(kind: str, errors: list[Node], **fields: Any) -> Node:
    """Return a mutation's answer."""
    return {"__typename": kind, "userErrors": errors, **fields}


def wrong(message: str, *field: str) -> dict[str, Any]:
    """Return one of the errors a mutation tells."""
    return {"__typename": "UserError", "message": message, "field": list(field), "code": None}
