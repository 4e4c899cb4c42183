"""Tell blocks in a shop's account pages how an order goes, as JSON; shows no order to a stranger.

The blocks run in a worker of no origin, so any origin may ask; what is told depends on the token
alone. Without a customer in it the asker has proven nothing, and hears a status and no more.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial, wraps
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.embedding import NotVerifiedError
from domain.errors import OverloadedError, TooManyAttemptsError
from domain.shop import Shop
from services.look_up_order import (
    order_known_as,
    order_of_customer,
    orders_of_customer,
    target_of,
)
from services.page_address import known_addresses
from services.wiring import Wiring
from tracking_page.account_documents import (
    own_list_document,
    own_order_document,
    status_document,
)
from tracking_page.answers import json_answer, unkept
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
from tracking_page.assets import load_assets
from tracking_page.freshness import Wish, list_name, page_name
from tracking_page.json_view import error_document, list_document

_OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
_PREFLIGHT = {
    "Access-Control-Allow-Headers": "Authorization, Content-Type, If-None-Match",
    "Access-Control-Allow-Methods": "GET",
    "Access-Control-Max-Age": "86400",
}


@dataclass(frozen=True, slots=True)
class _Asker:
    """Who asks: a shop's customer, or somebody in the shop when `customer` is empty."""

    shop: Shop
    customer: str


@dataclass(frozen=True, slots=True)
class _AccountApi:
    wiring: Wiring
    version: str

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
        document = "account" if asker.customer else "account's status"
        wish, now = Wish(language.code, ""), self.wiring.clock()
        name = page_name(target_of(story), document, wish, now, self.version)
        if not asker.customer:
            return _newest(name, lambda: status_document(self.wiring, story, language))
        whole = partial(own_order_document, self.wiring, story, asker.customer, language)
        return _newest(name, whole)

    def orders(self, asker: _Asker) -> Response:
        """List a customer's orders; a page is named where one has been made already."""
        shop, language = asker.shop, language_asked(request, asker.shop.locale)
        stories = orders_of_customer(self.wiring, shop.id, asker.customer) if asker.customer else ()
        if not stories:
            return json_answer(list_document((), language))
        pages = known_addresses(self.wiring, shop.id, [story.order.id for story in stories])
        document = f"account's list, leading to {sorted(pages)}"
        found = [target_of(story) for story in stories]
        wish, now = Wish(language.code, ""), self.wiring.clock()
        name = list_name(found, document, wish, now, self.version)
        return _newest(name, lambda: own_list_document(self.wiring, stories, pages, language))

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
                self.wiring.limiter.hit("storefront", f"{asker.shop.id}/{who}")
                return show(asker)
            except (TooManyAttemptsError, OverloadedError) as error:
                return refused(language_asked(request, asker.shop.locale), error)

        return shown


def account_blueprint(wiring: Wiring) -> Blueprint:
    """Return what account pages ask for, for an application to register at its root."""
    api = _AccountApi(wiring, load_assets().page_version)
    door = Blueprint("account_api", __name__, url_prefix="/account-api")
    for name, show in (("order", api.order), ("orders", api.orders)):
        options = {"provide_automatic_options": False}
        door.add_url_rule(f"/{name}", name, api.proven(show), **options)
        door.add_url_rule(f"/{name}", f"{name}_preflight", _preflight, methods=["OPTIONS"])
    door.after_request(_opened)
    return door


def _newest(name: str, tell: Callable[[], str]) -> Response:
    """Answer with the document of this name, or that the asker has it; scripts keep the name."""
    etag = f'W/"{name}"'
    if request.if_none_match.contains_weak(name):
        return unkept(etag)
    answer = json_answer(tell())
    answer.headers["ETag"] = etag
    return answer


def _preflight() -> Response:
    return Response(status=HTTPStatus.NO_CONTENT, headers=_PREFLIGHT)


def _opened(response: Response) -> Response:
    response.headers.update(_OPEN)
    return response
