"""Know the world's carriers: names, links, forms of numbers; reads four tables, asks nobody."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from domain.carriers import KnownCarrier
from domain.detection import Detector
from integrations.carrier_names import plain_name
from integrations.directory.tables import carriers, formats, issuers

CARRIERS: Mapping[str, KnownCarrier] = MappingProxyType(carriers())
"""Every carrier by its key, sorted."""

# UPS shows every form it takes beside the field for numbers: https://www.ups.com/track
COMPLETE = frozenset({"ups"})
"""Carriers all of whose forms are in the table: only they can be doubted for a number's form."""

DETECTOR = Detector(CARRIERS, formats(), issuers(), COMPLETE)

# Chinese and Japanese are written without spaces: each character is a word of its own.
_WORD = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]|[^\\s\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff]+"
)


def words(text: str) -> tuple[str, ...]:
    """Split a name into words that no longer show case, accents or punctuation."""
    return tuple(_WORD.findall(plain_name(text)))


_BY_NAME: Mapping[tuple[str, ...], str] = MappingProxyType(
    {words(name): key for key, carrier in CARRIERS.items() for name in carrier.names}
)
_MOST_WORDS = max(map(len, _BY_NAME))
_LONGEST_TEXT = 200


def carrier_for(text: str) -> str | None:
    """Return the key of the carrier a shop's free text means; None when nobody knows.

    The longest name that begins the text wins, by whole words. Slugs are texts too.
    """
    written = words(text[:_LONGEST_TEXT])
    for length in range(min(len(written), _MOST_WORDS), 0, -1):
        key = _BY_NAME.get(written[:length])
        if key is not None:
            return key
    return None
