"""The filters a merchant's text may use: our own, because each has a bound on what it builds."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal

from liquid.undefined import Undefined

from messages.language import phrase
from messages.text_error import LimitError

MOST_CHARACTERS = 20_000
"""What no text may grow beyond, while it is put together or when it is done."""

_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,6})?")


def _text(value: object) -> str:
    """Return a value as plain text: what a template marks as safe is not, once filtered."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int | float) else ""


def within_bounds(length: int) -> None:
    """Raise LimitError for a text that is, or would be, too long."""
    if length > MOST_CHARACTERS:
        reason = phrase("This text becomes longer than %(most)s characters.")
        raise LimitError(reason, {"most": str(MOST_CHARACTERS)})


def _number(value: object) -> Decimal:
    text = _text(value).strip()
    return Decimal(text) if _NUMBER.fullmatch(text) else Decimal(0)


def _whole(value: object) -> int:
    return int(_number(value))


def _written(number: Decimal) -> str:
    return f"{number:f}"


def _replace(value: object, old: object = "", new: object = "") -> str:
    text, away, instead = _text(value), _text(old), _text(new)
    if not away:
        return text
    within_bounds(len(text) + text.count(away) * (len(instead) - len(away)))
    return text.replace(away, instead)


def _join(value: object, between: object = " ") -> str:
    parts = [_text(part) for part in value] if isinstance(value, list) else [_text(value)]
    glue = _text(between)
    within_bounds(sum(map(len, parts)) + len(glue) * len(parts))
    return glue.join(parts)


def _truncate(value: object, length: object = 50, end: object = "…") -> str:
    text, most, tail = _text(value), max(_whole(length), 0), _text(end)
    within_bounds(len(tail))
    return text if len(text) <= most else text[: max(most - len(tail), 0)] + tail


def _truncate_words(value: object, length: object = 15, end: object = "…") -> str:
    words, most, tail = _text(value).split(), max(_whole(length), 1), _text(end)
    within_bounds(len(tail))
    return " ".join(words) if len(words) <= most else " ".join(words[:most]) + tail


def _default(value: object, otherwise: object = "") -> object:
    empty = value is None or value is False or isinstance(value, Undefined)
    return _text(otherwise) if empty or value in ("", []) else value


def _size(value: object) -> int:
    return len(value) if isinstance(value, list | str) else 0


def _entry(place: int) -> Callable[[object], object]:
    def entry(value: object) -> object:
        return value[place] if isinstance(value, list) and value else ""

    return entry


FILTERS: Mapping[str, Callable[..., object]] = {
    "upcase": lambda value: _text(value).upper(),
    "downcase": lambda value: _text(value).lower(),
    "capitalize": lambda value: _text(value)[:1].upper() + _text(value)[1:],
    # What a text is filled with is always escaped where it has to be.
    "escape": _text,
    "strip": lambda value: _text(value).strip(),
    "default": _default,
    "truncate": _truncate,
    "truncatewords": _truncate_words,
    "replace": _replace,
    "join": _join,
    "size": _size,
    "first": _entry(0),
    "last": _entry(-1),
    "plus": lambda value, more=0: _written(_number(value) + _number(more)),
    "minus": lambda value, less=0: _written(_number(value) - _number(less)),
}
"""Filters by name. A text that would grow too long is a LimitError."""
