"""The shopper's page inside a shop's own site, through the platform's proxy; sets no cookies.

The page itself is the same bytes for everybody: what is anybody's own comes as JSON, and is put in
place as text.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.access import Level
from domain.embedding import NotVerifiedError, StorefrontVisit
from domain.errors import BadTokenError, OverloadedError, TooManyAttemptsError
from domain.shop import Shop
from messages.language import Language, phrase
from services.look_up_order import (
    LinkTarget,
    OrderStory,
    look_up,
    open_link,
    order_of_customer,
    orders_of_customer,
    target_of,
    tell_story,
)
from services.shopper_visit import begin_visit, level_of
from services.wiring import Wiring
from tracking_page.answers import json_answer, liquid_answer, unkept
from tracking_page.asking import (
    NOT_PROVEN,
    NobodyHereError,
    app_of,
    as_it_came,
    language_asked,
    locale_asked,
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
    Ways,
    error_document,
    list_document,
    order_document,
    words_document,
)
from tracking_page.routes import NOT_FOUND
from tracking_page.schemas import read_look_up
from tracking_page.shell import shell
from tracking_page.shell_page import (
    line_of,
    others_of_customer,
    ways_of_link,
    ways_of_shopper,
    whole_page,
)
from tracking_page.views import OrderPage

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
        token = look_up(self.wiring, shop, form.number, form.proof, f"{shop.id}/{who}")
        if token is None:
            text = error_document(language, NOT_FOUND)
            return json_answer(text, HTTPStatus.UNPROCESSABLE_ENTITY)
        target = open_link(self.wiring, token)
        story = tell_story(self.wiring, target.shop_id, target.order_id)
        if story is None:
            return not_found(language)
        visit = begin_visit(self.wiring, target.shop_id, target.order_id, Level.PROVEN)
        ways = replace(ways_of_shopper(self.wiring, story), token=token, visit=visit)
        page = whole_page(self.wiring, story, _language(story), Level.PROVEN, ways)
        return self._told(page, _language(story), ways, _etag(self._name(target, Level.PROVEN)))

    def order(self, guest: _Guest) -> Response:
        """Show an order: by a link of this shop's, or as the customer's own.

        A script that has looked the order up posts what its look-up has proven: it is believed in
        a body only, for an address is kept in too many places.
        """
        posted = request.method == "POST"
        token = (request.form if posted else request.args).get("t", "")
        if not token:
            return self._own(guest)
        try:
            target = open_link(self.wiring, token)
        except BadTokenError:
            return not_found(language_asked(request, guest.shop.locale))
        if target.shop_id != guest.shop.id:
            return not_found(language_asked(request, guest.shop.locale))
        visit = request.form.get("visit", "") if posted else ""
        level = level_of(self.wiring, target, visit) if visit else Level.LINK
        name = self._name(target, level)
        if _is_seen(name):
            return unkept(_etag(name), posted=posted)
        story = tell_story(self.wiring, target.shop_id, target.order_id)
        if story is None:
            return not_found(language_asked(request, guest.shop.locale))
        ways = (
            ways_of_shopper(self.wiring, story)
            if level >= Level.PROVEN
            else ways_of_link(self.wiring, story, token)
        )
        page = whole_page(self.wiring, story, _language(story), level, ways)
        return self._told(page, _language(story), ways, _etag(name))

    def orders(self, guest: _Guest) -> Response:
        """List the orders of who is logged in; nobody logged in has none."""
        shop, customer = guest.shop, guest.visit.customer
        language = language_asked(request, shop.locale)
        if customer:
            self.wiring.limiter.hit("storefront", f"{shop.id}/{customer}")
        stories = orders_of_customer(self.wiring, shop.id, customer) if customer else ()
        place = _place(guest)
        listed = [
            ListedOrder(
                line_of(self.wiring, story, language),
                story.order.platform_id,
                Ways(page=f"{place}{story.order.platform_id}" if place else ""),
            )
            for story in stories
        ]
        return json_answer(list_document(listed, language))

    def _own(self, guest: _Guest) -> Response:
        """Show a customer's own order; everybody else's is not found."""
        shop, customer, asked = guest.shop, guest.visit.customer, order_asked(request)
        story = None
        if customer and asked:
            self.wiring.limiter.hit("storefront", f"{shop.id}/{customer}")
            story = order_of_customer(self.wiring, shop.id, customer, asked)
        if story is None:
            return not_found(language_asked(request, shop.locale))
        name = self._name(target_of(story), Level.PROVEN)
        if _is_seen(name):
            return unkept(_etag(name))
        others = others_of_customer(self.wiring, story, customer, _place(guest))
        ways, language = ways_of_shopper(self.wiring, story), _language(story)
        page = whole_page(self.wiring, story, language, Level.PROVEN, ways, others)
        return self._told(page, language, ways, _etag(name))

    def _told(self, page: OrderPage, language: Language, ways: Ways, etag: str) -> Response:
        answer = json_answer(order_document(page, language, ways))
        answer.headers["ETag"] = etag
        return answer

    def _name(self, target: LinkTarget, level: Level) -> str:
        wish, now = Wish(locale_asked(request), ""), self.wiring.clock()
        return page_name(target, f"proxy's, {level.name}", wish, now, self.version)

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
    proxy = _Proxy(wiring, shell(), load_assets().page_version)
    door = Blueprint("proxy", __name__, url_prefix="/proxy")
    door.add_url_rule("", "page", proxy.page, strict_slashes=False)
    door.add_url_rule("/words", "words", proxy.proven(proxy.words))
    door.add_url_rule("/look-up", "look_up", proxy.proven(proxy.look_up), methods=["POST"])
    both = ["GET", "POST"]
    door.add_url_rule("/order", "order", proxy.proven(proxy.order), methods=both)
    door.add_url_rule("/orders", "orders", proxy.proven(proxy.orders))
    return door


def _language(story: OrderStory) -> Language:
    return language_asked(request, story.order.locale or story.shop.locale)


def _place(guest: _Guest) -> str:
    """Return what stands before an order's id where the shop shows it; empty without a path."""
    path = sane_path(guest.visit.path_prefix)
    return f"{path}?order=" if path else ""


def _etag(name: str) -> str:
    return f'W/"{name}"'


def _is_seen(name: str) -> bool:
    """Tell whether the reader has this very document: a header says so, or the form of a POST."""
    if request.method == "POST":
        return request.form.get("seen", "") == _etag(name)
    return request.if_none_match.contains_weak(name)
