"""Shopify's GraphQL answers, written for tests, and a client that gives them in turn."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import httpx

from domain.shop_api import ShopSession
from integrations.platforms.shopify.admin_api import ShopifyAdminApi

SHOP = ShopSession("nordic-lamps.myshopify.com", "shpat_for_tests")
EXAMPLES = Path(__file__).parents[2] / "integrations" / "platforms" / "shopify" / "examples"
Answer = dict[str, Any] | httpx.Response | Callable[[httpx.Request], httpx.Response]


@dataclass
class ScriptedShop:
    """Answers in turn, and notes what it was asked; `waits` are the sleeps it caused."""

    answers: list[Answer]
    asked: list[dict[str, Any]] = field(default_factory=list)
    requests: list[httpx.Request] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        self.asked.append(json.loads(request.content))
        answer = self.answers.pop(0)
        if isinstance(answer, dict):
            return httpx.Response(200, json=answer)
        return answer if isinstance(answer, httpx.Response) else answer(request)

    @property
    def api(self) -> ShopifyAdminApi:
        client = httpx.Client(transport=httpx.MockTransport(self))
        return ShopifyAdminApi(client, client, sleep=self.waits.append)


def scripted(*answers: Answer) -> ScriptedShop:
    return ScriptedShop(list(answers))


def data(**fields: Any) -> dict[str, Any]:
    return {"data": fields}


def throttled(requested: float, available: float, rate: float = 100) -> dict[str, Any]:
    status = {"maximumAvailable": 2000, "currentlyAvailable": available, "restoreRate": rate}
    return {
        "errors": [{"message": "Throttled", "extensions": {"code": "THROTTLED"}}],
        "extensions": {"cost": {"requestedQueryCost": requested, "throttleStatus": status}},
    }


def denied(*path: str, message: str = "Access denied for this field.") -> dict[str, Any]:
    return {
        "message": message,
        "path": list(path),
        "extensions": {"code": "ACCESS_DENIED"},
    }


def webhook(name: str) -> Any:
    return json.loads((EXAMPLES / f"{name}.json").read_bytes())


def as_graphql(body: dict[str, Any]) -> dict[str, Any]:
    """Return the answer GraphQL gives for the order whose webhook is given."""
    return {
        "id": f"gid://shopify/Order/{body['id']}",
        "name": body["name"],
        "createdAt": _utc(body["created_at"]),
        "updatedAt": _utc(body["updated_at"]),
        "cancelledAt": _utc(body["cancelled_at"]),
        "email": body["email"],
        "phone": body["phone"],
        "customerLocale": body["customer_locale"],
        "tags": [tag.strip() for tag in body["tags"].split(",") if tag.strip()],
        "currentTotalPriceSet": _money(body["current_total_price_set"]),
        "currentSubtotalPriceSet": _money(body.get("current_subtotal_price_set")),
        "currentTotalDiscountsSet": _money(body.get("current_total_discounts_set")),
        "currentShippingPriceSet": _money(body.get("current_shipping_price_set")),
        "currentTotalTaxSet": _money(body.get("current_total_tax_set")),
        "customer": _customer(body["customer"]),
        "billingAddress": _address(body["billing_address"]),
        "shippingAddress": _address(body["shipping_address"]),
        "lineItems": page([_line(line) for line in body["line_items"]]),
        "fulfillments": [_fulfilment(f) for f in body["fulfillments"]],
    }


def page(nodes: list[Any], after: str = "") -> dict[str, Any]:
    return {"nodes": nodes, "pageInfo": {"hasNextPage": bool(after), "endCursor": after or "end"}}


def packed(line: int, quantity: int) -> dict[str, Any]:
    return {"quantity": quantity, "lineItem": {"id": f"gid://shopify/LineItem/{line}"}}


def _utc(text: str | None) -> str | None:
    return text and datetime.fromisoformat(text).isoformat()


def _money(price: dict[str, Any] | None) -> dict[str, Any] | None:
    if price is None:
        return None
    told = price["presentment_money"]
    amount = str(Decimal(told["amount"]).normalize())
    return {"presentmentMoney": {"amount": amount, "currencyCode": told["currency_code"]}}


def _customer(customer: dict[str, Any] | None) -> dict[str, Any] | None:
    return customer and {
        "id": f"gid://shopify/Customer/{customer['id']}",
        "firstName": customer["first_name"],
        "lastName": customer["last_name"],
        "defaultEmailAddress": {"emailAddress": customer["email"]},
        "defaultPhoneNumber": {"phoneNumber": customer["phone"]} if customer["phone"] else None,
    }


def _address(address: dict[str, Any] | None) -> dict[str, Any] | None:
    return address and {
        "name": address["name"],
        "firstName": address["first_name"],
        "lastName": address["last_name"],
        "company": address["company"],
        "address1": address["address1"],
        "address2": address["address2"],
        "zip": address["zip"],
        "city": address["city"],
        "province": address["province"],
        "countryCodeV2": address["country_code"],
        "phone": address["phone"],
    }


def _line(line: dict[str, Any]) -> dict[str, Any]:
    variant = line.get("variant_id")
    return {
        "id": f"gid://shopify/LineItem/{line['id']}",
        "image": None,
        "variant": variant and {"id": f"gid://shopify/ProductVariant/{variant}"},
        "title": line["title"],
        "variantTitle": line["variant_title"],
        "sku": line["sku"],
        "quantity": line["quantity"],
        "currentQuantity": line["current_quantity"],
        "originalUnitPriceSet": _money(line["price_set"]),
    }


def _fulfilment(fulfilment: dict[str, Any]) -> dict[str, Any]:
    numbers, links = fulfilment["tracking_numbers"], fulfilment["tracking_urls"]
    company = fulfilment["tracking_company"]
    lines = [packed(line["id"], line["quantity"]) for line in fulfilment["line_items"]]
    return {
        "id": f"gid://shopify/Fulfillment/{fulfilment['id']}",
        "status": fulfilment["status"].upper(),
        "createdAt": _utc(fulfilment["created_at"]),
        "updatedAt": _utc(fulfilment["updated_at"]),
        "trackingInfo": [
            {"company": company, "number": number, "url": links[n] if n < len(links) else None}
            for n, number in enumerate(numbers)
        ],
        "fulfillmentLineItems": page(lines),
    }


@contextmanager
def serving(chunks: Iterator[bytes], paths: list[str]) -> Iterator[str]:
    """Serve the chunks as one answer until the block ends; note the paths posted to."""

    class Store(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            for chunk in chunks:
                self.wfile.write(chunk)

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            paths.append(self.path)
            self.do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Store)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
