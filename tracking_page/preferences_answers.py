"""Fill the pages behind the links in mails: in the reader's language, in the shop's look."""

from http import HTTPStatus
from typing import Protocol

from flask import Response, request

from domain.brand import Brand
from domain.shop import Shop
from messages.language import Language
from services.shopper_wishes import SecondView, ShopperView
from tracking_page.answers import html_answer
from tracking_page.freshness import Wish, wish_of
from tracking_page.rendering import page_templates
from tracking_page.shop_look import look_of


class OfShop(Protocol):
    """Whatever is a shop's, and is shown in its look."""

    @property
    def shop(self) -> Shop:
        """Return whose it is."""
        ...

    @property
    def brand(self) -> Brand:
        """Return how that shop looks."""
        ...


class Pages:
    """The pages, ready to be filled; nobody keeps one."""

    def __init__(self) -> None:
        self._templates = page_templates()

    def fill(
        self,
        name: str,
        of: OfShop,
        reader: Language,
        *,
        status: HTTPStatus = HTTPStatus.OK,
        **values: object,
    ) -> Response:
        """Answer with a page of a shop's; its style sheet is allowed by its hash."""
        look = look_of(of.shop.name, of.brand)
        base = f"/p/{(request.view_args or {})['token']}"
        text = self._templates.fill(name, reader, look=look, base=base, **values)
        answer = html_answer(text, status)
        if look.style:
            policy = answer.headers["Content-Security-Policy"]
            allowed = policy.replace("style-src 'self'", f"style-src 'self' {look.style_hash}")
            answer.headers["Content-Security-Policy"] = allowed
        return answer

    def gone(self) -> Response:
        """Answer the same for a link that never was and for one that is over."""
        return html_answer(
            self._templates.fill("gone.html", asked().language("", "")), HTTPStatus.NOT_FOUND
        )


def reader_of(view: ShopperView | SecondView) -> Language:
    """Choose a page's language: asked for here, the shopper's own, the order's, the browser's."""
    if isinstance(view, SecondView):
        return asked().language("", view.shop.locale)
    return asked().language(view.wishes.language or view.order.locale, view.shop.locale)


def asked() -> Wish:
    """Return what the request says of languages."""
    return wish_of(request.args.get("lang", ""), request.headers.get("Accept-Language", ""))
