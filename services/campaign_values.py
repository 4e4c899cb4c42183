"""What a merchant enters of a campaign, and what is wrong with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from domain.campaign import Audience, Campaign, When
from messages.language import SOURCE_LANGUAGE, language
from services.page_values import (
    PageProblem,
    address_problem,
    day_in,
    lines_in,
    text_problem,
)

LONGEST = {"name": 60, "title": 80, "text": 300, "button": 30}
MOST_PRODUCTS = 50
LONGEST_PRODUCT = 80
MOST_COUNTRIES = 60


@dataclass(frozen=True, slots=True)
class EnteredCampaign:
    """What a merchant enters, as typed; the words are in one language.

    `countries` are codes with spaces or commas between, `products` one a line, days yyyy-mm-dd.
    `version` is that of the campaigns it was shown with.
    """

    language: str
    name: str = ""
    title: str = ""
    text: str = ""
    button: str = ""
    link: str = ""
    picture_url: str = ""
    audience: str = Audience.EVERYONE
    states: frozenset[str] = frozenset()
    countries: str = ""
    products: str = ""
    begins: str = ""
    ends: str = ""
    version: int = 0


def campaign_problems(
    entered: EnteredCampaign, before: Campaign | None
) -> Iterator[tuple[str, PageProblem]]:
    """Say what is wrong, by field; `before` is the campaign as it is kept."""
    yield from _of_words(entered, before)
    for name, address in (("link", entered.link), ("picture_url", entered.picture_url)):
        problem = address_problem(address)
        if problem:
            yield name, problem
    if entered.button and not entered.link:
        yield "link", PageProblem.MISSING
    yield from _of_audience(entered)
    yield from _of_days(entered)


def countries_in(typed: str) -> frozenset[str]:
    """Read codes of countries, in any case, with spaces, commas or lines between."""
    return frozenset(code.upper() for code in re.split(r"[\s,;]+", typed) if code)


def _of_words(
    entered: EnteredCampaign, before: Campaign | None
) -> Iterator[tuple[str, PageProblem]]:
    texts = {
        "name": entered.name,
        "title": entered.title,
        "text": entered.text,
        "button": entered.button,
    }
    for name, text in texts.items():
        problem = text_problem(text, LONGEST[name], lines=name == "text")
        if problem:
            yield name, problem
    if not entered.name:
        yield "name", PageProblem.MISSING
    others = {code for code in before.words if code != entered.language} if before else set()
    needed = entered.text or entered.button or not others
    if needed and not entered.title:
        yield "title", PageProblem.MISSING


def _of_audience(entered: EnteredCampaign) -> Iterator[tuple[str, PageProblem]]:
    if entered.audience not in set(Audience):
        yield "audience", PageProblem.NOT_A_CHOICE
    if not entered.states <= set(When):
        yield "states", PageProblem.NOT_A_CHOICE
    countries, known = countries_in(entered.countries), language(SOURCE_LANGUAGE).country
    if len(countries) > MOST_COUNTRIES:
        yield "countries", PageProblem.TOO_MANY
    elif not all(re.fullmatch("[A-Z]{2}", code) and known(code) for code in countries):
        yield "countries", PageProblem.NOT_COUNTRIES
    products = lines_in(entered.products)
    problem = next(filter(None, (text_problem(p, LONGEST_PRODUCT) for p in products)), None)
    if len(products) > MOST_PRODUCTS:
        problem = PageProblem.TOO_MANY
    if problem:
        yield "products", problem


def _of_days(entered: EnteredCampaign) -> Iterator[tuple[str, PageProblem]]:
    begins, ends = day_in(entered.begins), day_in(entered.ends)
    for name, day in (("begins", begins), ("ends", ends)):
        if isinstance(day, PageProblem):
            yield name, day
    if isinstance(begins, date) and isinstance(ends, date) and ends < begins:
        yield "ends", PageProblem.ENDS_BEFORE
