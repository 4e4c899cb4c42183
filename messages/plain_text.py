"""Make strangers' text harmless in one line of ours: it can break no line and turn no direction."""

import re
import unicodedata

_TURNS_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")


def one_line(text: str, longest: int = 200) -> str:
    """Return the text on one line, without control characters, cut with an ellipsis if longer.

    Letters of every script, emoji and their joiners stay; characters that would reverse the
    words around them (bidirectional overrides) go.
    """
    spaced = text
    if not text.isprintable():
        spaced = "".join(" " if _breaks(character) else character for character in text)
    plain = " ".join(_TURNS_DIRECTION.sub("", spaced).split())
    return plain if len(plain) <= longest else plain[: longest - 1].rstrip() + "…"


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"}
