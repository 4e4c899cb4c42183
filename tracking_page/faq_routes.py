"""A shop's questions about delivery, for everybody and for search engines; it asks for no proof.

Nothing a request says is on the page but the words that were searched for.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Blueprint, Response, request

from domain.shop import PlatformKey
from messages.language import Language
from services.answer_faq import FaqTarget, faq_address, hosted_faq, look_up_address, open_faq
from services.change_brand import shop_brand
from services.page_look import look_of_page
from services.wiring import Wiring
from tracking_page.answers import Published, html_answer, published_page, still_published
from tracking_page.assets import load_assets, zipped
from tracking_page.faq_view import Asking, Ways, asking_of, faq_page
from tracking_page.freshness import KEPT_FOR_SECONDS, wish_of
from tracking_page.rendering import Templates, page_templates
from tracking_page.safe_links import https_address

_LONGEST_DOMAIN = 255


@dataclass(frozen=True, slots=True)
class _FaqPages:
    wiring: Wiring
    templates: Templates
    version: str

    def show(self, platform: str, domain: str) -> Response:
        """Show the questions, or those that were searched for."""
        wish = wish_of(request.args.get("lang", ""), request.headers.get("Accept-Language", ""))
        target = self._target(platform, domain)
        if target is None:
            text = self.templates.fill("gone.html", wish.language("", ""))
            return html_answer(text, HTTPStatus.NOT_FOUND)
        language = wish.language("", target.shop.locale)
        asking = asking_of(request.args.get("q", ""), wish.chosen)
        name = self._name(target, language, asking, self.wiring.clock())
        vary = "Accept-Encoding" if wish.chosen else "Accept-Encoding, Accept-Language"
        published = Published(f'W/"{name}"', vary, searched=bool(asking.words))
        if request.if_none_match.contains_weak(name):
            return still_published(published)
        return published_page(request, self._page(target, language, asking, name), published)

    def _page(self, target: FaqTarget, language: Language, asking: Asking, name: str) -> bytes:
        """Return the page, kept ready unless somebody searches: there are no end of words."""
        cache = self.wiring.page_cache
        packed = None if asking.words else cache.get(name)
        if packed is None:
            packed = zipped(self._text(target, language, asking).encode())
            if not asking.words:
                cache.put(name, packed, KEPT_FOR_SECONDS)
        return packed

    def _text(self, target: FaqTarget, language: Language, asking: Asking) -> str:
        shop, ways = target.shop, self._ways(target)
        page = faq_page(shop, hosted_faq(self.wiring, target, language), asking, ways)
        return self.templates.fill("faq.html", language, page=page)

    def _ways(self, target: FaqTarget) -> Ways:
        shop, own = target.shop, target.page.domain.own
        return Ways(
            here=faq_address(self.wiring, shop, own),
            # A path: the page may send its form only to the host it is at (form-action).
            look_up=urlsplit(look_up_address(self.wiring, shop, own)).path,
            css=look_of_page(shop.id, target.page),
            logo=https_address(shop_brand(self.wiring, shop.id).logo_url),
        )

    def _name(self, target: FaqTarget, language: Language, asking: Asking, now: datetime) -> str:
        """Name the page by everything it depends on; the shop's figures are of this hour."""
        parts = (
            "faq",
            target.shop.id,
            target.page.version,
            language.code,
            asking.chosen,
            asking.words,
            int(now.timestamp()) // KEPT_FOR_SECONDS,
            self.version,
        )
        return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]

    def _target(self, platform: str, domain: str) -> FaqTarget | None:
        if platform not in set(PlatformKey) or not domain.isprintable():
            return None
        if len(domain) > _LONGEST_DOMAIN:
            return None
        return open_faq(self.wiring, PlatformKey(platform), domain)


def faq_blueprint(wiring: Wiring) -> Blueprint:
    """Return the page of questions, for an application to register at its root."""
    pages = _FaqPages(wiring, page_templates(), load_assets().page_version)
    door = Blueprint("faq", __name__)
    door.add_url_rule("/faq/<platform>/<path:domain>", "show", pages.show)
    return door
