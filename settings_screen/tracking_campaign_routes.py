"""The form of one campaign beside the page with it, what was counted of it, and its removal."""

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import Blueprint, Response, request
from werkzeug.wrappers import Response as WsgiResponse

from domain.campaign import Campaign, Campaigns
from domain.page_design import PageDesign
from domain.team import Role
from messages.language import language as language_of
from services.campaign_values import (
    LONGEST,
    MOST_COUNTRIES,
    MOST_PRODUCTS,
    EnteredCampaign,
    campaign_problems,
)
from services.change_campaigns import (
    MOST_CAMPAIGNS,
    CampaignFigures,
    campaign_figures,
    campaign_in,
    drop_campaign,
    save_campaign,
)
from services.change_page import part_of_page
from services.page_values import PageProblem
from services.preview_page import Draft
from settings_screen.addresses import within
from settings_screen.answers import facts, moved_on
from settings_screen.form_fields import version_in
from settings_screen.messages_routes import OUTCOMES
from settings_screen.page_preview import looked_at, ways_to_look
from settings_screen.screen import Screen
from settings_screen.tracking_campaign_form import (
    as_entered,
    audience_groups,
    link_fields,
    read_campaign,
    state_ticks,
    word_fields,
)
from settings_screen.tracking_campaigns_routes import today_of
from settings_screen.tracking_campaigns_view import CAMPAIGNS, day_lines
from settings_screen.tracking_design_view import looked_in
from settings_screen.tracking_forms import (
    Form,
    Trouble,
    faulty,
    language_choices,
    no_trouble,
    written_in,
)
from settings_screen.tracking_words import problem_words
from settings_screen.visits import Visit, by_htmx

NEW = "new"
_MOST = {**LONGEST, "products": MOST_PRODUCTS, "countries": MOST_COUNTRIES}
_NEW = Campaign("", "")


