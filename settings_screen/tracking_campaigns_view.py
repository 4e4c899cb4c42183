"""What the list of campaigns shows, and what was counted of one; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.campaign import Campaign, When
from messages.language import Language, phrase
from services.change_campaigns import CampaignFigures, DayCount
from settings_screen.figures import number
from settings_screen.kinds_view import ChannelSwitch
from settings_screen.tracking_tabs import TRACKING
from settings_screen.tracking_words import AUDIENCES, STATES

CAMPAIGNS = f"{TRACKING}/campaigns"
_ON, _OFF = phrase("%(name)s: on"), phrase("%(name)s: off")
_COUNTED = phrase("Shown for %(shown)s orders, followed %(followed)s times in 30 days.")


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign in the list; `facts` are sentences."""

    id: str
    name: str
    facts: Sequence[str]
    address: str
    switch: ChannelSwitch
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class DayLine:
    """What was counted on a day."""

    day: str
    shown: str
    followed: str


def campaign_lines(
    campaigns: Sequence[Campaign],
    figures: Mapping[str, CampaignFigures],
    today: date,
    language: Language,
) -> Sequence[CampaignLine]:
    """Return the campaigns in their order."""
    return [
        CampaignLine(
            id=one.id,
            name=one.name,
            facts=_facts(one, figures.get(one.id, CampaignFigures()), today, language),
            address=f"{CAMPAIGNS}/{one.id}",
            switch=ChannelSwitch(
                id=f"switch-{one.id}",
                value="on",
                label=language.say("Shown"),
                name=language.say("Show: %(what)s", what=one.name),
                on=one.on,
                ready=True,
            ),
            first=at == 0,
            last=at == len(campaigns) - 1,
        )
        for at, one in enumerate(campaigns)
    ]


def switched_words(name: str, language: Language, *, on: bool) -> str:
    """Say what was switched."""
    return language.say(_ON if on else _OFF, name=name)


def day_lines(days: Sequence[DayCount], today: date, language: Language) -> Sequence[DayLine]:
    """Return what was counted by day, newest first."""
    return [
        DayLine(
            language.date(one.day, today),
            number(language, one.shown),
            number(language, one.followed),
        )
        for one in days
    ]


def _facts(
    one: Campaign, figures: CampaignFigures, today: date, language: Language
) -> Sequence[str]:
    facts = [language.say(AUDIENCES[one.audience])]
    facts += [language.say(STATES[state]) for state in When if state in one.states]
    if one.begins and one.begins > today:
        facts.append(language.say("From %(day)s", day=language.date(one.begins, today)))
    if one.ends:
        ended = one.ends < today
        said = phrase("Ended %(day)s") if ended else phrase("Until %(day)s")
        facts.append(language.say(said, day=language.date(one.ends, today)))
    shown, followed = number(language, figures.shown), number(language, figures.followed)
    counted = language.say(_COUNTED, shown=shown, followed=followed)
    return [" · ".join(facts), counted]
