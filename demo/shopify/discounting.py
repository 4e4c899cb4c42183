"""Let an app make discount codes; nobody can use them."""

from demo.shopify.asking import Arguments, Asking
from demo.shopify.graph import Node
from demo.shopify.payloads import payload, wrong
from demo.shopify.stores import DiscountCode
from demo.shopify.values import gid


def create_discount(asking: Asking, given: Arguments) -> Node:
    """Make a code."""
    told, kind = given["basicCodeDiscount"], "DiscountCodeBasicCreatePayload"
    code = str(told.get("code") or "").strip()
    known = asking.store.discounts
    if not code or not told.get("title") or not told.get("startsAt"):
        fault = wrong("Code, title and start can't be blank", "basicCodeDiscount")
        return payload(kind, [{**fault, "code": "BLANK"}], codeDiscountNode=None)
    if code.upper() in known:
        fault = wrong("Code must be unique. Please try a different code.", "basicCodeDiscount")
        return payload(kind, [{**fault, "code": "TAKEN"}], codeDiscountNode=None)
    value = told.get("customerGets", {}).get("value", {})
    known[code.upper()] = DiscountCode(
        code=code,
        title=told["title"],
        amount=str(value.get("discountAmount", {}).get("amount") or value.get("percentage") or ""),
        starts_at=told["startsAt"],
        ends_at=told.get("endsAt") or "",
        usage_limit=told.get("usageLimit"),
    )
    node = {"__typename": "DiscountCodeNode", "id": gid("DiscountCodeNode", 9000 + len(known))}
    return payload(kind, [], codeDiscountNode=node)
