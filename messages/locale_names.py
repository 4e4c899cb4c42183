"""Read the names of languages that shops, browsers and WordPress send; it holds no words.

Babel does not do it: it refuses zh-TW and does not find zh_Hant for zh_TW.
"""

import re
from collections.abc import Sequence

_NAME = re.compile(r"([a-z]{2,3})((?:_[a-z0-9]{1,8})*)", re.ASCII)
_LONGEST = 64
_NORWEGIAN = frozenset({"no", "nn", "nb"})
_TRADITIONAL = frozenset({"hant", "cht", "tw", "hk", "mo"})


def code_named(name: str, *others: str) -> str:
    """Return the code of our catalogue for a locale: zh_Hant for zh-TW, nb for no; else empty.

    A name that leaves its variant open (pt, zh) takes it from the first of the others that has one.
    """
    language, rest = _read(name)
    if not rest:
        told = (_read(other) for other in others)
        rest = next((theirs for spoken, theirs in told if spoken == language and theirs), rest)
    if language in _NORWEGIAN:
        return "nb"
    if language == "pt":
        return "pt_BR" if "br" in rest else "pt_PT"
    if language == "zh":
        traditional = "hans" not in rest and not _TRADITIONAL.isdisjoint(rest)
        return "zh_Hant" if traditional else "zh_Hans"
    return language


def _read(name: str) -> tuple[str, Sequence[str]]:
    """Take a name apart, in small letters; what follows . or @ is a character set or the like."""
    known = name.strip() if len(name) <= _LONGEST else ""
    bare = re.split(r"[.@]", known.lower().replace("-", "_"), maxsplit=1)[0]
    found = _NAME.fullmatch(bare)
    return (found[1], found[2].split("_")[1:]) if found else ("", ())
