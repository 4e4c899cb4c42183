"""Tell our plugin in a shop how orders go, as JSON; whose they are, it alone knows.

The plugin speaks server to server and signs what it asks. Nothing here is meant for a browser.
"""

import gzip
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import wraps
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from domain.access import Level
from domain.errors import OverloadedError, TooManyAttemptsError
from domain.shop import Shop
from domain.shop_events import Shopper
from messages.language import Language, phrase
from services.answer_faq import answer_faq
from services.export_shopper import export_shopper
from services.look_up_order import (
    OrderStory,
    find_orders,
    look_up,
    open_link,
    order_known_as,
    tell_stories,
    tell_story,
)
from services.plugin_proof import NotProvenError, asking_shop
from services.privacy_requests import forget_by_email
from services.wiring import Wiring
from tracking_page.answers import json_answer
from tracking_page.asking import language_asked, not_found, refused
from tracking_page.assets import load_assets
from tracking_page.freshness import KEPT_FOR_SECONDS, Wish, list_name
from tracking_page.json_view import (
    ListedOrder,
    Ways,
    error_document,
    faq_document,
    orders_document,
    words_document,
)
from tracking_page.proxy import FAULTY
from tracking_page.routes import NOT_FOUND
from tracking_page.schemas import read_look_up
from tracking_page.shell_page import listed_page, ways_of_shopper, whole_page

MOST_AT_ONCE = 50
_LONGEST_ID = 20
_LONGEST_CALLER = 64
_LONGEST_EMAIL = 254
ERASING = phrase("What Framme keeps about this address is erased within a few minutes.")


@dataclass(frozen=True, slots=True)
class _PluginApi:
    wiring: Wiring
    version: str

    def orders(self, shop: Shop) -> Response:
        """Tell several orders at once, for a page that lists them; one unchanged is kept ready."""
        language = language_asked(request, shop.locale)
        found = find_orders(self.wiring, shop.id, _ids(request.args.get("ids", "")))
        wish, now = Wish(language.code, ""), self.wiring.clock()
        name = list_name(found, "plugin's list", wish, now, self.version)
        kept = self.wiring.page_cache.get(name) if found else None
        if kept is not None:
            return json_answer(gzip.decompress(kept).decode())
        stories = tell_stories(self.wiring, shop, found)
        listed = [
            ListedOrder(listed_page(self.wiring, story, language), story.order.platform_id, Ways())
            for story in stories
        ]
        text = orders_document(listed, language)
        if found:
            packed = gzip.compress(text.encode(), compresslevel=1)
            self.wiring.page_cache.put(name, packed, KEPT_FOR_SECONDS)
        return json_answer(text)

    def order(self, shop: Shop) -> Response:
        """Tell one order, with the way in to its page at Framme.

        The plugin has made sure of its reader; with `own` it says that they are logged in as the
        order's customer, who is told of their other orders as well.
        """
        language = language_asked(request, shop.locale)
        asked = _ids(request.args.get("id", ""))
        story = order_known_as(self.wiring, shop.id, asked[0]) if asked else None
        if story is None:
            return not_found(language)
        level = Level.CODED if request.args.get("own") == "1" else Level.PROVEN
        return self._alone(story, language, level)

    def look_up(self, shop: Shop) -> Response:
        """Look an order up; a wrong proof and an unknown number get the same answer."""
        language = language_asked(request, shop.locale)
        form = read_look_up(request.form)
        if form.faulty:
            problems = {"number": form.number_error, "proof": form.proof_error}
            text = error_document(language, FAULTY, **problems)
            return json_answer(text, HTTPStatus.UNPROCESSABLE_ENTITY)
        caller = request.form.get("caller", "")[:_LONGEST_CALLER]
        token = look_up(self.wiring, shop, form.number, form.proof, f"{shop.id}/{caller}")
        if token is None:
            text = error_document(language, NOT_FOUND)
            return json_answer(text, HTTPStatus.UNPROCESSABLE_ENTITY)
        target = open_link(self.wiring, token)
        story = tell_story(self.wiring, target.shop_id, target.order_id)
        if story is None:
            return not_found(language)
        return self._alone(story, language, Level.PROVEN)

    def words(self, shop: Shop) -> Response:
        """Say everything that stands around an order and the form."""
        return json_answer(words_document(language_asked(request, shop.locale)))

    def faq(self, shop: Shop) -> Response:
        """Answer delivery questions; the page named is on the shop's own site, or ours is."""
        language = language_asked(request, shop.locale)
        page = _page_of(shop, request.args.get("page", ""))
        return json_answer(faq_document(answer_faq(self.wiring, shop, language, page), language))

    def export(self, shop: Shop) -> Response:
        """Tell all that is kept of a shopper, whom the shop has made sure of."""
        shopper = Shopper("", _email(), "", ())
        return json_answer(export_shopper(self.wiring, shop.id, shopper).document)

    def erase(self, shop: Shop) -> Response:
        """Have a shopper forgotten, whom the shop has made sure of; a task does it at once."""
        forget_by_email(self.wiring, shop.id, _email())
        said = language_asked(request, shop.locale).say(ERASING)
        return json_answer(json.dumps({"message": said}, ensure_ascii=False))

    def _alone(self, story: OrderStory, language: Language, level: Level) -> Response:
        ways = ways_of_shopper(self.wiring, story)
        page = whole_page(self.wiring, story, language, level, ways)
        listed = [ListedOrder(page, story.order.platform_id, ways)]
        return json_answer(orders_document(listed, language, alone=True))

    def proven(self, show: Callable[[Shop], Response]) -> Callable[[], Response]:
        """Let in only the plugin of a shop that is connected."""

        @wraps(show)
        def shown() -> Response:
            plain = language_asked(request, "")
            try:
                shop = asking_shop(self.wiring, request.headers.get("Authorization", ""))
            except NotProvenError as error:
                return json_answer(error_document(plain, error.told), HTTPStatus.UNAUTHORIZED)
            try:
                return show(shop)
            except (TooManyAttemptsError, OverloadedError) as error:
                return refused(language_asked(request, shop.locale), error)

        return shown


