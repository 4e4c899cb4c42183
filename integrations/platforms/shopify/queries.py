"""Read the query of an address as it was signed; decides nothing about what it says."""

from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

_MOST_FIELDS = 100


def read_query(url: str) -> Mapping[str, Sequence[str]]:
    """Return the values of every name, in order; raise ValueError for no address, or too much."""
    fields: dict[str, list[str]] = {}
    query = urlsplit(url).query
    for name, value in parse_qsl(query, keep_blank_values=True, max_num_fields=_MOST_FIELDS):
        fields.setdefault(name, []).append(value)
    return fields


def only(query: Mapping[str, Sequence[str]], name: str) -> str:
    """Return the one value of a name; empty when it is missing or there are several."""
    values = query.get(name, ())
    return values[0] if len(values) == 1 else ""


def whole_number(text: str, longest: int = 20) -> int | None:
    """Return a number written in ASCII digits and nothing else, or None."""
    if text.isascii() and text.isdigit() and len(text) <= longest:
        return int(text)
    return None
