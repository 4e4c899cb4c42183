"""The list of campaigns: their order, a switch each that saves at once, and how each fares.

What htmx asks for it gets as the list; without our scripts every button is a form of its own.
"""

from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.campaign import Campaigns
from domain.errors import ChangedMeanwhileError
from domain.zones import zone_named
from messages.language import phrase
from services.change_campaigns import campaign_figures, move_campaign, switch_campaign
from services.change_page import part_of_page
from settings_screen.addresses import within
from settings_screen.answers import moved_on, said
from settings_screen.form_fields import version_in
from settings_screen.kinds_view import UNDO
from settings_screen.messages_routes import CHANGED, OUTCOMES, UNDONE
from settings_screen.screen import Screen
from settings_screen.tracking_campaigns_view import (
    CAMPAIGNS,
    campaign_lines,
    switched_words,
)
from settings_screen.tracking_tabs import tabs
from settings_screen.visits import Visit, by_htmx

MOVED = phrase("%(what)s: now in place %(place)s")
REMOVED = {"removed": ("success", phrase("Removed.")), **OUTCOMES}


@dataclass(frozen=True, slots=True)
class Happened:
    """What was just done in the list: `words` say it, `undo` are the fields that take it back.

    `undone` when that was to take something back.
    """

    words: str = ""
    id: str = ""
    undo: tuple[tuple[str, str], ...] = ()
    problem: str = ""
    undone: bool = False


@dataclass(frozen=True, slots=True)
class _Campaigns:
    screen: Screen

    def all(self) -> Response:
        """Show the campaigns."""
        visit = self.screen.visit()
        outcome = REMOVED.get(request.args.get("outcome", ""))
        return self._page(visit, Happened(), outcome=outcome)

    def switch(self, campaign: str) -> WsgiResponse:
        """Switch a campaign on or off, at once."""
        visit, on = self.screen.visit(), "on" in request.form
        wiring, shop_id, version = self.screen.wiring, visit.shop.id, version_in(request.form)
        name = self._name(visit, campaign)
        try:
            switch_campaign(wiring, shop_id, campaign, version, visit.who, on=on)
        except ChangedMeanwhileError:
            return self._changed(visit)
        words = switched_words(name, visit.language, on=on)
        if UNDO in request.form:
            undone = visit.language.say(UNDONE)
            return self._answer(visit, Happened(undone=True), undone, f"switch-{campaign}")
        undo = (*(() if on else (("on", "on"),)), (UNDO, "1"))
        return self._answer(visit, Happened(words, campaign, undo), words)

    def move(self, campaign: str) -> WsgiResponse:
        """Move a campaign up or down, at once."""
        visit = self.screen.visit()
        wiring, shop_id, version = self.screen.wiring, visit.shop.id, version_in(request.form)
        down = request.form.get("move") == "down"
        try:
            move_campaign(wiring, shop_id, campaign, 1 if down else -1, version, visit.who)
        except ChangedMeanwhileError:
            return self._changed(visit)
        ids = [one.id for one in part_of_page(wiring, shop_id, Campaigns).all]
        place = ids.index(campaign) + 1 if campaign in ids else 0
        name = self._name(visit, campaign)
        words = visit.language.say(MOVED, what=name, place=place)
        way = {1: "down", len(ids): "up"}.get(place, "down" if down else "up")
        return self._answer(visit, Happened(), words, f"{way}-{campaign}")

    def _name(self, visit: Visit, campaign: str) -> str:
        kept = part_of_page(self.screen.wiring, visit.shop.id, Campaigns)
        return next((one.name for one in kept.all if one.id == campaign), "")

    def _answer(
        self, visit: Visit, happened: Happened, words: str, focus: str = ""
    ) -> WsgiResponse:
        if not by_htmx(request):
            return moved_on(within(CAMPAIGNS, visit.kept, outcome="saved"))
        values = self._values(visit, happened)
        answer = self.screen.part(visit, "tracking/campaign_list", HTTPStatus.OK, **values)
        return said(answer, words, offered=not happened.undone, focus=focus)

    def _changed(self, visit: Visit) -> WsgiResponse:
        if not by_htmx(request):
            return moved_on(within(CAMPAIGNS, visit.kept, outcome="changed"))
        words = visit.language.say(CHANGED)
        values = self._values(visit, Happened(problem=words))
        answer = self.screen.part(visit, "tracking/campaign_list", HTTPStatus.CONFLICT, **values)
        return said(answer, words, offered=True)

    def _page(
        self, visit: Visit, happened: Happened, outcome: tuple[str, str] | None = None
    ) -> Response:
        return self.screen.page(
            visit,
            "tracking/campaigns",
            HTTPStatus.OK,
            tabs=tabs("campaigns", visit.kept, visit.language),
            outcome=outcome,
            **self._values(visit, happened),
        )

    def _values(self, visit: Visit, happened: Happened) -> dict[str, object]:
        wiring, shop_id = self.screen.wiring, visit.shop.id
        kept = part_of_page(wiring, shop_id, Campaigns)
        today = today_of(self.screen, visit)
        figures = campaign_figures(wiring, shop_id, today)
        return {
            "lines": campaign_lines(kept.all, figures, today, visit.language),
            "version": kept.version,
            "happened": happened,
        }


def today_of(screen: Screen, visit: Visit) -> date:
    """Return the day of the shop's calendar."""
    return screen.wiring.clock().astimezone(zone_named(visit.shop.time_zone)).date()


def add_tracking_campaigns(door: Blueprint, screen: Screen) -> None:
    """Add the list of campaigns to a blueprint."""
    pages = _Campaigns(screen)
    one = f"{CAMPAIGNS}/<campaign>"
    door.add_url_rule(CAMPAIGNS, "campaigns", pages.all)
    door.add_url_rule(f"{one}/switch", "switch_campaign", pages.switch, methods=["POST"])
    door.add_url_rule(f"{one}/move", "move_campaign", pages.move, methods=["POST"])
