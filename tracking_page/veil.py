"""Hide a shopper's words in text written by others, in whatever way they are written there.

A word of one or two letters is hidden beside another word of its own line only, never alone: it is
an ordinary word of somebody's language too often.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from unicodedata import normalize

from tracking_page.folding import (
    FOLDING,
    PLAIN_WORD,
    UNSPACED_RUN,
    Word,
    is_plain,
    loosely,
    words_of,
)

HIDDEN = "•••"
_SHORTEST_ALONE = 3
_LONGEST_LINE = 500
_FURTHEST_BESIDE = 3
"""Signs between two words that are still beside each other, as in "EK, BO"."""
_PARTICLES = frozenset(
    ("and", "das", "dem", "den", "der", "des", "die", "dos", "och", "the", "und", "van", "von")
)
"""Words of names and streets that stand in every sentence of some language."""
_JOINED = re.compile(r"[\s·・]")
_WITHIN = "[0-9A-Za-z\u00c0-\u06ff]"
"""What may not touch an e-mail, a phone or a code: it would be part of something longer."""


class Veil:
    """Hides the words of lines (names, streets), an e-mail, a phone and postal codes.

    Words are compared without case and marks, and Müller is Muller and Mueller. In scripts without
    spaces any two letters or more count that stand together in a line. Of a line the first 500
    letters are compared, so that the time it takes grows with the text alone.
    """

    def __init__(self, lines: Sequence[str], wholes: Sequence[str]) -> None:
        """Take lines, and patterns of what is hidden whole (see `spelling`)."""
        lines = [normalize("NFKC", line[:_LONGEST_LINE]) for line in lines]
        self._lines = [frozenset(_beside(line)) for line in lines]
        self._alone = frozenset(word for line in lines for word in _alone(line))
        self._known = self._alone.union(*self._lines)
        self._unspaced = frozenset(term for line in lines for term in _unspaced(line))
        told = "|".join(filter(None, wholes))
        pattern = rf"(?<!{_WITHIN})(?i:{told})(?!{_WITHIN})"
        self._whole = re.compile(pattern) if told else None

    def __call__(self, text: str) -> str:
        """Return the text with a sign in the place of each of the shopper's words."""
        parts, at = [], 0
        for start, end in _merged(sorted(self._found(text))):
            parts += [text[at:start], HIDDEN]
            at = end
        return "".join([*parts, text[at:]])

    def _found(self, text: str) -> Iterator[tuple[int, int]]:
        if self._whole:
            yield from (match.span() for match in self._whole.finditer(text))
        words = [] if self._tells_nothing(text) else list(words_of(text))
        for word in words:
            if word.plain in self._alone or word.loose in self._alone:
                yield word.start, word.end
        for one, other in pairwise(words):
            if other.start - one.end <= _FURTHEST_BESIDE and self._of_one_line(one, other):
                yield one.start, one.end
                yield other.start, other.end
        if self._unspaced and UNSPACED_RUN.search(text):
            yield from _terms_in(text, self._unspaced)

    def _tells_nothing(self, text: str) -> bool:
        """Tell at little cost that no word of a text is known, as of nearly all there are."""
        if not is_plain(text):
            return False
        plain = text.translate(FOLDING)
        forms = (plain, loosely(plain))
        return all(self._known.isdisjoint(PLAIN_WORD.findall(form)) for form in forms)

    def _of_one_line(self, one: Word, other: Word) -> bool:
        if one.plain == other.plain or one.end - one.start == other.end - other.start == 1:
            return False
        return any(
            (one.plain in line or one.loose in line)
            and (other.plain in line or other.loose in line)
            for line in self._lines
        )


def _beside(line: str) -> Iterator[str]:
    """Return what is hidden beside another of the line: its words, and the initials of them."""
    for word in words_of(line):
        if word.plain and not any(map(str.isdigit, word.plain)):
            yield from (word.plain, word.loose, f"{word.plain[0]}.")


def _alone(line: str) -> Iterator[str]:
    """Return what is hidden wherever it stands; O'Brien is Obrien, too."""
    for part in line.split():
        words = [word.plain for word in words_of(part)]
        for one in (*words, "".join(words)):
            yield from (form for form in (one, loosely(one)) if _tells(form))


def _tells(form: str) -> bool:
    return len(form) >= _SHORTEST_ALONE and form not in _PARTICLES


def _unspaced(line: str) -> Iterator[str]:
    """Return the words of a script without spaces, and all of them together, either first."""
    runs = UNSPACED_RUN.findall(line)
    words = [*runs, "".join(runs), "".join(reversed(runs))]
    folded = [word.translate(FOLDING) for word in words if len(word) > 1]
    yield from (word for word in folded if len(word) > 1)


def _terms_in(text: str, terms: frozenset[str]) -> Iterator[tuple[int, int]]:
    places = [
        (letter, place)
        for place, sign in enumerate(text)
        if not _JOINED.match(sign)
        for letter in FOLDING[ord(sign)]
    ]
    plain = "".join(letter for letter, _ in places)
    for term in terms:
        at = plain.find(term)
        while at >= 0:
            last = at + len(term) - 1
            yield places[at][1], places[last][1] + 1
            at = plain.find(term, last + 1)


def _merged(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join spans that touch; they come in order."""
    begin, end = -1, -1
    for start, stop in spans:
        if start <= end:
            end = max(end, stop)
            continue
        if end >= 0:
            yield begin, end
        begin, end = start, stop
    if end >= 0:
        yield begin, end