@dataclass(frozen=True, slots=True)
class _Campaign:
    screen: Screen

    def show(self, campaign: str) -> WsgiResponse:
        """Show a campaign's form, or that of a new one."""
        visit = self.screen.visit()
        kept, version = self._kept(visit, campaign)
        if kept is None:
            return moved_on(within(CAMPAIGNS, visit.kept))
        entered = as_entered(kept, written_in(visit).code, version)
        return self._page(visit, kept, entered, no_trouble())

    def save(self, campaign: str) -> WsgiResponse:
        """Keep what was entered."""
        visit = self.screen.visit()
        wiring, shop_id = self.screen.wiring, visit.shop.id
        kept, _ = self._kept(visit, campaign)
        entered = read_campaign(request.form, written_in(visit).code)

        def again(trouble: Trouble) -> Response:
            return self._page(visit, kept or _NEW, entered, trouble)

        form = Form(visit, f"{CAMPAIGNS}/{campaign}", _MOST, entered.language)
        if campaign != NEW:
            who = visit.who
            return form.saved(lambda: save_campaign(wiring, shop_id, campaign, entered, who), again)
        if len(part_of_page(wiring, shop_id, Campaigns).all) >= MOST_CAMPAIGNS:
            enough = problem_words(
                {"name": PageProblem.TOO_MANY}, {"name": MOST_CAMPAIGNS}, visit.language
            )
            return form.refused(faulty(enough), again)
        form = Form(visit, CAMPAIGNS, _MOST)
        return form.saved(lambda: save_campaign(wiring, shop_id, None, entered, visit.who), again)

    def look(self, campaign: str) -> WsgiResponse:
        """Show the page with the campaign being chosen; nothing is kept."""
        visit = self.screen.visit(Role.VIEWER)
        kept, _ = self._kept(visit, campaign)
        if kept is None:
            gone = facts(HTTPStatus.NOT_FOUND)
            return gone if by_htmx(request) else moved_on(within(CAMPAIGNS, visit.kept))
        entered = read_campaign(request.form, written_in(visit).code)
        if by_htmx(request):
            seen = self._seen(visit, kept, entered)
            return self.screen.part(visit, "tracking/look", HTTPStatus.OK, **seen)
        problems = dict(campaign_problems(entered, kept))
        errors = problem_words(problems, _MOST, visit.language)
        return self._page(visit, kept, entered, Trouble(HTTPStatus.OK, errors))

    def ask(self, campaign: str) -> WsgiResponse:
        """Ask whether a campaign is to be removed."""
        visit = self.screen.visit()
        kept, version = self._kept(visit, campaign)
        if kept is None or not kept.id:
            return moved_on(within(CAMPAIGNS, visit.kept))
        return self.screen.page(
            visit,
            "tracking/remove",
            what=kept.name,
            about=visit.language.say("Its words and what was counted of it are deleted."),
            address=f"{CAMPAIGNS}/{campaign}",
            back=CAMPAIGNS,
            back_label=visit.language.say("Campaigns"),
            version=version,
        )

    def remove(self, campaign: str) -> WsgiResponse:
        """Remove a campaign with what was counted of it."""
        visit = self.screen.visit()
        wiring, shop_id, version = self.screen.wiring, visit.shop.id, version_in(request.form)
        return Form(visit, CAMPAIGNS, {}).saved(
            lambda: drop_campaign(wiring, shop_id, campaign, version, visit.who),
            lambda _: moved_on(within(CAMPAIGNS, visit.kept, outcome="changed")),
            "removed",
        )

    def _kept(self, visit: Visit, campaign: str) -> tuple[Campaign | None, int]:
        kept = part_of_page(self.screen.wiring, visit.shop.id, Campaigns)
        if campaign == NEW:
            return _NEW, kept.version
        return next((one for one in kept.all if one.id == campaign), None), kept.version

    def _seen(self, visit: Visit, kept: Campaign, entered: EnteredCampaign) -> Mapping[str, object]:
        """Keep the page with what is being chosen for its frame; it opens where that stands."""
        wiring, looked = self.screen.wiring, looked_in(request.form, entered.language)
        design = part_of_page(wiring, visit.shop.id, PageDesign)
        chosen = campaign_in(entered, kept)
        draft = Draft(visit.shop.id, design, looked.language, campaign=chosen)
        return looked_at(wiring, visit, looked, draft, "campaigns-title")

    def _page(
        self, visit: Visit, kept: Campaign, entered: EnteredCampaign, trouble: Trouble
    ) -> Response:
        language, errors = visit.language, trouble.errors
        written, today = language_of(entered.language), today_of(self.screen, visit)
        counted = campaign_figures(self.screen.wiring, visit.shop.id, today)
        figures = counted.get(kept.id, CampaignFigures())
        address = f"{CAMPAIGNS}/{kept.id or NEW}"
        return self.screen.page(
            visit,
            "tracking/campaign",
            trouble.status,
            made=bool(kept.id),
            heading=kept.name or language.say("New campaign"),
            address=address,
            then=address if kept.id else CAMPAIGNS,
            written=written,
            choices=language_choices(address, visit.kept, written, kept.words),
            links=link_fields(entered, errors, language),
            words=word_fields(entered, errors, language),
            groups=audience_groups(entered, errors, language),
            states=state_ticks(entered, language),
            days=day_lines(figures.days, today, language),
            version=entered.version,
            outcome=OUTCOMES.get(trouble.outcome),
            preview=f"{address}/preview",
            **ways_to_look(),
            **self._seen(visit, kept, entered),
        )


def add_tracking_campaign(door: Blueprint, screen: Screen) -> None:
    """Add the form of a campaign to a blueprint."""
    pages, one = _Campaign(screen), f"{CAMPAIGNS}/<campaign>"
    door.add_url_rule(one, "campaign", pages.show)
    door.add_url_rule(one, "save_campaign", pages.save, methods=["POST"])
    door.add_url_rule(f"{one}/preview", "look_at_campaign", pages.look, methods=["POST"])
    door.add_url_rule(f"{one}/remove", "ask_campaign", pages.ask)
    door.add_url_rule(f"{one}/remove", "remove_campaign", pages.remove, methods=["POST"])
