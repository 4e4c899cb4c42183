"""What a shop says on its page, in the reader's language or its own; it adds no word."""

from collections.abc import Iterable

from domain.delivery_note import notes_for
from domain.page_design import PageWords, words_in
from messages.language import Language, language_for
from services.look_up_order import OrderStory


def own_language(story: OrderStory) -> str:
    """Return the code of the language a shop writes in."""
    return language_for(story.shop.locale).code


def page_words(story: OrderStory, language: Language) -> PageWords:
    """Return the shop's welcome, note and footer."""
    return words_in(story.page.design, language.code, own_language(story))


def delivery_notes(story: OrderStory, language: Language, *, proven: bool) -> tuple[str, ...]:
    """Return what is told of the day of delivery; what tells the goods only to their buyer."""
    notes = notes_for(story.page.notes, story.order)
    own = own_language(story)
    told = (
        n.words.get(language.code) or n.words.get(own) for n in notes if proven or not n.products
    )
    return _each_once(told)


def _each_once(texts: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.strip() for text in texts if text and text.strip()))
