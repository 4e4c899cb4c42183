"""The shopper's door: the page behind a link, and the look-up form. Everything else is refused.

No form here needs protection against forgery: there is no session, and a look-up changes nothing
that its sender could not change by asking himself.
"""

from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from flask import Blueprint, Response, request

from domain.errors import BadTokenError, OverloadedError, TooManyAttemptsError
from domain.shop import PlatformKey, Shop
from messages.language import phrase
from services.look_up_order import LinkTarget, find_shop, look_up, open_link, tell_story
from services.wiring import Wiring
from tracking_page.answers import asset_answer, html_answer, page_answer, sent_on, unchanged
from tracking_page.assets import Assets, load_assets, zipped
from tracking_page.freshness import KEPT_FOR_SECONDS, Wish, page_name, wish_of
from tracking_page.rendering import Templates, page_templates
from tracking_page.schemas import LookUpForm, read_look_up
from tracking_page.times import zone_of_reader
from tracking_page.views import contact_view, order_page

NOT_FOUND = phrase("We found no order with this number and this e-mail or postal code.")
NOT_NOW = phrase("Orders cannot be looked up right now. Please try again in a minute.")
TOO_MANY = phrase("Too many attempts. Please wait a while and try again.")
_LONGEST_DOMAIN = 255


@dataclass(frozen=True, slots=True)
class _Pages:
    wiring: Wiring
    assets: Assets
    templates: Templates

    def order(self, token: str) -> Response:
        """Show an order: one read when nothing has changed, one more when it is cached."""
        try:
            target = open_link(self.wiring, token)
        except BadTokenError:
            return self._gone()
        wish, now = _wish(), self.wiring.clock()
        name = page_name(target, wish, now, self.assets.page_version)
        etag = f'W/"{name}"'
        vary = "Accept-Encoding" if wish.chosen else "Accept-Encoding, Accept-Language"
        if request.if_none_match.contains_weak(name):
            return unchanged(etag, vary)
        cache = self.wiring.page_cache
        packed = cache.get(name)
        if packed is None:
            text = self._render(target, wish, now, etag)
            if text is None:
                return self._gone()
            packed = zipped(text.encode())
            cache.put(name, packed, KEPT_FOR_SECONDS)
        return page_answer(request, packed, etag, vary)

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
        chosen = _wish().chosen
        return sent_on(f"/t/{token}?lang={chosen}" if chosen else f"/t/{token}")

    def static(self, version: str, name: str) -> Response:
        """Serve a file of the page."""
        asset = self.assets.files.get(name)
        if asset is None:
            return self._gone()
        return asset_answer(request, self.assets, version, asset)

    def _render(self, target: LinkTarget, wish: Wish, now: datetime, etag: str) -> str | None:
        story = tell_story(self.wiring, target.shop_id, target.order_id)
        if story is None:
            return None
        language = wish.language(story.order.locale, story.shop.locale)
        page = order_page(story, language, now, zone_of_reader(self.wiring, story))
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
