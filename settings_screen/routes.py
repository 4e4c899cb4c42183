"""The merchant's pages and what they save. Every request is proven before anything is read."""

from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request

from services.change_settings import dismiss_guide, read_settings
from services.review_carriers import carriers_in_short
from services.review_exceptions import count_exceptions
from services.review_shop import shop_overview
from settings_screen.answers import asset_answer, facts
from settings_screen.attention_view import attention, worst_first
from settings_screen.blocks_view import placed_by_hand
from settings_screen.home_view import figures, notices, steps
from settings_screen.plan_view import plan_lines, used
from settings_screen.screen import Screen
from settings_screen.storefront_view import storefront_view


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
            figures=figures(seen, visit.language, opens_counted=chosen.count_opens),
            notices=worst_first([*standing, *calling]),
            steps=list(steps(seen, chosen, links, carriers, visit.language)),
            guide=not chosen.guide_dismissed,
            not_shown=seen.figures.scans_not_shown,
        )

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
    door.add_url_rule("/settings/storefront", "storefront", pages.storefront)
    door.add_url_rule("/settings/plan", "plan", pages.plan)
    door.add_url_rule("/settings/static/<version>/<name>", "static", pages.static)
