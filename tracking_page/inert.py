"""Take a page's controls out of use, for one that is only to be looked at; changes nothing else."""

from html.parser import HTMLParser
from itertools import accumulate, pairwise

_CONTROLS = frozenset({"a", "button", "input", "select", "textarea"})
"""What would lead out of what is being looked at; the rest may be read, and unfolded."""


def inert(html: str) -> str:
    """Return the page with every control of it inert: neither pointer nor keyboard reaches it."""
    ends = [0, *_Controls(html).ends, len(html)]
    return " inert".join(html[start:end] for start, end in pairwise(ends))


class _Controls(HTMLParser):
    """Finds where in a page the names of its controls' tags end."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ends: list[int] = []
        self._lines = [0, *accumulate(len(line) + 1 for line in html.split("\n"))]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        """Note where the name of a control's tag ends."""
        if tag in _CONTROLS:
            line, column = self.getpos()
            self.ends.append(self._lines[line - 1] + column + len(f"<{tag}"))
