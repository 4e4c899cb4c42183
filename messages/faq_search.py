"""Find questions by words, whatever their case and accents; it knows no synonyms."""

import re
import unicodedata
from collections.abc import Sequence

from messages.faq_facts import Faq

LONGEST_SEARCH = 100
_SPELT = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_WORD = re.compile(r"\w+")


def search(faq: Sequence[Faq], asked: str) -> tuple[Faq, ...]:
    """Return what has every word of a search, those that have them in the question first.

    A word counts where it is part of another, so Chinese and Japanese are found without spaces. An
    empty search finds everything.
    """
    words = _WORD.findall(folded(asked[:LONGEST_SEARCH]))
    ranked = [(_rank(one, words), one) for one in faq]
    found = [(rank, one) for rank, one in ranked if rank is not None]
    return tuple(one for _, one in sorted(found, key=lambda pair: pair[0]))


def folded(text: str) -> str:
    """Write a text as it is compared: no case, no accents, full-width letters as usual ones."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_SPELT))
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def _rank(one: Faq, words: Sequence[str]) -> int | None:
    """Return 0 when the question has every word, 1 when it has some, 2 when none; None: not it."""
    question, answer = folded(one.question), folded(one.answer)
    if not all(word in question or word in answer for word in words):
        return None
    hits = sum(word in question for word in words)
    return 0 if hits == len(words) else 1 if hits else 2
