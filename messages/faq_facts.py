"""What is true of a shop's deliveries, and how a question with its answer is handed on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, tzinfo

from babel.lists import format_list

from domain.delivery_terms import DeliveryTerms, Placeholder
from domain.kinds import Kind
from domain.self_service import SelfServiceRules
from messages.language import Language


@dataclass(frozen=True, slots=True)
class FaqFacts:
    """What is true of a shop; `page` is the address of its tracking page.

    `days` is within how many days of dispatch eight of ten parcels arrived, None when too few did
    to say; `days_to` the same by country (ISO 3166-1), most parcels first. `mailed` are the
    messages the shop sends by e-mail. `contact` is an e-mail address or a page. `own` is the code
    of the shop's language, `zone` where its clock hangs.
    """

    shop_name: str
    page: str
    carriers: Sequence[str]
    pickup_points: bool
    several_parcels: bool
    days: int | None
    mailed: frozenset[Kind]
    contact: str
    days_to: Mapping[str, int] = field(default_factory=dict)
    terms: DeliveryTerms = field(default_factory=DeliveryTerms)
    rules: SelfServiceRules = field(default_factory=SelfServiceRules)
    own: str = "en"
    zone: tzinfo = UTC


@dataclass(frozen=True, slots=True)
class Faq:
    """A question and its answer, in plain text; an answer may have several lines.

    `id` names it among the shop's. `tag` is the language it is in, as HTML writes it, where that is
    not the language asked for.
    """

    question: str
    answer: str
    id: str = ""
    tag: str = ""


def placed(language: Language, facts: FaqFacts) -> Mapping[Placeholder, str]:
    """Return what merchants' answers may stand on, in a language; what is unknown is empty."""
    cut_off = facts.terms.cut_off
    return {
        Placeholder.CARRIERS: listed(language, facts.carriers),
        Placeholder.DAYS: "" if facts.days is None else str(max(facts.days, 1)),
        Placeholder.PAGE: facts.page,
        Placeholder.CONTACT: facts.contact,
        Placeholder.CUT_OFF: time_of_day(language, cut_off) if cut_off else "",
    }


def listed(language: Language, names: Sequence[str]) -> str:
    """Write names as a list: PostNord, Budbee, and DHL."""
    return format_list(list(names), locale=language.code) if names else ""


def time_of_day(language: Language, at: time) -> str:
    """Write a time of day: 14:00."""
    return language.clock(datetime.combine(date.min, at, UTC))


def sentences(language: Language, said: Sequence[str]) -> str:
    """Put sentences one after another, as the language does; empty ones are left out."""
    told = [sentence for sentence in said if sentence]
    text = told[0] if told else ""
    for sentence in told[1:]:
        text = language.say("%(first)s %(then)s", first=text, then=sentence)
    return text
