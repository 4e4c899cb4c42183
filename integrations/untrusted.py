"""Read what strangers send: JSON of unknown shape and text of unknown intent. Never guesses."""

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any
from xml.parsers.expat import ExpatError

import xmltodict

from domain.errors import ProviderError, UnreadablePayloadError

_Xml = str | dict[str, str]
LONGEST_TEXT = 500
LONGEST_RAW = 10_000
MOST_EVENTS = 500
_DEEPEST = 200
_NOT_IN_ADDRESSES = frozenset(" \"'<>\\^`{|}")
_JOINERS = frozenset("\u200c\u200d")
"""Invisible, but emoji families and Persian words fall apart without them."""


def json_object(body: bytes) -> Mapping[str, Any]:
    """Decode a JSON object; raise a transient ProviderError for HTML, other JSON, and noise."""
    decoded = _json(body)
    if not isinstance(decoded, dict):
        raise ProviderError("the answer is JSON, but not an object")
    return decoded


def pushed_object(body: bytes) -> Mapping[str, Any]:
    """Decode a pushed JSON object; raise UnreadablePayloadError for anything else."""
    try:
        return json_object(body)
    except ProviderError as error:
        raise UnreadablePayloadError(error.reason) from None


def rows_under(name: str, body: bytes) -> list[Mapping[str, Any]]:
    """Return the objects of a list that a JSON object holds; raise ProviderError without it."""
    answer = json_object(body)
    if not isinstance(answer.get(name), list):
        raise ProviderError(f"no {name} in the answer")
    return rows(answer[name])


def json_rows(body: bytes) -> list[Mapping[str, Any]]:
    """Decode a JSON list and return its objects; raise as `json_object` for anything else."""
    decoded = _json(body)
    if not isinstance(decoded, list):
        raise ProviderError("the answer is JSON, but not a list")
    return rows(decoded)


def xml_object(body: bytes) -> Mapping[str, Any]:
    """Decode XML: elements by their names without prefixes, attributes with an @ before theirs.

    An element that stands once is an object or a text, one that stands several times a list: read
    it with `several`. Raises a transient ProviderError for what is no XML, and for entities.
    """
    try:
        decoded = xmltodict.parse(body, postprocessor=_without_prefix)
    except (ExpatError, ValueError, RecursionError):
        raise ProviderError("the answer is not XML") from None
    if "html" in (name.lower() for name in decoded):
        raise ProviderError("the answer is a web page")
    return decoded


def several(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a list, or the one object, as `xml_object` gives them."""
    return rows(value if isinstance(value, list) else [value])


def table(value: object) -> Mapping[str, Any]:
    """Return the value if it is a JSON object, else an empty one."""
    return value if isinstance(value, dict) else {}


def rows(value: object) -> list[Mapping[str, Any]]:
    """Return the objects of a JSON list, in order and not too many; anything else is left out."""
    if not isinstance(value, list):
        return []
    return [row for row in value[:MOST_EVENTS] if isinstance(row, dict)]


def text(value: object) -> str:
    """Return text without control characters, 500 characters at most; empty for no text."""
    if type(value) is int:
        return str(value)[:LONGEST_TEXT]
    if not isinstance(value, str):
        return ""
    cut = value[:LONGEST_TEXT]
    if not cut.isprintable():
        cut = "".join(map(_printable, cut))
    return cut.strip()


def code(value: object) -> str:
    """Return a vendor's code as text, short enough to be a label."""
    return text(value)[:60]


def country(value: object) -> str:
    """Return an ISO 3166-1 alpha-2 code in capitals, or an empty text."""
    found = text(value).upper()
    return found if len(found) == len("SE") and found.isascii() and found.isalpha() else ""


def https(value: object) -> str:
    """Return an https address fit to be a link, or an empty text."""
    found = text(value)
    fit = found.startswith("https://") and found.isascii() and not set(found) & _NOT_IN_ADDRESSES
    return found if fit else ""


def raw_json(event: Mapping[str, Any]) -> str:
    """Write an event as JSON that PostgreSQL takes: no NUL, no half characters, not endless."""
    try:
        written = json.dumps(event, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        written.encode()
    except RecursionError:
        return "{}"
    except ValueError:
        return json.dumps({"cut": text(json.dumps(event))})
    if len(written) > LONGEST_RAW or "\\u0000" in written:
        return json.dumps({"cut": text(written)})
    return written


def _json(body: bytes) -> object:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        raise ProviderError("the answer is not JSON") from None


def _without_prefix(path: Sequence[object], name: str, value: _Xml) -> tuple[str, _Xml]:
    if len(path) > _DEEPEST:
        raise ValueError("no answer is as deep as this")
    mark = "@" if name.startswith("@") else ""
    return mark + name.rpartition(":")[2].removeprefix("@"), value


def _printable(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    return " " if unicodedata.category(character) in {"Cc", "Zs", "Zl", "Zp"} else ""
