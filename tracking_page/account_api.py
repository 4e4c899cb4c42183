"""Tell blocks in a shop's account pages how an order goes, as JSON; shows no order to a stranger.

The blocks run in a worker of no origin, so any origin may ask; what is told depends on the token
alone. Without a customer in it the asker has proven nothing, and hears a status and no more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.access import Level
from domain.embedding import NotVerifiedError
from domain.errors import OverloadedError, TooManyAttemptsError
from domain.shop import Shop
from messages.language import Language
from services.look_up_order import OrderStory, order_known_as, order_of_customer, orders_of_customer
from services.page_address import known_addresses
from services.wiring import Wiring
from tracking_page.answers import json_answer
from tracking_page.asking import (
    NOT_PROVEN,
    NobodyHereError,
    app_of,
    as_it_came,
    language_asked,
    not_found,
    order_asked,
    refused,
    shop_of,
)
from tracking_page.json_view import (
    ListedOrder,
    Ways,
    error_document,
    for_a_stranger,
    list_document,
    order_document,
    page_for_a_stranger,
)
from tracking_page.shell_page import line_of, others_of_customer, ways_of_shopper, whole_page
from tracking_page.times import zone_of_reader
from tracking_page.views import OrderPage, Seen, order_page

_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "Retry-After"}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Authorization, Content-Type",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Max-Age": "86400",
}
_PLACE = "shopify:customer-account/orders/"
"""What stands before an order's id in an address within the account pages:
https://shopify.dev/docs/api/customer-account-ui-extensions/latest/apis/navigation"""


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks: a shop's customer, or somebody in the shop when `customer` is empty."""

    shop: Shop
    customer: str


@dataclass(frozen=True, slots=True)
class _AccountApi:
    wiring: Wiring

    def order(self, asker: _Asker) -> Response:
        """Tell a customer their own order, and anybody else only how it goes."""
        shop, asked = asker.shop, order_asked(request)
        if asker.customer:
            story = order_of_customer(self.wiring, shop.id, asker.customer, asked)
        else:
            story = order_known_as(self.wiring, shop.id, asked) if asked else None
        if story is None:
            return not_found(language_asked(request, shop.locale))
        language = language_asked(request, story.order.locale or shop.locale)
        if not asker.customer:
            return json_answer(order_document(self._status_page(story, language), language, Ways()))
        others = others_of_customer(self.wiring, story, asker.customer, _PLACE)
        page = whole_page(self.wiring, story, language, Level.PROVEN, others)
        ways = ways_of_shopper(self.wiring, story)
        return json_answer(order_document(page, language, ways))

    def orders(self, asker: _Asker) -> Response:
        """List a customer's orders; a page is named where one has been made already."""
        shop, language = asker.shop, language_asked(request, asker.shop.locale)
        stories = orders_of_customer(self.wiring, shop.id, asker.customer) if asker.customer else ()
        ids = [story.order.id for story in stories]
        pages = known_addresses(self.wiring, shop.id, ids)
        listed = [
            ListedOrder(
                line_of(self.wiring, story, language),
                story.order.platform_id,
                Ways(page=pages.get(story.order.id, "")),
            )
            for story in stories
        ]
        return json_answer(list_document(listed, language))

    def _status_page(self, story: OrderStory, language: Language) -> OrderPage:
        zone = zone_of_reader(self.wiring, story)
        page = order_page(for_a_stranger(story), Seen(), language, self.wiring.clock(), zone)
        return page_for_a_stranger(page)

    def proven(self, show: Callable[[_Asker], Response]) -> Callable[[], Response]:
        """Let in only blocks in a shop that has us installed, and not too often."""

        @wraps(show)
        def shown() -> Response:
            plain = language_asked(request, "")
            try:
                visit = app_of(self.wiring).account_visit(as_it_came(request))
                asker = _Asker(shop_of(self.wiring, visit.shop_domain), visit.customer)
            except NotVerifiedError:
                return json_answer(error_document(plain, NOT_PROVEN), HTTPStatus.UNAUTHORIZED)
            except NobodyHereError:
                return not_found(plain)
            try:
                who = asker.customer or request.remote_addr or ""
                self.wiring.limiter.hit("storefront", f"{asker.shop.id}:{who}")
                return show(asker)
            except (TooManyAttemptsError, OverloadedError) as error:
                return refused(language_asked(request, asker.shop.locale), error)

        return shown


def account_blueprint(wiring: Wiring) -> Blueprint:
    """Return what account pages ask for, for an application to register at its root."""
    api = _AccountApi(wiring)
    door = Blueprint("account_api", __name__, url_prefix="/account-api")
    for name, show in (("order", api.order), ("orders", api.orders)):
        options = {"provide_automatic_options": False}
        door.add_url_rule(f"/{name}", name, api.proven(show), **options)
        door.add_url_rule(f"/{name}", f"{name}_preflight", _preflight, methods=["OPTIONS"])
    door.after_request(_opened)
    return door


def _preflight() -> Response:
    return Response(status=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)


def _opened(response: Response) -> Response:
    response.headers.update(_OPEN)
    return response
