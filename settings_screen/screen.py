"""What every page of the screen shares: templates, files, and the shell it is shown in."""

from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import parse_qsl

from flask import Response, request

from domain.shop import PlatformKey
from domain.team import Role
from messages.language import phrase
from services.review_exceptions import count_exceptions
from services.wiring import Wiring
from settings_screen.answers import framed_page, inside_page, outside_page
from settings_screen.assets import Assets
from settings_screen.figures import number
from settings_screen.rendering import Templates
from settings_screen.visits import (
    EMBEDDED,
    NotAllowedError,
    ShopAwayError,
    Visit,
    language_of,
    visit_of,
)

PAGES = {
    "home": ("/settings", phrase("Home")),
    "exceptions": ("/settings/exceptions", phrase("Exceptions")),
    "carriers": ("/settings/carriers", phrase("Carriers")),
    "messages": ("/settings/messages", phrase("Notifications")),
    "brand": ("/settings/brand", phrase("Brand")),
    "tracking": ("/settings/tracking", phrase("Tracking page")),
    "channels": ("/settings/channels", phrase("Channels")),
    "endpoints": ("/settings/webhooks", phrase("Webhooks")),
    "team": ("/settings/team", phrase("Team and API keys")),
    "connection": ("/settings/connection", phrase("Connection")),
    "storefront": ("/settings/storefront", phrase("Storefront")),
    "plan": ("/settings/plan", phrase("Plan")),
    "privacy": ("/settings/privacy", phrase("Data and privacy")),
    "audit": ("/settings/audit", phrase("Changes")),
}
"""Every page: its address and its name in the navigation, in order."""

LAST_ROW = 2**63 - 1
"""The highest number a row may have: addresses with a higher one lead nowhere."""
_INSIDE, _OUTSIDE = "embedded", "light"


@dataclass(frozen=True, slots=True)
class Screen:
    """The screen of one process."""

    wiring: Wiring
    assets: Assets
    templates: Templates

    def visit(self, needs: Role | None = None) -> Visit:
        """Return who makes the present request; raise what `visit_of` does, and NotAllowedError.

        Who posts must be an editor at least, unless `needs` says otherwise.
        """
        visit = visit_of(self.wiring, request)
        usual = Role.EDITOR if request.method == "POST" else Role.VIEWER
        if not visit.role.covers(needs or usual):
            raise NotAllowedError(visit)
        return visit

    def page(
        self, visit: Visit, name: str, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        """Answer with one of PAGES, or a page below it such as `carriers/form`, in its shell."""
        text = self._filled(
            visit, name, **values, here=name.partition("/")[0], pages=self._pages(visit)
        )
        if visit.embedded and visit.app:
            return inside_page(text, visit.headers, visit.app.cdn, status)
        if visit.framed_by:
            return framed_page(text, visit.framed_by, status)
        return outside_page(text, status)

    def part(
        self, visit: Visit, name: str, status: HTTPStatus = HTTPStatus.OK, **values: object
    ) -> Response:
        """Answer htmx with a part of a page, in the words and looks of its shell."""
        return outside_page(self._filled(visit, name, **values), status)

    def _filled(self, visit: Visit, name: str, **values: object) -> str:
        return self.templates.fill(
            f"{name}.html",
            visit.language,
            **values,
            shell=_INSIDE if visit.embedded else _OUTSIDE,
            shop=visit.shop,
            app=visit.app,
            kept=visit.kept,
            kept_fields=parse_qsl(visit.kept.removeprefix("?")),
            frame=visit.frame,
            proof=visit.proof,
            others=visit.others,
            role=visit.role.value,
            on_shopify=visit.shop.platform is PlatformKey.SHOPIFY,
        )

    def outside(self, name: str, status: HTTPStatus = HTTPStatus.OK, **values: object) -> Response:
        """Answer with a page that needs no visit, outside any admin."""
        text = self.templates.fill(f"{name}.html", language_of(request), **values)
        return outside_page(text, status)

    def shop_away(self, error: ShopAwayError) -> Response:
        """Answer that the platform is away, so that the admin may show it."""
        text = self.templates.fill("away.html", language_of(request))
        app = self.wiring.apps[EMBEDDED]
        return inside_page(text, error.headers, app.cdn, HTTPStatus.SERVICE_UNAVAILABLE)

    def _pages(self, visit: Visit) -> list[tuple[str, str, str]]:
        return [
            (name, f"{address}{visit.kept}", self._label(name, label, visit))
            for name, (address, label) in PAGES.items()
            if self._is_shown(name, visit)
        ]

    def _label(self, name: str, label: str, visit: Visit) -> str:
        """Return a page's name in the navigation, with how much waits there."""
        said = visit.language.say(label)
        waiting = count_exceptions(self.wiring, visit.shop.id).all if name == "exceptions" else 0
        if not waiting:
            return said
        counted = number(visit.language, waiting)
        return visit.language.say("%(page)s (%(number)s)", page=said, number=counted)

    def _is_shown(self, name: str, visit: Visit) -> bool:
        """Tell whether a page is of use: plans are apps' only, connections those of sites."""
        if name == "connection":
            return visit.shop.platform in self.wiring.sites
        return name != "plan" or visit.app is not None
