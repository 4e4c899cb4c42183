"""The brand page: how mails look, whom they are from, and whether the sender's domain says so."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.brand import Brand
from domain.errors import ChangedMeanwhileError
from domain.kinds import ChannelKey, Kind
from domain.page_design import PageDesign
from domain.texts import TextKey
from messages.language import language_for, phrase
from messages.render import Rendered
from services.change_brand import (
    EnteredBrand,
    InvalidBrandError,
    brand_in,
    change_brand,
    problems_of,
    shop_brand,
)
from services.change_page import part_of_page
from services.check_sender import sender_review
from services.preview_message import Wanted, preview
from services.preview_page import Draft
from services.show_preview import keep_shown
from settings_screen.brand_view import (
    as_entered,
    brand_problems,
    colour_fields,
    contrast_words,
    look_fields,
    more_groups,
    read_brand,
)
from settings_screen.carriers_view import Looking
from settings_screen.messages_routes import OUTCOMES
from settings_screen.page_preview import framed
from settings_screen.preview_view import SHOWN
from settings_screen.screen import Screen
from settings_screen.sender_view import record_lines
from settings_screen.tracking_forms import CHANGED, Form, Trouble, faulty, no_trouble
from settings_screen.visits import Visit, by_htmx

BRAND = "/settings/brand"
BRAND_OUTCOMES = {
    **OUTCOMES,
    "checked": ("info", phrase("The domain was checked: this is how it stands.")),
    "no-answer": (
        "warning",
        phrase("The domain could not be checked just now. Please try again in a minute."),
    ),
    "no-sender": ("warning", phrase("Enter the sender's address first, and save it.")),
    "wait": ("warning", phrase("Tried too often. Please wait ten minutes.")),
}


@dataclass(frozen=True, slots=True)
class _Brand:
    screen: Screen

    def show(self) -> Response:
        """Show the brand as it is kept."""
        return self._page(self.screen.visit(), no_trouble())

    def save(self) -> WsgiResponse:
        """Keep what was entered."""
        visit, entered = self.screen.visit(), read_brand(request.form)
        form = Form(visit, BRAND, {})
        try:
            change_brand(self.screen.wiring, visit.shop.id, entered, visit.who)
        except InvalidBrandError as error:
            wrong = faulty(brand_problems(error.problems, visit.language))
            return form.refused(wrong, lambda told: self._page(visit, told, entered))
        except ChangedMeanwhileError:
            return form.refused(CHANGED, lambda told: self._page(visit, told))
        return form.on("saved")

    def look(self) -> Response:
        """Show a mail and the tracking page in the brand being chosen; nothing is kept."""
        visit = self.screen.visit()
        entered = read_brand(request.form)
        if not by_htmx(request):
            errors = brand_problems(problems_of(entered), visit.language)
            return self._page(visit, Trouble(HTTPStatus.OK, errors), entered)
        return self.screen.part(
            visit,
            "brand/look",
            HTTPStatus.OK,
            contrasts=contrast_words(entered, visit.language),
            **self._seen(visit, brand_in(entered)),
        )

    def _seen(self, visit: Visit, brand: Brand) -> Mapping[str, str]:
        """Return the addresses of a mail and of the tracking page in a brand, for two frames."""
        wiring, shop = self.screen.wiring, visit.shop
        design = part_of_page(wiring, shop.id, PageDesign)
        draft = Draft(shop.id, design, language_for(shop.locale).code, brand=brand)
        return {"mail_at": self._example(visit, brand), "page_at": framed(wiring, visit, draft)}

    def _example(self, visit: Visit, brand: Brand) -> str:
        key = TextKey(Kind.SHIPPED, ChannelKey.EMAIL, language_for(visit.shop.locale).code)
        seen = preview(self.screen.wiring, visit.shop.id, Wanted(key, brand=brand)).shown
        html = seen.html if isinstance(seen, Rendered) else ""
        return f"{SHOWN}/{keep_shown(self.screen.wiring, html)}"

    def _page(
        self, visit: Visit, trouble: Trouble, entered: EnteredBrand | None = None
    ) -> Response:
        kept = shop_brand(self.screen.wiring, visit.shop.id)
        sender = sender_review(self.screen.wiring, visit.shop.id)
        shown, wrong = entered or as_entered(kept), trouble.errors
        looking = Looking(visit.shop, visit.language, self.screen.wiring.clock())
        return self.screen.page(
            visit,
            "brand",
            trouble.status,
            look=look_fields(shown, wrong, visit.language),
            colours=colour_fields(shown, wrong, visit.language),
            contrasts=contrast_words(shown, visit.language),
            groups=more_groups(shown, wrong, visit.language),
            version=shown.version,
            logo=kept.logo_url,
            sender=sender,
            records=record_lines(sender.findings, visit.language),
            checked=looking.moment(sender.checked_at) if sender.checked_at else "",
            outcome=BRAND_OUTCOMES.get(trouble.outcome),
            **self._seen(visit, brand_in(shown)),
        )


def add_brand(door: Blueprint, screen: Screen) -> None:
    """Add the brand page to a blueprint."""
    pages = _Brand(screen)
    door.add_url_rule(BRAND, "brand", pages.show)
    door.add_url_rule(BRAND, "save_brand", pages.save, methods=["POST"])
    door.add_url_rule(f"{BRAND}/look", "look_at_brand", pages.look, methods=["POST"])
