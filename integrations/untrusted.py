"""Read what strangers send: JSON of unknown shape and text of unknown intent. Never guesses."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from domain.errors import ProviderError
from domain.tracking import DeliveryWindow, PickupPoint, TrackingEvent

LONGEST_TEXT = 500
LONGEST_RAW = 10_000
MOST_EVENTS = 500
_JOINERS = frozenset("\u200c\u200d")
"""Invisible, but emoji families and Persian words fall apart without them."""


def json_object(body: bytes) -> Mapping[str, Any]:
    """Decode a JSON object; raise a transient ProviderError for HTML, other JSON, and noise."""
    try:
        decoded = json.loads(body)
    except (ValueError, RecursionError):
        raise ProviderError("the answer is not JSON") from None
    if not isinstance(decoded, dict):
        raise ProviderError("the answer is JSON, but not an object")
    return decoded


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


def fingerprint(
    events: Sequence[TrackingEvent],
    estimate: DeliveryWindow | None,
    pickup_point: PickupPoint | None,
) -> str:
    """Hash what an answer says, and not when or to whom it was said."""
    said = "\n".join((*(event.raw for event in events), str(estimate), str(pickup_point)))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def _printable(character: str) -> str:
    if character.isprintable() or character in _JOINERS:
        return character
    return " " if unicodedata.category(character) in {"Cc", "Zs", "Zl", "Zp"} else ""
