"""Put a shop's FAQ together: our questions and the merchant's, answered from facts or left out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.delivery_terms import (
    FaqBook,
    FaqEntry,
    Placeholder,
    Topic,
    Written,
    all_entries,
    filled,
    missing_facts,
)
from messages import faq_service, faq_terms, faq_travel
from messages.faq_facts import Faq, FaqFacts, placed
from messages.language import Language, language, phrase

__all__ = ["Faq", "FaqFacts", "Spoken", "delivery_faq", "faq_about", "spoken_faq"]

_OURS: Mapping[Topic, tuple[str, Callable[[Language, FaqFacts], str]]] = {
    Topic.WHERE: (phrase("Where is my order?"), faq_travel.where),
    Topic.HOW_LONG: (phrase("How long does delivery take?"), faq_travel.how_long),
    Topic.METHODS: (phrase("How can my order be delivered?"), faq_terms.methods),
    Topic.COSTS: (phrase("What does delivery cost?"), faq_terms.costs),
    Topic.CUT_OFF: (phrase("When is my order sent?"), faq_terms.cut_off),
    Topic.CARRIERS: (phrase("Who delivers my parcel?"), faq_travel.carriers),
    Topic.MESSAGES: (phrase("Do I get a message about my delivery?"), faq_travel.messages),
    Topic.PARCELS: (phrase("Why has only a part of my order arrived?"), faq_travel.parcels),
    Topic.PICKUP: (phrase("Where do I collect my parcel?"), faq_travel.pickup),
    Topic.CUSTOMS: (phrase("Do I have to pay customs duties?"), faq_terms.customs),
    Topic.CHANGE_ADDRESS: (
        phrase("Can I change the delivery address?"),
        faq_service.change_address,
    ),
    Topic.CANCEL: (phrase("Can I cancel my order?"), faq_service.cancel),
    Topic.NO_SCANS: (phrase("Why does my tracking number show nothing?"), faq_travel.no_scans),
    Topic.LATE: (phrase("My parcel is late. What happens now?"), faq_travel.late),
    Topic.LOST: (
        phrase("My parcel is marked as delivered, but I do not have it. What now?"),
        faq_service.lost,
    ),
    Topic.RETURNS: (phrase("How do I return something?"), faq_terms.returns),
    Topic.CONTACT: (phrase("How do I reach you about a delivery?"), faq_service.contact),
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """An entry as it stands in a language: what shoppers read, ours beneath, what is missing.

    `faq` is None where it is left out: for want of a fact (`missing`, where the merchant's answer
    stands on it), or of words. `ours` has an empty question for a question of the merchant's own,
    and an empty answer where we cannot answer.
    """

    entry: FaqEntry
    ours: Faq
    faq: Faq | None
    missing: Sequence[Placeholder] = ()


def delivery_faq(spoken: Language, facts: FaqFacts, book: FaqBook | None = None) -> tuple[Faq, ...]:
    """Return the questions that can be answered for a shop, in the merchant's order, or ours."""
    told = spoken_faq(spoken, facts, book or FaqBook())
    return tuple(one.faq for one in told if one.faq and not one.entry.hidden)


def faq_about(
    spoken: Language, facts: FaqFacts, book: FaqBook, topics: Sequence[Topic]
) -> tuple[Faq, ...]:
    """Return those of our questions about some topics that can be answered, in the topics' order.

    What the merchant hides is left out; the rest of the FAQ is not looked at.
    """
    entries = {entry.topic: entry for entry in all_entries(book)}
    fitting = (entries[topic] for topic in topics)
    told = (_said(spoken, facts, entry).faq for entry in fitting if not entry.hidden)
    return tuple(one for one in told if one)


def spoken_faq(spoken: Language, facts: FaqFacts, book: FaqBook) -> Sequence[Spoken]:
    """Return every entry of a shop's FAQ in a language, hidden or not, answered or not."""
    return [_said(spoken, facts, entry) for entry in all_entries(book)]


def _said(spoken: Language, facts: FaqFacts, entry: FaqEntry) -> Spoken:
    if entry.topic is None:
        return _merchants(spoken, facts, entry)
    question, answer = _OURS[entry.topic]
    ours = Faq(spoken.say(question), answer(spoken, facts), entry.id)
    return _over(ours, spoken, facts, entry, entry.written.get(spoken.code, Written()))


def _merchants(spoken: Language, facts: FaqFacts, entry: FaqEntry) -> Spoken:
    """Say a question of the merchant's own; one not written in a language stays in the shop's."""
    code = spoken.code if spoken.code in entry.written else facts.own
    said = language(code)
    ours = Faq("", "", entry.id, "" if code == spoken.code else said.tag)
    return _over(ours, said, facts, entry, entry.written.get(code, Written()))


def _over(ours: Faq, said: Language, facts: FaqFacts, entry: FaqEntry, written: Written) -> Spoken:
    """Lay the merchant's words over ours."""
    known = placed(said, facts) if written.answer else {}
    question = written.question or ours.question
    answer = filled(written.answer, known) if written.answer else ours.answer
    missing = missing_facts(written.answer, known)
    if not question or not answer:
        return Spoken(entry, ours, None, missing)
    return Spoken(entry, ours, Faq(question, answer, entry.id, ours.tag), missing)
