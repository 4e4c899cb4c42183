"""The shopper's door: the page behind a link, and the look-up form. Everything else is refused.

The look-up form needs no protection against forgery: it opens nothing to its sender, and to the
browser that sends it only the page of the order it names.
"""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.access import Level
from domain.errors import BadTokenError, OverloadedError, TooManyAttemptsError
from domain.shop import PlatformKey, Shop
from messages.language import phrase
from services.count_campaign import note_shown
from services.look_up_order import find_shop, look_up, open_link, tell_story
from services.page_address import address_of
from services.shopper_visit import begin_visit
from services.wiring import Wiring
from tracking_page.answers import (
    Standing,
    asset_answer,
    html_answer,
    page_answer,
    sent_on,
    unchanged,
)
from tracking_page.assets import Assets, load_assets, zipped
from tracking_page.freshness import KEPT_FOR_SECONDS, Wish, name_for, page_name, wish_of
from tracking_page.rendering import Templates, page_templates
from tracking_page.schemas import LookUpForm, read_look_up
from tracking_page.seeing import Looking, gather
from tracking_page.times import zone_of_reader
from tracking_page.views import contact_view, order_page
from tracking_page.visiting import Visitor, keep_visit, visitor_of

NOT_FOUND = phrase("We found no order with this number and this e-mail, phone or postal code.")
NOT_NOW = phrase("Orders cannot be looked up right now. Please try again in a minute.")
TOO_MANY = phrase("Too many attempts. Please wait a while and try again.")
_LONGEST_DOMAIN = 255


@dataclass(frozen=True, slots=True)
class _Pages:
    wiring: Wiring
    assets: Assets
    templates: Templates

    def order(self, token: str) -> Response:
        """Show an order: one read when nothing has changed, one more when it is cached.

        Cached is what anybody with the link sees; who has shown more gets a page of their own.
        """
        try:
            visitor = visitor_of(self.wiring, request, token)
        except BadTokenError:
            return self._gone()
        wish, now, cache = _wish(), self.wiring.clock(), self.wiring.page_cache
        page = page_name(visitor.target, "page", wish, now, self.assets.page_version)
        name, own = name_for(page, token, visitor.level, visitor.visit), visitor.level > Level.LINK
        vary = (
            "Accept-Encoding, Cookie" if wish.chosen else "Accept-Encoding, Accept-Language, Cookie"
        )
        standing = Standing(f'W/"{name}"', vary, own)
        if request.if_none_match.contains_weak(name):
            return unchanged(standing)
        packed = None if own else cache.get(name)
        if packed is None:
            text = self._render(visitor, token, wish, now, standing.etag)
            if text is None:
                return self._gone()
            packed = zipped(text.encode())
            if not own:
                cache.put(name, packed, KEPT_FOR_SECONDS)
        return page_answer(request, packed, standing)

    def look_up_form(self, platform: str, domain: str) -> Response:
        """Show the empty form."""
        shop = self._shop(platform, domain)
        return self._form(shop, LookUpForm()) if shop else self._gone()

    def look_up(self, platform: str, domain: str) -> Response:
        """Look an order up; a wrong proof and an unknown number get the same answer."""
        shop = self._shop(platform, domain)
        if shop is None:
            return self._gone()
        form = read_look_up(request.form)
        if form.faulty:
            return self._form(shop, form, status=HTTPStatus.UNPROCESSABLE_ENTITY)
        try:
            caller = request.remote_addr or ""
            token = look_up(self.wiring, shop, form.number, form.proof, caller)
        except TooManyAttemptsError as error:
            answer = self._form(shop, form, TOO_MANY, HTTPStatus.TOO_MANY_REQUESTS)
            answer.headers["Retry-After"] = str(max(1, round(error.retry_after.total_seconds())))
            return answer
        except OverloadedError:
            return self._form(shop, form, NOT_NOW, HTTPStatus.SERVICE_UNAVAILABLE)
        if token is None:
            return self._form(shop, form, NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY)
        return self._let_in(token)

    def static(self, version: str, name: str) -> Response:
        """Serve a file of the page."""
        asset = self.assets.files.get(name)
        if asset is None:
            return self._gone()
        return asset_answer(request, self.assets, version, asset)

    def _let_in(self, token: str) -> Response:
        """Lead to the order, as one who has proven that it is theirs."""
        chosen = _wish().chosen
        answer = sent_on(f"/t/{token}?lang={chosen}" if chosen else f"/t/{token}")
        target = open_link(self.wiring, token)
        visit = begin_visit(self.wiring, target.shop_id, target.order_id, Level.PROVEN)
        keep_visit(self.wiring, answer, token, visit)
        return answer

    def _render(
        self, visitor: Visitor, token: str, wish: Wish, now: datetime, etag: str
    ) -> str | None:
        target = visitor.target
        story = tell_story(self.wiring, target.shop_id, target.order_id)
        if story is None:
            return None
        language = wish.language(story.order.locale, story.shop.locale)
        # What anybody sees is kept for all: it says nothing of what one visitor did.
        done = request.args.get("done", "") if visitor.level > Level.LINK else ""
        here = address_of(self.wiring, token, story.page.domain.own)
        looking = Looking(visitor.level, token, visitor.form_proof, done, here)
        seen = gather(self.wiring, story, language, looking)
        page = order_page(story, seen, language, now, zone_of_reader(self.wiring, story))
        note_shown(self.wiring, story, [one.id for one in page.campaigns])
        return self.templates.fill("order.html", language, page=page, etag=etag)

    def _form(
        self, shop: Shop, form: LookUpForm, notice: str = "", status: HTTPStatus = HTTPStatus.OK
    ) -> Response:
        wish = _wish()
        language = wish.language(wish.accepted, shop.locale)
        contact = contact_view(shop, form.number)
        values = {"shop_name": shop.name, "form": form, "notice": notice, "contact": contact}
        return html_answer(self.templates.fill("look_up.html", language, **values), status)

    def _gone(self) -> Response:
        """Answer the same for a link that never was, one that is over, and a shop nobody knows."""
        text = self.templates.fill("gone.html", _wish().language("", ""))
        return html_answer(text, HTTPStatus.NOT_FOUND)

    def _shop(self, platform: str, domain: str) -> Shop | None:
        if platform not in set(PlatformKey) or not domain.isprintable():
            return None
        if len(domain) > _LONGEST_DOMAIN:
            return None
        shop = find_shop(self.wiring, PlatformKey(platform), domain)
        return None if shop is None or shop.uninstalled_at else shop


def blueprint(wiring: Wiring) -> Blueprint:
    """Return the shopper's pages, for an application to register at its root."""
    assets = load_assets()
    pages = _Pages(wiring, assets, page_templates())
    door = Blueprint("tracking_page", __name__)
    look_up_path = "/track/<platform>/<path:domain>"
    door.add_url_rule("/t/<token>", "order", pages.order)
    door.add_url_rule(look_up_path, "look_up_form", pages.look_up_form)
    door.add_url_rule(look_up_path, "look_up", pages.look_up, methods=["POST"])
    door.add_url_rule("/t/static/<version>/<name>", "static", pages.static)
    return door


def _wish() -> Wish:
    return wish_of(request.args.get("lang", ""), request.headers.get("Accept-Language", ""))
