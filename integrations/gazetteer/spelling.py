"""Bring a name to one spelling, so that case, accents and dashes make no difference."""

import re
import unicodedata

_BETWEEN_WORDS = re.compile(r"[\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "\u0131": "i"}
)
"""Those that are not a plain letter with an accent."""


def key_of(name: str) -> str:
    """Return a name in lower case, its words parted by one space, without accents."""
    folded = name.casefold()
    if not folded.isascii():
        parts = unicodedata.normalize("NFKD", folded.translate(_LETTERS))
        folded = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return _BETWEEN_WORDS.sub(" ", folded).strip()
