"""The design's form: its sections, its fields, and how it is read; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from domain.access import Level
from domain.kinds import Kind
from domain.page_design import PageDesign, PageWords, Section, sections_named
from messages.language import LANGUAGES, Language, phrase
from services.change_design import EnteredDesign
from services.page_values import moved
from services.preview_page import SAMPLES
from settings_screen.form_fields import FieldLine, version_in
from settings_screen.tracking_forms import text_in
from settings_screen.tracking_words import SECTIONS

LEVELS = {
    "link": phrase("By anybody with the link"),
    "proven": phrase("By the shopper, who has proven it"),
}
WIDTHS = {"phone": phrase("Phone"), "wide": phrase("Computer")}
_LEVELS = {"link": Level.LINK, "proven": Level.PROVEN}
UP, DOWN = "up", "down"


@dataclass(frozen=True, slots=True)
class SectionLine:
    """A section in its place; the ends of the list cannot be moved further."""

    key: str
    label: str
    on: bool
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class Arranged:
    """All sections in their order, shown or not."""

    order: tuple[Section, ...]
    shown: frozenset[Section]


@dataclass(frozen=True, slots=True)
class Looked:
    """How a merchant looks at the page: with which order, in which language, as whom."""

    order: str
    sample: Kind
    language: str
    level: str
    width: str

    @property
    def as_level(self) -> Level:
        """Return what the page's visitor has proven."""
        return _LEVELS[self.level]


def arranged(design: PageDesign) -> Arranged:
    """Return a design's sections, those not shown after the others."""
    hidden = tuple(one for one in Section if one not in design.sections)
    return Arranged((*design.sections, *hidden), frozenset(design.sections))


def arranged_in(form: MultiDict[str, str]) -> Arranged:
    """Read the sections as they stand in a form, with one moved if its button was pressed.

    Sections that the form does not know come last, and are not shown.
    """
    named = sections_named(form.getlist("order"))
    order = [*named, *(one for one in Section if one not in named)]
    way, _, key = form.get("move", "").partition(":")
    place = next((at for at, one in enumerate(order) if one == key), -1)
    order = moved(order, place, {UP: -1, DOWN: 1}.get(way, 0))
    return Arranged(tuple(order), frozenset(sections_named(form.getlist("sections"))))


def section_lines(of: Arranged, language: Language) -> Sequence[SectionLine]:
    """Return the sections as lines of a list."""
    return [
        SectionLine(
            one.value,
            language.say(SECTIONS[one]),
            one in of.shown,
            first=at == 0,
            last=at == len(of.order) - 1,
        )
        for at, one in enumerate(of.order)
    ]


def read_design(form: MultiDict[str, str], written: str) -> EnteredDesign:
    """Read what was entered; what is wrong with it is for others to say."""
    of = arranged_in(form)
    return EnteredDesign(
        language=written,
        sections=tuple(one.value for one in of.order if one in of.shown),
        welcome=text_in(form, "welcome"),
        note=text_in(form, "note"),
        footer=text_in(form, "footer"),
        picture_url=text_in(form, "picture_url"),
        picture_text=text_in(form, "picture_text"),
        css=text_in(form, "css"),
        version=version_in(form),
    )


def as_entered(kept: PageDesign, written: str) -> EnteredDesign:
    """Return a design as if it had just been entered, with its words in one language."""
    words = kept.words.get(written, PageWords())
    return EnteredDesign(
        language=written,
        sections=tuple(one.value for one in kept.sections),
        welcome=words.welcome,
        note=words.note,
        footer=words.footer,
        picture_url=kept.picture_url,
        picture_text=kept.picture_text,
        css=kept.css,
        version=kept.version,
    )


def looked_in(form: MultiDict[str, str], written: str) -> Looked:
    """Read how somebody wants to look at the page."""
    sample, level, width = (form.get(name, "") for name in ("sample", "level", "width"))
    spoken = form.get("spoken", "")
    return Looked(
        order=form.get("number", "").strip(),
        sample=Kind(sample) if sample in SAMPLES else SAMPLES[0],
        language=spoken if spoken in LANGUAGES else written,
        level=level if level in LEVELS else "link",
        width=width if width in WIDTHS else "phone",
    )


def word_fields(
    entered: EnteredDesign, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the fields of what the page says."""
    say = language.say

    def field(name: str, label: str, value: str, hint: str, kind: str = "area") -> FieldLine:
        return FieldLine(name, label, kind, value, hint, errors.get(name, ""), optional=True)

    return [
        field(
            "welcome",
            say("Above everything"),
            entered.welcome,
            say("Such as: Thank you for your order."),
            "text",
        ),
        field(
            "note",
            say("Below the headline"),
            entered.note,
            say("Such as longer delivery times before a holiday."),
        ),
        field("footer", say("At the bottom"), entered.footer, say("Such as your postal address.")),
    ]


def picture_fields(
    entered: EnteredDesign, errors: Mapping[str, str], language: Language
) -> Sequence[FieldLine]:
    """Return the fields of the picture."""
    say = language.say
    return [
        FieldLine(
            "picture_url",
            say("Address of the picture"),
            "url",
            entered.picture_url,
            say("At an address that begins with https://, best 1600 pixels wide and not tall."),
            errors.get("picture_url", ""),
            optional=True,
        ),
        FieldLine(
            "picture_text",
            say("What the picture shows"),
            "text",
            entered.picture_text,
            say("Read out to those who cannot see it."),
            errors.get("picture_text", ""),
            optional=True,
        ),
    ]
