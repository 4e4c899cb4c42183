"""What the pages of the FAQ show: entries, what each stands on, a form; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.delivery_terms import FaqEntry, Placeholder, Topic, Written
from messages.faq import Faq, Spoken
from messages.language import Language, phrase
from messages.plain_text import one_line
from services.answer_faq import FaqReview
from services.change_faq import (
    LONGEST_ANSWER,
    LONGEST_QUESTION,
    MOST_OWN,
    FaqProblem,
    InvalidFaqError,
)
from settings_screen.addresses import within
from settings_screen.figures import number
from settings_screen.tracking_forms import WRITTEN
from settings_screen.tracking_tabs import TRACKING

FAQ = f"{TRACKING}/faq"
_LONGEST_SEEN = 160
_PLACEHOLDERS = {
    Placeholder.CARRIERS: phrase("The carriers you used lately"),
    Placeholder.DAYS: phrase("Days from dispatch within which eight of ten parcels arrive"),
    Placeholder.PAGE: phrase("The address of your tracking page"),
    Placeholder.CONTACT: phrase("Your e-mail address or contact page"),
    Placeholder.CUT_OFF: phrase("Until when an order leaves as promised"),
}
_FIGURES = phrase("From your own parcels of the last 60 days; how long, from 20 of them on.")
_TERMS = phrase("From your delivery terms.")
_SERVICE = phrase("From what shoppers may do themselves, and until when.")
_ALWAYS = phrase("Always true.")
_FROM: Mapping[Topic, tuple[str, str]] = {
    Topic.WHERE: (_ALWAYS, ""),
    Topic.HOW_LONG: (_FIGURES, ""),
    Topic.METHODS: (_TERMS, f"{TRACKING}/terms"),
    Topic.COSTS: (_TERMS, f"{TRACKING}/terms"),
    Topic.CUT_OFF: (_TERMS, f"{TRACKING}/terms"),
    Topic.CARRIERS: (_FIGURES, ""),
    Topic.MESSAGES: (phrase("From the messages you have switched on."), "/settings/messages"),
    Topic.PARCELS: (_FIGURES, ""),
    Topic.PICKUP: (_FIGURES, ""),
    Topic.CUSTOMS: (_TERMS, f"{TRACKING}/terms"),
    Topic.CHANGE_ADDRESS: (_SERVICE, f"{TRACKING}/self-service"),
    Topic.CANCEL: (_SERVICE, f"{TRACKING}/self-service"),
    Topic.NO_SCANS: (_ALWAYS, ""),
    Topic.LATE: (phrase("From the messages you have switched on."), "/settings/messages"),
    Topic.LOST: (_SERVICE, f"{TRACKING}/self-service"),
    Topic.RETURNS: (_TERMS, f"{TRACKING}/terms"),
    Topic.CONTACT: (phrase("From the contact in your shop's settings."), ""),
}
"""What each of our answers is drawn from, and where that is set."""
_PROBLEMS = {
    FaqProblem.MISSING: phrase("Please fill this in."),
    FaqProblem.TOO_LONG: phrase("This is too long: at most %(most)s characters."),
    FaqProblem.UNREADABLE: phrase("This holds characters that cannot be used here."),
    FaqProblem.UNKNOWN_FACT: phrase("This stands in braces and means nothing here: %(what)s"),
    FaqProblem.TOO_MANY: phrase("There are %(most)s questions of your own already."),
}
_MOST = {"question": LONGEST_QUESTION, "answer": LONGEST_ANSWER}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry in its place; `state` says in a word how it stands, in a tone."""

    id: str
    question: str
    answer: str
    state: str
    tone: str
    hidden: bool
    edit: str
    address: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True)
class FactLine:
    """A fact that an answer may stand on; `value` is empty where it is not known."""

    snippet: str
    about: str
    value: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """What our answer is drawn from, as a sentence, and the page where that is set; or nothing."""

    said: str
    set_at: str


@dataclass(frozen=True, slots=True)
class WordField:
    """A question or an answer as a field; `ours` shows what an empty one stands for."""

    name: str
    label: str
    value: str
    ours: str
    rows: int
    longest: int
    hint: str
    error: str


