"""Find translations that have lost or gained a place for a name or a number."""

import re
from collections.abc import Iterator

from babel.messages.catalog import Catalog

_PLACE = re.compile(r"%(?:\d+\$)?[sd]|\{\w+\}")


def misplaced(catalogue: Catalog) -> Iterator[str]:
    """Name the translations whose places are not those of the text."""
    for message in catalogue:
        ids = message.id if isinstance(message.id, tuple | list) else (message.id,)
        said = message.string if isinstance(message.string, tuple | list) else (message.string,)
        wanted = sorted(_PLACE.findall(ids[-1]))
        if message.id and any(text and sorted(_PLACE.findall(text)) != wanted for text in said):
            yield f"{ids[0]!r}: has other places"
