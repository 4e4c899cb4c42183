"""Read the words of a text as they are compared: without case, marks and ways to write them.

Nothing is known of languages here, only of letters.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from unicodedata import combining, normalize

_THAI_TO_BURMESE = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
_HANGUL = "\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa0-\uffdc"
_KANA = "\u3040-\u30fa\u30fc-\u312f\u31f0-\u31ff\uff66-\uff9f"
_HAN = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNSPACED = _THAI_TO_BURMESE + _HANGUL + _KANA + _HAN
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u0900-\u0963\u0971-\u0dff"
"""Within words of the other scripts; Python counts them as no letters."""
_FIRST_MARK = _MARKS[0]
UNSPACED_RUN = re.compile(rf"[{_UNSPACED}]+")
"""Letters of scripts that need no space between words."""
_WORD = re.compile(rf"[^\W_{_UNSPACED}](?:[^\W_{_UNSPACED}]|[{_MARKS}])*")
PLAIN_WORD = re.compile(r"[^\W_]+")
_TRANSLITERATED = re.compile("(?<=[aou])e|(?<=a)a")
_NOT_DECOMPOSED = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th", "\u0131": "i"}
)


class _Folding(dict[int, str]):
    """What each letter is compared as; letters are added as they come."""

    def __missing__(self, code: int) -> str:
        letters = (one for one in normalize("NFKD", chr(code)) if not combining(one))
        folded = "".join(letters).casefold().translate(_NOT_DECOMPOSED)
        return self.setdefault(code, folded)


FOLDING = _Folding()


class Word(NamedTuple):
    """A word, where it stands, and as it is compared: `loose` is without transliteration as well.

    An initial has its full stop.
    """

    start: int
    end: int
    plain: str
    loose: str


def words_of(text: str) -> Iterator[Word]:
    """Return the words of a text, except those in scripts without spaces."""
    pattern = PLAIN_WORD if is_plain(text) else _WORD
    for match in pattern.finditer(text):
        plain = match[0].translate(FOLDING)
        if len(plain) == 1 and text[match.end() : match.end() + 1] == ".":
            plain += "."
        yield Word(*match.span(), plain, loosely(plain))


def loosely(folded: str) -> str:
    """Return folded text with ae, oe, ue and aa as the letters they may stand for."""
    return _TRANSLITERATED.sub("", folded)


def is_plain(text: str) -> bool:
    """Tell whether a text has neither marks nor scripts without spaces: most are read faster."""
    return max(text, default="") < _FIRST_MARK
