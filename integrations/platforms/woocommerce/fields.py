"""Read single values as WordPress writes them; what they are of is told elsewhere."""

import html
from typing import Any

from integrations.platforms import WEB_ADDRESS, Identifier, Matching, Reading, Text

_LONGEST_ENCODED = 4000
"""Python refuses to read a character reference of more digits than about this."""


class HtmlText(Text):
    """Text that WordPress has written as HTML."""

    def read(self, value: Any) -> str:
        """Undo the encoding, then clean and cut."""
        text = html.unescape(value[:_LONGEST_ENCODED]) if isinstance(value, str) else value
        return super().read(text)


class HtmlWebAddress(Matching):
    """A link that WordPress may have written as HTML."""

    def __init__(self) -> None:
        super().__init__(WEB_ADDRESS, 2000)

    def read(self, value: Any) -> str:
        """Undo the encoding; return it whole or not at all."""
        text = html.unescape(value[:_LONGEST_ENCODED]) if isinstance(value, str) else value
        return super().read(text)


class Flag(Reading[bool]):
    """Whether something is so; what is not told is not."""

    empty = False

    def read(self, value: Any) -> bool:
        """Accept true only."""
        return value is True


class IdOrNone(Reading[str]):
    """An id, such as an account's; nobody's and nothing's is 0."""

    empty = ""

    def read(self, value: Any) -> str:
        """Accept an id, or 0."""
        return "" if value in (0, "0", "") else Identifier().read(value)