def entry_lines(
    review: FaqReview, kept: str, written: Language, language: Language
) -> list[EntryLine]:
    """Return every entry, with where it is edited in the language of the list."""
    last = len(review.entries) - 1
    return [
        EntryLine(
            id=one.entry.id,
            question=_question(one, written, language),
            answer=_short(one.faq.answer) if one.faq else _waits_for(one, language),
            state=language.say(_state(one)[0]),
            tone=_state(one)[1],
            hidden=one.entry.hidden,
            edit=within(f"{FAQ}/{one.entry.id}", kept, **{WRITTEN: written.code}),
            address=f"{FAQ}/{one.entry.id}",
            first=place == 0,
            last=place == last,
        )
        for place, one in enumerate(review.entries)
    ]


def fact_lines(facts: Mapping[Placeholder, str], language: Language) -> Sequence[FactLine]:
    """Return what an answer may stand on."""
    return [
        FactLine(f"{{{name}}}", language.say(about), facts.get(name, ""))
        for name, about in _PLACEHOLDERS.items()
    ]


def word_fields(
    ours: Faq, written: Written, errors: Mapping[str, str], language: Language, *, own: bool
) -> Sequence[WordField]:
    """Return the fields of an entry; in a question of the merchant's own none may be empty."""
    hint = "" if own else language.say("Empty for our words.")
    fields = (
        ("question", language.say("Question"), written.question, ours.question, 1),
        ("answer", language.say("Answer"), written.answer, ours.answer, 6),
    )
    return [
        WordField(name, label, value, shown, rows, _MOST[name], hint, errors.get(name, ""))
        for name, label, value, shown, rows in fields
    ]


def drawn_from(entry: FaqEntry, kept: str, language: Language) -> Drawn:
    """Say what our answer is drawn from, and where that is set."""
    if entry.topic is None:
        return Drawn("", "")
    said, address = _FROM[entry.topic]
    told = language.say("Our answer: %(source)s", source=language.say(said))
    return Drawn(told, f"{address}{kept}" if address else "")


def left_out(one: Spoken, language: Language) -> str:
    """Say why shoppers do not see an entry; empty when they do."""
    if one.faq is not None:
        return language.say("Hidden: shoppers do not see it.") if one.entry.hidden else ""
    if one.missing:
        names = ", ".join(f"{{{name}}}" for name in one.missing)
        return language.say(
            "Left out, because this is not known at the moment: %(names)s", names=names
        )
    if one.entry.topic is None:
        return language.say("Left out: it has no words in this language, nor in your shop's.")
    return language.say("Left out: we do not know enough yet to answer it.")


def faq_problems(error: InvalidFaqError, language: Language) -> dict[str, str]:
    """Say what is wrong with each field."""
    what = ", ".join(f"{{{name}}}" for name in error.unknown)
    return {
        name: language.say(
            _PROBLEMS[problem],
            most=number(language, MOST_OWN if problem is FaqProblem.TOO_MANY else _MOST[name]),
            what=what,
        )
        for name, problem in error.problems.items()
    }


def _waits_for(one: Spoken, language: Language) -> str:
    """Say what an entry that is left out would be answered from."""
    if one.missing or one.entry.topic is None:
        return left_out(one, language)
    return language.say(_FROM[one.entry.topic][0])


def _short(answer: str) -> str:
    return one_line(answer.replace("\n", " / "), _LONGEST_SEEN)


def _question(one: Spoken, written: Language, language: Language) -> str:
    said = one.entry.written.get(written.code, Written()).question or one.ours.question
    others = (words.question for words in one.entry.written.values())
    return said or next((words for words in others if words), "") or language.say("No words yet")


def _state(one: Spoken) -> tuple[str, str]:
    if one.entry.hidden:
        return phrase("Hidden"), "neutral"
    if one.faq is None:
        return phrase("Left out"), "warning"
    if one.entry.topic is None:
        return phrase("Your own"), "info"
    if one.entry.written:
        return phrase("In your words"), "info"
    return phrase("Shown"), "success"
