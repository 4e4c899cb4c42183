"""What a WooCommerce shop's REST interface answers, as it was seen on a real one."""

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from tests.integrations.woocommerce_answers import Answer, Asked, refusal, told
from tests.shop_bodies import woocommerce_order

CORE = ("pending", "processing", "on-hold", "completed", "cancelled", "refunded", "failed")
UNSEARCHED = ("trash", "checkout-draft", "auto-draft")


NO_ROUTE = refusal("rest_no_route", "No route was found matching the URL and request method.", 404)
NO_ORDER = refusal("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 404)


@dataclass
class Store:
    """What is in a shop. `plugin` is what our plugin says, None where it is not installed."""

    orders: dict[int, dict[str, Any]] = field(default_factory=dict)
    fulfilments: dict[int, list[dict[str, Any]]] | None = None
    statuses: tuple[str, ...] = (*CORE, "checkout-draft", "packed")
    webhooks: dict[int, dict[str, Any]] = field(default_factory=dict)
    plugin: dict[str, Any] | None = None
    namespaces: list[str] = field(default_factory=lambda: ["wp/v2", "wc/v3"])
    home: str = ""
    name: str = "Lampor &amp; Co"
    zone: Any = "Europe/Stockholm"
    offset: Any = 1
    settings: dict[str, str] = field(
        default_factory=lambda: {
            "general/woocommerce_currency": "SEK",
            "email/woocommerce_email_from_address": "hej@lampor.example",
        }
    )
    language: str = "sv_SE"
    notes: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    refunds: list[tuple[int, dict[str, Any]]] = field(default_factory=list)
    coupons: list[dict[str, Any]] = field(default_factory=list)

    def place(self, number: int, **changes: Any) -> dict[str, Any]:
        """Put an order into the shop."""
        paid = dict.fromkeys(("date_paid", "date_paid_gmt"), "2026-11-20T08:00:00")
        body = woocommerce_order(number) | {"refunds": []} | paid | changes
        self.orders[number] = body
        return body

    def list_orders(self, query: Mapping[str, str]) -> Answer:
        """List orders as the interface does."""
        wanted = query.get("status", "any").split(",")
        known = {*self.statuses, "any", "trash"}
        if int(query.get("per_page", "10")) > 100 or not known.issuperset(wanted):
            return refusal("rest_invalid_param", "Invalid parameter(s)", 400)
        orders = [o for o in self.orders.values() if _matches(o, wanted, query)]
        key = {"modified": "date_modified_gmt", "date": "date_created_gmt"}.get(
            query.get("orderby", "date"), "id"
        )
        orders.sort(key=lambda o: (o[key], o["id"]), reverse=query.get("order", "desc") == "desc")
        return _paged(orders, query)


def _matches(order: Mapping[str, Any], wanted: list[str], query: Mapping[str, str]) -> bool:
    status = order["status"]
    shown = status not in UNSEARCHED if "any" in wanted else status in wanted
    included = query.get("include", "")
    bounds = (
        ("after", "date_created_gmt", 1),
        ("modified_after", "date_modified_gmt", 1),
        ("modified_before", "date_modified_gmt", -1),
    )
    inside = all(
        (order[name] > query[bound]) if way > 0 else (order[name] < query[bound])
        for bound, name, way in bounds
        if bound in query
    )
    return shown and inside and (not included or str(order["id"]) in included.split(","))


def _paged(rows: list[dict[str, Any]], query: Mapping[str, str]) -> Answer:
    size, number = int(query.get("per_page", "10")), int(query.get("page", "1"))
    some = rows[size * (number - 1) : size * number]
    totals = {
        "X-WP-Total": str(len(rows)),
        "X-WP-TotalPages": str(math.ceil(len(rows) / size)),
    }
    return told([_picked(row, query) for row in some], headers=totals)


def _picked(row: dict[str, Any], query: Mapping[str, str]) -> dict[str, Any]:
    fields = query.get("_fields")
    return {name: row[name] for name in fields.split(",") if name in row} if fields else row


def respond(store: Store, asked: Asked, address: str) -> Answer:
    """Answer a request that has proven itself."""
    for (method, route), answer in ROUTES.items():
        found = re.fullmatch(route, asked.route)
        if found and method == asked.method:
            return answer(store, asked, [*found.groups(), address])
    return NO_ROUTE


def _index(store: Store, asked: Asked, found: list[str]) -> Answer:
    home = store.home or found[-1]
    body = {
        "name": store.name,
        "home": home,
        "url": home,
        "namespaces": store.namespaces,
        "timezone_string": store.zone,
        "gmt_offset": store.offset,
        "routes": {},
    }
    return told(_picked(body, asked.query))


def _orders(store: Store, asked: Asked, _: list[str]) -> Answer:
    return store.list_orders(asked.query)


def _order(store: Store, asked: Asked, found: list[str]) -> Answer:
    order = store.orders.get(int(found[0]))
    return told(_picked(order, asked.query)) if order else NO_ORDER


def _change_order(store: Store, asked: Asked, found: list[str]) -> Answer:
    order = store.orders.get(int(found[0]))
    if order is None:
        return refusal("woocommerce_rest_shop_order_invalid_id", "Invalid ID.", 400)
    by_key = {
        entry["key"]: entry for entry in [*order["meta_data"], *asked.data.get("meta_data", [])]
    }
    order.update({**asked.data, "meta_data": list(by_key.values())})
    return told(order)


def _fulfilments(store: Store, asked: Asked, found: list[str]) -> Answer:
    if store.fulfilments is None:
        return NO_ROUTE
    return told(store.fulfilments.get(int(found[0]), []))


def _noted(store: Store, asked: Asked, found: list[str]) -> Answer:
    store.notes.append((int(found[0]), asked.data))
    return told(asked.data, 201)


def _refunded(store: Store, asked: Asked, found: list[str]) -> Answer:
    store.refunds.append((int(found[0]), asked.data))
    order = store.orders[int(found[0])]
    order["refunds"].append({"id": 1, "reason": "", "total": f"-{asked.data['amount']}"})
    back = -sum(Decimal(refund["total"]) for refund in order["refunds"])
    if back == Decimal(order["total"]):
        order["status"] = "refunded"
    return told(asked.data, 201)


def _refunds(store: Store, asked: Asked, found: list[str]) -> Answer:
    made = [refund for order, refund in store.refunds if order == int(found[0])]
    return told([_picked(refund, asked.query) for refund in made])


def _coupon(store: Store, asked: Asked, _: list[str]) -> Answer:
    if any(coupon["code"] == asked.data["code"] for coupon in store.coupons):
        code = "woocommerce_rest_coupon_code_already_exists"
        return refusal(code, "The coupon code already exists", 400)
    store.coupons.append(asked.data)
    return told(asked.data, 201)


def _webhooks(store: Store, asked: Asked, _: list[str]) -> Answer:
    return _paged(list(store.webhooks.values()), asked.query)


def _new_webhook(store: Store, asked: Asked, _: list[str]) -> Answer:
    number = max(store.webhooks, default=0) + 1
    store.webhooks[number] = {**asked.data, "id": number, "status": "active"}
    return told({k: v for k, v in store.webhooks[number].items() if k != "secret"}, 201)


def _no_webhook(store: Store, asked: Asked, found: list[str]) -> Answer:
    if asked.query.get("force") != "true":
        return refusal("woocommerce_rest_trash_not_supported", "No trash.", 501)
    webhook = store.webhooks.pop(int(found[0]), None)
    unknown = refusal("woocommerce_rest_shop_webhook_invalid_id", "Invalid ID.", 404)
    return told(webhook) if webhook else unknown


def _totals(store: Store, asked: Asked, _: list[str]) -> Answer:
    return told([{"slug": slug, "name": slug.title(), "total": 1} for slug in store.statuses])


def _setting(store: Store, asked: Asked, found: list[str]) -> Answer:
    value = store.settings.get(found[0])
    unknown = refusal("rest_setting_setting_invalid", "Invalid setting.", 404)
    return unknown if value is None else told({"value": value})


def _status(store: Store, asked: Asked, _: list[str]) -> Answer:
    return told({"environment": {"language": store.language}})


def _facts(store: Store, asked: Asked, _: list[str]) -> Answer:
    return told(store.plugin) if store.plugin is not None else NO_ROUTE


ROUTES: dict[tuple[str, str], Callable[[Store, Asked, list[str]], Answer]] = {
    ("GET", "/"): _index,
    ("GET", "/wc/v3/orders"): _orders,
    ("GET", r"/wc/v3/orders/(\d+)"): _order,
    ("PUT", r"/wc/v3/orders/(\d+)"): _change_order,
    ("GET", r"/wc/v3/orders/(\d+)/fulfillments"): _fulfilments,
    ("POST", r"/wc/v3/orders/(\d+)/notes"): _noted,
    ("GET", r"/wc/v3/orders/(\d+)/refunds"): _refunds,
    ("POST", r"/wc/v3/orders/(\d+)/refunds"): _refunded,
    ("POST", "/wc/v3/coupons"): _coupon,
    ("GET", "/wc/v3/webhooks"): _webhooks,
    ("POST", "/wc/v3/webhooks"): _new_webhook,
    ("DELETE", r"/wc/v3/webhooks/(\d+)"): _no_webhook,
    ("GET", "/wc/v3/reports/orders/totals"): _totals,
    ("GET", "/wc/v3/settings/(.+)"): _setting,
    ("GET", "/wc/v3/system_status"): _status,
    ("GET", "/wc-framme/v1/facts"): _facts,
    ("PUT", "/wc-framme/v1/connection"): _facts,
    ("DELETE", "/wc-framme/v1/connection"): _facts,
}
