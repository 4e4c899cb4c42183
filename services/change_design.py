"""Change how a shop's tracking page is put together: sections, words, picture and CSS."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from domain.page_design import PageDesign, PageWords, sections_named
from services.change_page import change_page, part_of_page
from services.clean_css import clean_css
from services.page_values import InvalidPageError, PageProblem, address_problem, text_problem
from services.publish_storefront import publish_soon
from services.wiring import Wiring

LONGEST = {"welcome": 200, "note": 1000, "footer": 500, "picture_text": 200}


@dataclass(frozen=True, slots=True)
class EnteredDesign:
    """What a merchant enters, as typed; `version` is that of the design it was shown with.

    `sections` are the names of those shown, in their order. The words are in one language.
    """

    language: str
    sections: tuple[str, ...] = ()
    welcome: str = ""
    note: str = ""
    footer: str = ""
    picture_url: str = ""
    picture_text: str = ""
    css: str = ""
    version: int = 0


def change_design(wiring: Wiring, shop_id: int, entered: EnteredDesign, who: str) -> None:
    """Keep what was entered; raise InvalidPageError and ChangedMeanwhileError.

    Answers that speak of what the page has a place for are published anew. The CSS is kept as it
    was typed, and cleaned each time it is served.
    """
    problems = design_problems(entered)
    if problems:
        raise InvalidPageError(problems)
    kept = part_of_page(wiring, shop_id, PageDesign)
    change_page(wiring, shop_id, _design(entered, kept), who)
    publish_soon(wiring, shop_id)


def design_in(wiring: Wiring, shop_id: int, entered: EnteredDesign) -> PageDesign:
    """Return the design being chosen, to be looked at; what cannot be kept is left out of it."""
    wrong = design_problems(entered)

    def sound(name: str, value: str) -> str:
        return "" if name in wrong else value

    looked_at = replace(
        entered,
        welcome=sound("welcome", entered.welcome),
        note=sound("note", entered.note),
        footer=sound("footer", entered.footer),
        picture_url=sound("picture_url", entered.picture_url),
        picture_text=sound("picture_text", entered.picture_text),
    )
    return _design(looked_at, part_of_page(wiring, shop_id, PageDesign))


def design_problems(entered: EnteredDesign) -> Mapping[str, PageProblem]:
    """Say what is wrong, by field."""
    return dict(_problems(entered))


def _problems(entered: EnteredDesign) -> Iterator[tuple[str, PageProblem]]:
    texts = {
        "welcome": entered.welcome,
        "note": entered.note,
        "footer": entered.footer,
        "picture_text": entered.picture_text,
    }
    for name, text in texts.items():
        problem = text_problem(text, LONGEST[name], lines=name in {"note", "footer"})
        if problem:
            yield name, problem
    problem = address_problem(entered.picture_url)
    if problem:
        yield "picture_url", problem
    elif entered.picture_url and not entered.picture_text:
        yield "picture_text", PageProblem.NEEDS_WORDS
    if clean_css(entered.css).faults:
        yield "css", PageProblem.BAD_CSS


def _design(entered: EnteredDesign, kept: PageDesign) -> PageDesign:
    said = PageWords(entered.welcome, entered.note, entered.footer)
    words = {code: one for code, one in kept.words.items() if code != entered.language}
    if said != PageWords():
        words[entered.language] = said
    return PageDesign(
        sections=sections_named(entered.sections),
        words=words,
        picture_url=entered.picture_url,
        picture_text=entered.picture_text,
        css=entered.css,
        version=entered.version,
    )
