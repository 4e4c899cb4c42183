"""Change a shop's campaigns on the tracking page, one at a time, and tell how each fares."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from secrets import token_hex

from domain.campaign import Audience, Campaign, Campaigns, CampaignWords, When
from domain.errors import ChangedMeanwhileError
from services.campaign_values import EnteredCampaign, campaign_problems, countries_in
from services.change_page import change_page, part_of_page
from services.page_values import InvalidPageError, PageProblem, lines_in, moved
from services.wiring import Wiring
from storage.campaign_counts import DayCount, counts_since, forget_counts

__all__ = ["CampaignFigures", "DayCount", "EnteredCampaign"]

MOST_CAMPAIGNS = 30
COUNTED_DAYS = 30


@dataclass(frozen=True, slots=True)
class CampaignFigures:
    """What was counted of a campaign in the last 30 days: in all, and by day, newest first."""

    shown: int = 0
    followed: int = 0
    days: Sequence[DayCount] = field(default_factory=list)


def save_campaign(
    wiring: Wiring, shop_id: int, id_: str | None, entered: EnteredCampaign, who: str
) -> str:
    """Keep a campaign, or a new one (None) after all others, switched off; return its id.

    Raises InvalidPageError, and ChangedMeanwhileError where it is gone, too.
    """
    campaigns = part_of_page(wiring, shop_id, Campaigns)
    before = next((one for one in campaigns.all if one.id == id_), None)
    if id_ is not None and before is None:
        raise ChangedMeanwhileError("campaigns")
    problems = dict(campaign_problems(entered, before))
    if before is None and len(campaigns.all) >= MOST_CAMPAIGNS:
        problems["name"] = PageProblem.TOO_MANY
    if problems:
        raise InvalidPageError(problems)
    made = _campaign(entered, before or Campaign(token_hex(4), "", on=False))
    others = [made if one.id == made.id else one for one in campaigns.all]
    if before is None:
        others.append(made)
    _keep(wiring, shop_id, others, entered.version, who)
    return made.id


def campaign_in(entered: EnteredCampaign, kept: Campaign) -> Campaign:
    """Return the campaign being chosen, to be looked at; what cannot be kept is left out of it."""
    empty = EnteredCampaign(entered.language)
    wrong = [name for name, _ in campaign_problems(entered, kept)]
    return _campaign(replace(entered, **{name: getattr(empty, name) for name in wrong}), kept)


def switch_campaign(
    wiring: Wiring, shop_id: int, id_: str, version: int, who: str, *, on: bool
) -> None:
    """Switch a campaign on or off; raise ChangedMeanwhileError."""
    campaigns = part_of_page(wiring, shop_id, Campaigns)
    others = [replace(one, on=on) if one.id == id_ else one for one in campaigns.all]
    _keep(wiring, shop_id, others, version, who)


def move_campaign(
    wiring: Wiring, shop_id: int, id_: str, places: int, version: int, who: str
) -> None:
    """Move a campaign so many places on, back where negative; raise ChangedMeanwhileError."""
    campaigns = part_of_page(wiring, shop_id, Campaigns)
    place = next((at for at, one in enumerate(campaigns.all) if one.id == id_), -1)
    _keep(wiring, shop_id, moved(campaigns.all, place, places), version, who)


def drop_campaign(wiring: Wiring, shop_id: int, id_: str, version: int, who: str) -> None:
    """Remove a campaign with what was counted of it; raise ChangedMeanwhileError."""
    campaigns = part_of_page(wiring, shop_id, Campaigns)
    others = [one for one in campaigns.all if one.id != id_]
    _keep(wiring, shop_id, others, version, who)
    with wiring.sessions.begin() as session:
        forget_counts(session, shop_id, id_)


def campaign_figures(wiring: Wiring, shop_id: int, today: date) -> Mapping[str, CampaignFigures]:
    """Return what was counted in the last 30 days, by campaign; `today` is the shop's."""
    with wiring.sessions() as session:
        counts = counts_since(session, shop_id, today - timedelta(days=COUNTED_DAYS - 1))
    return {
        id_: CampaignFigures(
            shown=sum(one.shown for one in days),
            followed=sum(one.followed for one in days),
            days=days,
        )
        for id_ in {one.campaign for one in counts}
        if (days := [one for one in counts if one.campaign == id_])
    }


def _keep(
    wiring: Wiring, shop_id: int, campaigns: Sequence[Campaign], version: int, who: str
) -> None:
    change_page(wiring, shop_id, Campaigns(tuple(campaigns), version), who)


def _campaign(entered: EnteredCampaign, before: Campaign) -> Campaign:
    words = {code: said for code, said in before.words.items() if code != entered.language}
    if entered.title:
        words[entered.language] = CampaignWords(entered.title, entered.text, entered.button)
    return replace(
        before,
        name=entered.name,
        words=words,
        link=entered.link,
        picture_url=entered.picture_url,
        audience=Audience(entered.audience),
        states=frozenset(When(state) for state in entered.states),
        countries=countries_in(entered.countries),
        products=lines_in(entered.products),
        begins=date.fromisoformat(entered.begins) if entered.begins else None,
        ends=date.fromisoformat(entered.ends) if entered.ends else None,
    )
