"""The shopper's page inside a shop's own site, through the platform's proxy; sets no cookies.

The page itself is the same bytes for everybody: what is anybody's own comes as JSON, and is put in
place as text.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.embedding import NotVerifiedError, StorefrontVisit
from domain.errors import BadTokenError, OverloadedError, TooManyAttemptsError
from domain.shop import Shop
from messages.language import phrase
from services.look_up_order import (
    LinkTarget,
    OrderStory,
    address_of,
    look_up,
    open_link,
    order_of_customer,
    orders_of_customer,
    page_address,
    tell_story,
)
from services.wiring import Wiring
from tracking_page.answers import json_answer, liquid_answer, unkept
from tracking_page.asking import (
    NOT_PROVEN,
    NobodyHereError,
    app_of,
    as_it_came,
    language_asked,
    not_found,
    order_asked,
    refused,
    sane_path,
    shop_of,
    shoppers_address,
)
from tracking_page.assets import load_assets
from tracking_page.freshness import Wish, page_name
from tracking_page.json_view import (
    ListedOrder,
    error_document,
    list_document,
    order_document,
    words_document,
)
from tracking_page.routes import NOT_FOUND
from tracking_page.schemas import read_look_up
from tracking_page.shell import shell
from tracking_page.times import zone_of_reader
from tracking_page.views import order_page

FAULTY = phrase("Something is missing.")


@dataclass(frozen=True, slots=True)
class _Guest:
    """Who asks, proven: the visit, and the shop it is in."""

    visit: StorefrontVisit
    shop: Shop


@dataclass(frozen=True, slots=True)
class _Proxy:
    wiring: Wiring
    shell: str
    version: str

    def page(self) -> Response:
        """Show the page, the same to everybody."""
        try:
            app_of(self.wiring).storefront_visit(as_it_came(request))
        except NobodyHereError:
            return not_found(language_asked(request, ""))
        except NotVerifiedError as error:
            return Response(error.answer.body, error.answer.status, dict(error.answer.headers))
        return liquid_answer(self.shell)

    def words(self, guest: _Guest) -> Response:
        """Say everything that stands around an order and the form."""
        return json_answer(words_document(language_asked(request, guest.shop.locale)))

    def look_up(self, guest: _Guest) -> Response:
        """Look an order up; a wrong proof and an unknown number get the same answer."""
        shop, language = guest.shop, language_asked(request, guest.shop.locale)
        form = read_look_up(request.form)
        if form.faulty:
            problems = {"number": form.number_error, "proof": form.proof_error}
            text = error_document(language, FAULTY, **problems)
            return json_answer(text, HTTPStatus.UNPROCESSABLE_ENTITY)
        who = guest.visit.customer or shoppers_address(request)
        token = look_up(self.wiring, shop, form.number, form.proof, f"{shop.id}:{who}")
        if token is None:
            text = error_document(language, NOT_FOUND)
            return json_answer(text, HTTPStatus.UNPROCESSABLE_ENTITY)
        target = open_link(self.wiring, token)
        story = tell_story(self.wiring, target.shop_id, target.order_id)
        return self._order(story, target, address_of(self.wiring, token), token)

    def order(self, guest: _Guest) -> Response:
        """Show an order: by a link of this shop's, or as the customer's own."""
        token = request.args.get("t", "")
        if not token:
            return self._own(guest)
        try:
            target = open_link(self.wiring, token)
        except BadTokenError:
            return not_found(language_asked(request, guest.shop.locale))
        if target.shop_id != guest.shop.id:
            return not_found(language_asked(request, guest.shop.locale))
        if request.if_none_match.contains_weak(self._name(target)):
            return unkept(self._etag(target))
        story = tell_story(self.wiring, target.shop_id, target.order_id)
        return self._order(story, target, address_of(self.wiring, token))

    def orders(self, guest: _Guest) -> Response:
        """List the orders of who is logged in; nobody logged in has none."""
        shop, customer = guest.shop, guest.visit.customer
        language, now = language_asked(request, shop.locale), self.wiring.clock()
        if customer:
            self.wiring.limiter.hit("storefront", f"{shop.id}:{customer}")
        stories = orders_of_customer(self.wiring, shop.id, customer) if customer else ()
        path = sane_path(guest.visit.path_prefix)
        listed = [
            ListedOrder(
                order_page(story, language, now, zone_of_reader(self.wiring, story)),
                story.order.platform_id,
                f"{path}?order={story.order.platform_id}" if path else "",
            )
            for story in stories
        ]
        return json_answer(list_document(listed, language))

    def _own(self, guest: _Guest) -> Response:
        """Show a customer's own order; everybody else's is not found."""
        shop, customer, asked = guest.shop, guest.visit.customer, order_asked(request)
        story = None
        if customer and asked:
            self.wiring.limiter.hit("storefront", f"{shop.id}:{customer}")
            story = order_of_customer(self.wiring, shop.id, customer, asked)
        if story is None:
            return not_found(language_asked(request, shop.locale))
        order = story.order
        target = LinkTarget(shop.id, order.id, order.version, story.page.version)
        if request.if_none_match.contains_weak(self._name(target)):
            return unkept(self._etag(target))
        return self._order(story, target, page_address(self.wiring, shop.id, order.id))

    def _order(
        self, story: OrderStory | None, target: LinkTarget, address: str, token: str = ""
    ) -> Response:
        if story is None:
            return not_found(language_asked(request, ""))
        language = language_asked(request, story.order.locale or story.shop.locale)
        zone = zone_of_reader(self.wiring, story)
        page = order_page(story, language, self.wiring.clock(), zone)
        answer = json_answer(order_document(page, language, address, token))
        answer.headers["ETag"] = self._etag(target)
        return answer

    def _name(self, target: LinkTarget) -> str:
        wish = Wish("json", request.args.get("lang", ""))
        return page_name(target, wish, self.wiring.clock(), self.version)

    def _etag(self, target: LinkTarget) -> str:
        return f'W/"{self._name(target)}"'

    def proven(self, show: Callable[[_Guest], Response]) -> Callable[[], Response]:
        """Let in only who comes through a shop that has us installed."""

        @wraps(show)
        def shown() -> Response:
            plain = language_asked(request, "")
            try:
                visit = app_of(self.wiring).storefront_visit(as_it_came(request))
                guest = _Guest(visit, shop_of(self.wiring, visit.shop_domain))
            except NotVerifiedError as error:
                return json_answer(error_document(plain, NOT_PROVEN), error.answer.status)
            except NobodyHereError:
                return not_found(plain)
            try:
                return show(guest)
            except (TooManyAttemptsError, OverloadedError) as error:
                return refused(language_asked(request, guest.shop.locale), error)

        return shown


def proxy_blueprint(wiring: Wiring) -> Blueprint:
    """Return what the platform's proxy asks for, for an application to register at its root."""
    assets = load_assets()
    proxy = _Proxy(wiring, shell(assets), assets.page_version)
    door = Blueprint("proxy", __name__, url_prefix="/proxy")
    door.add_url_rule("", "page", proxy.page, strict_slashes=False)
    door.add_url_rule("/words", "words", proxy.proven(proxy.words))
    door.add_url_rule("/look-up", "look_up", proxy.proven(proxy.look_up), methods=["POST"])
    door.add_url_rule("/order", "order", proxy.proven(proxy.order))
    door.add_url_rule("/orders", "orders", proxy.proven(proxy.orders))
    return door
