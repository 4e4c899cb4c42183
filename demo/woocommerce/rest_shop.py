"""Answer what REST asks of the shop itself: settings, state, customers; and make coupons."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from aiohttp import web

from demo.woocommerce.backoffice import Backoffice
from demo.woocommerce.json_text import as_json
from demo.woocommerce.key_authentication import KeyAuthentication
from demo.woocommerce.listing import Asked, only_fields, page_of, read_moment
from demo.woocommerce.order_documents import customer_document, links, money
from demo.woocommerce.rest_body import sent_object
from demo.woocommerce.rest_errors import RestError, bad_parameter, missing_parameter
from demo.woocommerce.site import STATUSES, STORAGE, WOOCOMMERCE, WORDPRESS, gmt

_V3 = "/wp-json/wc/v3"
_KINDS = ("fixed_cart", "fixed_product", "percent")
_COUPON_PARTS = ("description", "usage_limit", "individual_use")


@dataclass(frozen=True, slots=True)
class RestShop:
    """What lies under wc/v3 beside orders and webhooks; `coupons` are by their code."""

    back: Backoffice
    door: KeyAuthentication
    coupons: dict[str, dict[str, Any]] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get(_V3 + "/settings/{group:general|email}", self._settings),
            web.get(_V3 + "/settings/{group:general|email}/{setting:[a-z_]+}", self._setting),
            web.get(_V3 + "/system_status", self._status),
            web.get(_V3 + "/reports/orders/totals", self._totals),
            web.get(_V3 + "/customers", self._customers),
            web.get(_V3 + "/customers/{customer:[0-9]+}", self._customer),
            web.get(_V3 + "/coupons", self._coupons),
            web.post(_V3 + "/coupons", self._make_coupon),
        ]

    async def _settings(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        asked, kept = Asked.by(request), self._group(request.match_info["group"])
        return as_json([only_fields(asked, setting) for setting in kept])

    async def _setting(self, request: web.Request) -> web.Response:
        self.door.manager(request, "view")
        wanted = request.match_info["setting"]
        for setting in self._group(request.match_info["group"]):
            if setting["id"] == wanted:
                return as_json(only_fields(Asked.by(request), setting))
        raise RestError(404, "rest_setting_setting_invalid", "Invalid setting.")

    def _group(self, group: str) -> Iterable[dict[str, Any]]:
        site = self.back.site
        if group == "email":
            values = {
                "woocommerce_email_from_name": site.name,
                "woocommerce_email_from_address": site.email,
            }
        else:
            values = {
                "woocommerce_store_address": "Quay 3",
                "woocommerce_store_city": "Lysekil",
                "woocommerce_default_country": site.country,
                "woocommerce_store_postcode": "453 30",
                "woocommerce_currency": site.currency,
            }
        for name, value in values.items():
            label = name.removeprefix("woocommerce_").replace("_", " ")
            yield {"id": name, "label": label, "type": "text", "default": "", "value": value}

    async def _status(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        site = self.back.site
        environment = {
            "home_url": site.home,
            "site_url": site.home,
            "version": WOOCOMMERCE,
            "wp_version": WORDPRESS,
            "wp_cron": True,
            "language": site.language,
        }
        settings = {"currency": site.currency, "HPOS_enabled": STORAGE == "hpos"}
        told = {"environment": environment, "settings": settings}
        return as_json(only_fields(Asked.by(request), told))

    async def _totals(self, request: web.Request) -> web.Response:
        """Say which statuses orders may have, and how many have each."""
        self.door.manager(request, "list")
        counted = Counter(order.status for order in self.back.orders.all())
        return as_json(
            [
                {"slug": slug, "name": name, "total": counted[slug]}
                for slug, name in STATUSES.items()
            ]
        )

    async def _customers(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        email = request.query.get("email", "").lower()
        everybody = [user for user in self.back.users.all() if user.is_customer]
        kept = [user for user in everybody if email in {"", user.email}]
        site = self.back.site
        return page_of(request, kept, site, lambda user: customer_document(user, site))

    async def _customer(self, request: web.Request) -> web.Response:
        self.door.manager(request, "view")
        user = self.back.users.find(int(request.match_info["customer"][:18]))
        if user is None:
            raise RestError(404, "woocommerce_rest_invalid_id", "Invalid resource ID.")
        return as_json(customer_document(user, self.back.site))

    async def _coupons(self, request: web.Request) -> web.Response:
        self.door.manager(request, "list")
        code = request.query.get("code", "").lower()
        kept = [one for one in self.coupons.values() if code in {"", one["code"]}]
        return page_of(request, kept[::-1], self.back.site, dict)

    async def _make_coupon(self, request: web.Request) -> web.Response:
        self.door.manager(request, "create")
        told = await sent_object(request)
        code = str(told.get("code", "")).strip().lower()
        if not code:
            raise missing_parameter("code")
        if code in self.coupons:
            raise RestError(
                400,
                "woocommerce_rest_coupon_code_already_exists",
                "The coupon code already exists",
            )
        kind = str(told.get("discount_type", "fixed_cart"))
        if kind not in _KINDS:
            raise bad_parameter("discount_type", f"discount_type is not one of {_KINDS}.")
        number, now = self.back.orders.number(), self.back.now()
        coupon: dict[str, Any] = {
            "id": number,
            "code": code,
            "amount": _amount(told.get("amount", "0")),
            "status": "publish",
            "date_created": self.back.site.local(now),
            "date_created_gmt": gmt(now),
            **self._expiry(told),
            "discount_type": kind,
            "usage_count": 0,
            **{part: told.get(part) for part in _COUPON_PARTS},
            "meta_data": [],
            "_links": links(self.back.site, f"coupons/{number}"),
        }
        self.coupons[code] = coupon
        return as_json(coupon, 201)

    def _expiry(self, told: Mapping[str, Any]) -> dict[str, str | None]:
        """Return when a coupon ends; a moment without a zone is in the site's own time."""
        if not told.get("date_expires"):
            return {"date_expires": None, "date_expires_gmt": None}
        moment = read_moment("date_expires", str(told["date_expires"]), self.back.site.zone)
        return {
            "date_expires": self.back.site.local(moment),
            "date_expires_gmt": gmt(moment),
        }


def _amount(told: Any) -> str:
    try:
        return money(Decimal(str(told)))
    except InvalidOperation:
        raise bad_parameter("amount", "amount is not of type string.") from None
