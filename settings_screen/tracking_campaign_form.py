"""The form of a campaign: its fields, and how it is read; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from domain.campaign import Audience, Campaign, CampaignWords, When
from messages.faq_facts import sentences
from messages.language import Language
from services.campaign_values import EnteredCampaign
from settings_screen.form_fields import FieldGroup, FieldLine, version_in
from settings_screen.tracking_forms import text_in
from settings_screen.tracking_words import AUDIENCES, STATES


@dataclass(frozen=True, slots=True)
class Tick:
    """One of several that may be chosen."""

    key: str
    label: str
    chosen: bool


def read_campaign(form: MultiDict[str, str], written: str) -> EnteredCampaign:
    """Read what was entered; what is wrong with it is for others to say."""
    return EnteredCampaign(
        language=written,
        name=text_in(form, "name"),
        title=text_in(form, "title"),
        text=text_in(form, "text"),
        button=text_in(form, "button"),
        link=text_in(form, "link"),
        picture_url=text_in(form, "picture_url"),
        audience=form.get("audience", ""),
        states=frozenset(form.getlist("states")),
        countries=text_in(form, "countries"),
        products=text_in(form, "products"),
        begins=text_in(form, "begins"),
        ends=text_in(form, "ends"),
        version=version_in(form),
    )


def as_entered(kept: Campaign, written: str, version: int) -> EnteredCampaign:
    """Return a campaign as if it had just been entered, with its words in one language."""
    words = kept.words.get(written, CampaignWords(""))
    return EnteredCampaign(
        language=written,
        name=kept.name,
        title=words.title,
        text=words.text,
        button=words.button,
        link=kept.link,
        picture_url=kept.picture_url,
        audience=kept.audience,
        states=frozenset(state.value for state in kept.states),
        countries=", ".join(sorted(kept.countries)),
        products="\n".join(kept.products),
        begins=kept.begins.isoformat() if kept.begins else "",
        ends=kept.ends.isoformat() if kept.ends else "",
        version=version,
    )


def state_ticks(entered: EnteredCampaign, language: Language) -> Sequence[Tick]:
    """Return the states an order may be in, to be ticked."""
    return [
        Tick(state.value, language.say(STATES[state]), state.value in entered.states)
        for state in When
    ]


def word_fields(
    entered: EnteredCampaign, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the fields of what a campaign says."""
    say = language.say
    return [
        FieldLine("title", say("Title"), "text", entered.title, "", errors.get("title", "")),
        FieldLine(
            "text", say("Text"), "area", entered.text, "", errors.get("text", ""), optional=True
        ),
        FieldLine(
            "button",
            say("Button"),
            "text",
            entered.button,
            say("Empty for our own word."),
            errors.get("button", ""),
            optional=True,
        ),
    ]


def link_fields(
    entered: EnteredCampaign, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the fields of what a campaign is called here, where it leads, and what it shows."""
    say = language.say
    https = say("An address that begins with https://.")
    return [
        FieldLine(
            "name",
            say("Name"),
            "text",
            entered.name,
            say("For yourself: shoppers do not see it."),
            errors.get("name", ""),
        ),
        FieldLine(
            "link",
            say("Where it leads"),
            "url",
            entered.link,
            https,
            errors.get("link", ""),
            optional=True,
        ),
        FieldLine(
            "picture_url",
            say("Address of the picture"),
            "url",
            entered.picture_url,
            https,
            errors.get("picture_url", ""),
            optional=True,
        ),
    ]


def audience_groups(
    entered: EnteredCampaign, errors: Mapping[str, str], language: Language
) -> Sequence[FieldGroup]:
    """Return the fields of for whom a campaign is, and when."""
    say = language.say

    def field(name: str, label: str, kind: str, value: str, hint: str = "") -> FieldLine:
        return FieldLine(name, label, kind, value, hint, errors.get(name, ""), optional=True)

    audience = FieldLine(
        "audience",
        say("Shoppers"),
        "choice",
        entered.audience,
        sentences(
            language,
            [
                say("Of guests nobody knows whether they have ordered before."),
                say("Earlier orders count as far back as Framme has read your orders."),
            ],
        ),
        errors.get("audience", ""),
        choices=tuple(one.value for one in Audience),
        labels=tuple(say(words) for words in AUDIENCES.values()),
    )
    return [
        FieldGroup(
            say("For whom"),
            say("What is empty holds for all. At most two campaigns are shown at once."),
            [
                audience,
                field(
                    "products",
                    say("Products or tags"),
                    "area",
                    entered.products,
                    say(
                        "One a line: a word of the item's title, the beginning of its SKU, or a"
                        " tag of the order."
                    ),
                ),
                field(
                    "countries",
                    say("Countries of delivery"),
                    "text",
                    entered.countries,
                    say("Their codes, such as SE, NO, DE."),
                ),
            ],
        ),
        FieldGroup(
            say("From when until when"),
            say("Days of the shop's calendar, both included. Empty for no end."),
            [
                field("begins", say("First day"), "date", entered.begins),
                field("ends", say("Last day"), "date", entered.ends),
            ],
        ),
    ]
