"""The links that mails carry, and a reader who opens them; for tests of the pages behind them."""

import re
from dataclasses import dataclass

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import MultiDict
from werkzeug.test import TestResponse

from domain.preferences import ShopperPreferences
from services.shopper_links import Linked, preferences_address
from services.shopper_wishes import ShopperView, open_wishes
from services.wiring import Wiring
from storage.shopper_preferences import preferences_of
from tests.tracking_page.kept_orders import keep, told
from tracking_page.counting import counting_blueprint
from tracking_page.preferences_routes import preferences_blueprint
from tracking_page.push_routes import subscriptions_blueprint
from tracking_page.routes import blueprint
from tracking_page.second_recipient_routes import invitations_blueprint

ALVA = "alva@example.com"
_FIELD = re.compile(r"<(?:input|select|button)\b[^>]*>")
_ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def site(wiring: Wiring) -> Flask:
    """Return an application with everything that links in mails lead to."""
    app = Flask("pages behind links under test", static_folder=None)
    for made in (
        blueprint,
        preferences_blueprint,
        invitations_blueprint,
        subscriptions_blueprint,
        counting_blueprint,
    ):
        app.register_blueprint(made(wiring))
    return app


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with the mail about one order open: their link, and a browser without script."""

    wiring: Wiring
    shop_id: int
    order_id: int
    path: str
    client: FlaskClient

    @property
    def token(self) -> str:
        return self.path.rpartition("/")[2]

    def look(self, under: str = "") -> TestResponse:
        return self.client.get(self.path + under)

    def form(self) -> MultiDict[str, str]:
        """Return what the page's form says as it stands."""
        return fields_of(self.look().text)

    def post(self, form: MultiDict[str, str]) -> TestResponse:
        return self.client.post(self.path, data=form)

    def save(self, **changes: str | None) -> TestResponse:
        """Fill in and send the form: a value for a field, or None to clear it."""
        form = self.form()
        for name, value in changes.items():
            form.setlist(name, [] if value is None else [value])
        return self.post(form)

    def view(self) -> ShopperView:
        view = open_wishes(self.wiring, self.token)
        assert isinstance(view, ShopperView)
        return view

    def wishes(self, address: str = ALVA) -> ShopperPreferences:
        with self.wiring.sessions() as session:
            return preferences_of(session, self.shop_id, address)


def reader_of(wiring: Wiring, shop_id: int, number: str = "#1042", **changes: object) -> Reader:
    """Keep an order and open the mail about it."""
    order = told(number, **changes)
    order_id = keep(wiring, shop_id, order)
    path = link_to(wiring, shop_id, order_id, order.contact.email)
    return Reader(wiring, shop_id, order_id, path, site(wiring).test_client())


def link_to(
    wiring: Wiring, shop_id: int, order_id: int, to: str = ALVA, *, second: bool = False
) -> str:
    """Return the path of the page that a mail to an address links to."""
    address = preferences_address(wiring, Linked(shop_id, order_id, second), to)
    return address.removeprefix(wiring.public_url)


def fields_of(page: str) -> MultiDict[str, str]:
    """Return what a browser would send of a page's form, were it sent as it stands."""
    form: MultiDict[str, str] = MultiDict()
    for tag in _FIELD.findall(page):
        named = dict(_ATTRIBUTE.findall(tag))
        if not tag.startswith("<input") or "name" not in named:
            continue
        if named.get("type") in {"checkbox", "radio"} and not tag.endswith(" checked>"):
            continue
        form.add(named["name"], named.get("value", ""))
    chosen = re.search(r'<option value="([^"]*)" selected', page)
    form["language"] = chosen[1] if chosen else ""
    return form