def _ids(asked: str) -> Sequence[str]:
    """Return the order ids in a list of digits and commas, each once, at most fifty."""
    ids = (id_.strip() for id_ in asked.split(",", MOST_AT_ONCE)[:MOST_AT_ONCE])
    fit = (id_ for id_ in ids if id_.isascii() and id_.isdecimal() and len(id_) <= _LONGEST_ID)
    return list(dict.fromkeys(fit))


def _email() -> str:
    return request.form.get("email", "").strip()[:_LONGEST_EMAIL]


def _page_of(shop: Shop, address: str) -> str:
    """Return an address if it lies on the shop's own site."""
    ours, theirs = urlsplit(shop.storefront_url), urlsplit(address)
    same = (ours.scheme, ours.netloc) == (theirs.scheme, theirs.netloc)
    return address if ours.netloc and same else ""


def plugin_blueprint(wiring: Wiring) -> Blueprint:
    """Return what our plugin asks for, for an application to register at its root."""
    api = _PluginApi(wiring, load_assets().page_version)
    door = Blueprint("plugin_api", __name__, url_prefix="/shop-api/v1")
    door.add_url_rule("/orders", "orders", api.proven(api.orders))
    door.add_url_rule("/order", "order", api.proven(api.order))
    door.add_url_rule("/look-up", "look_up", api.proven(api.look_up), methods=["POST"])
    door.add_url_rule("/words", "words", api.proven(api.words))
    door.add_url_rule("/faq", "faq", api.proven(api.faq))
    for name, answer in (("export", api.export), ("erase", api.erase)):
        door.add_url_rule(f"/privacy/{name}", name, api.proven(answer), methods=["POST"])
    return door
