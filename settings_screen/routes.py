"""The merchant's pages and what they save. Every request is proven before anything is read."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request

from messages.language import phrase
from services.change_settings import (
    dismiss_guide,
    read_settings,
    see_messages,
    set_kinds_on,
    set_show_scans,
)
from services.export_shopper import NoAnswerError, list_privacy_requests, open_answer
from services.review_carriers import carriers_in_short
from services.review_exceptions import count_exceptions
from services.review_shop import shop_overview
from settings_screen.answers import asset_answer, download, facts
from settings_screen.attention_view import attention, worst_first
from settings_screen.blocks_view import placed_by_hand
from settings_screen.home_view import figures, notices, steps
from settings_screen.message_view import (
    NOT_GRANTED,
    UnreadableFormError,
    read_messages,
    switches,
)
from settings_screen.plan_view import plan_lines, used
from settings_screen.privacy_view import request_lines
from settings_screen.screen import Screen
from settings_screen.storefront_view import storefront_view
from settings_screen.visits import Visit

SAVED = phrase("Saved")
NO_ANSWER = phrase("This answer is no longer kept.")
LAST_ROW = 2**63 - 1


@dataclass(frozen=True, slots=True)
class _Pages:
    screen: Screen

    def home(self) -> Response:
        """Show how the shop stands."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        seen = shop_overview(wiring, visit.shop.id)
        chosen = read_settings(wiring, visit.shop.id)
        links = visit.app.editor_links(visit.shop.domain) if visit.app else None
        carriers = carriers_in_short(wiring, visit.shop.id)
        found = count_exceptions(wiring, visit.shop.id)
        standing = notices(
            seen,
            can_grant=visit.app is not None and not visit.embedded,
            kept=visit.kept,
            language=visit.language,
        )
        calling = attention(found, carriers, wiring, visit.kept, visit.language)
        return self.screen.page(
            visit,
            "home",
            figures=figures(seen, visit.language),
            notices=worst_first([*standing, *calling]),
            steps=list(steps(seen, chosen, links, carriers, visit.language)),
            guide=not chosen.guide_dismissed,
            not_shown=seen.figures.scans_not_shown,
        )

    def messages(self) -> Response:
        """Show what may be sent, and what may be shown by the platform."""
        visit = self.screen.visit()
        chosen = see_messages(self.screen.wiring, visit.shop.id)
        return self.screen.page(
            visit, "messages", switches=switches(chosen, visit.language), scans=chosen.show_scans
        )

    def save_messages(self) -> Response:
        """Save exactly what is switched on now."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        try:
            wanted = read_messages(request.form)
        except UnreadableFormError as error:
            said = {name: visit.language.say(text) for name, text in error.errors.items()}
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=said)
        if wanted.show_scans and self._must_ask(visit):
            said = {"scans": visit.language.say(NOT_GRANTED)}
            return facts(HTTPStatus.UNPROCESSABLE_ENTITY, errors=said)
        set_kinds_on(wiring, visit.shop.id, wanted.on)
        if visit.app:
            set_show_scans(wiring, visit.shop.id, on=wanted.show_scans)
        return facts(said=visit.language.say(SAVED))

    def _must_ask(self, visit: Visit) -> bool:
        """Tell whether the platform would have to ask, which it does within its admin only.

        There, the page has asked before it saves; word of it may reach us later than the page.
        """
        if visit.embedded or visit.app is None:
            return False
        wiring, shop_id = self.screen.wiring, visit.shop.id
        if read_settings(wiring, shop_id).show_scans:
            return False
        granted = shop_overview(wiring, shop_id).scopes
        return bool(visit.app.missing_scopes(granted, visit.app.scan_scopes))

    def dismiss(self) -> Response:
        """Show the first steps no more."""
        visit = self.screen.visit()
        dismiss_guide(self.screen.wiring, visit.shop.id)
        return facts(said="")

    def storefront(self) -> Response:
        """Show what can be put into the shop."""
        visit = self.screen.visit()
        links = visit.app.editor_links(visit.shop.domain) if visit.app else None
        wiring = self.screen.wiring
        site = shop_overview(wiring, visit.shop.id).site
        plugin = site.plugin if site else None
        return self.screen.page(
            visit,
            "storefront",
            blocks=placed_by_hand(links) if links else (),
            view=storefront_view(visit.shop, wiring.public_url, plugin),
        )

    def plan(self) -> Response:
        """Show what is used, and which plans there are."""
        visit = self.screen.visit()
        seen = shop_overview(self.screen.wiring, visit.shop.id)
        address = ""
        if visit.app and seen.app_handle:
            address = visit.app.plan_address(visit.shop.domain, seen.app_handle)
        return self.screen.page(
            visit,
            "plan",
            plans=plan_lines(seen, visit.language),
            used=used(seen, visit.language),
            address=address,
        )

    def privacy(self) -> Response:
        """Show what shoppers asked about their data."""
        visit, wiring = self.screen.visit(), self.screen.wiring
        asked = list_privacy_requests(wiring, visit.shop.id)
        lines = request_lines(asked, visit.shop, visit.language, wiring.clock())
        return self.screen.page(visit, "privacy", lines=lines)

    def answer(self, number: int) -> Response:
        """Hand out the answer to a request, for the merchant to pass on."""
        visit = self.screen.visit()
        try:
            kept = open_answer(self.screen.wiring, visit.shop.id, number)
        except NoAnswerError:
            return facts(HTTPStatus.NOT_FOUND, said=visit.language.say(NO_ANSWER))
        return download(kept, f"privacy-request-{number}.json")

    def static(self, version: str, name: str) -> Response:
        """Serve a file of the screen."""
        assets = self.screen.assets
        asset = assets.files.get(name)
        if asset is None:
            return Response(status=HTTPStatus.NOT_FOUND)
        return asset_answer(request, assets, version, asset)


def add_pages(door: Blueprint, screen: Screen) -> None:
    """Add the merchant's pages to a blueprint."""
    pages = _Pages(screen)
    door.add_url_rule("/settings", "home", pages.home)
    door.add_url_rule("/settings/guide", "dismiss", pages.dismiss, methods=["POST"])
    door.add_url_rule("/settings/messages", "messages", pages.messages)
    door.add_url_rule("/settings/messages", "save", pages.save_messages, methods=["POST"])
    door.add_url_rule("/settings/storefront", "storefront", pages.storefront)
    door.add_url_rule("/settings/plan", "plan", pages.plan)
    door.add_url_rule("/settings/privacy", "privacy", pages.privacy)
    door.add_url_rule(
        f"/settings/privacy/<int(max={LAST_ROW}):number>", "answer", pages.answer, methods=["POST"]
    )
    door.add_url_rule("/settings/static/<version>/<name>", "static", pages.static)
