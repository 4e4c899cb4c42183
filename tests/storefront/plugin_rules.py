"""Read PHP source for rules of WordPress's plugin directory; the rules are beside this."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from runtime.config import ROOT
from storefront.woocommerce.workshop.php_source import Token, code, files, tokens

PLUGIN = ROOT / "storefront" / "woocommerce" / "framme"
_EXCUSE = re.compile(
    r"phpcs:(ignore|disable|enable)\b[ \t]*([^\n]*?)(?:\s*--\s*(.*?))?\s*(?:\*/)?$"
)
Finding = tuple[int, str]
Rule = Callable[["Source"], Iterator[Finding]]


@dataclass(frozen=True)
class Source:
    """One PHP file; `text` may be a snippet that tests a rule."""

    path: str
    text: str

    @cached_property
    def all(self) -> list[Token]:
        """Return every token."""
        return tokens(self.text)

    @cached_property
    def code(self) -> list[Token]:
        """Return the tokens that PHP runs."""
        return code(self.text)

    @cached_property
    def around(self) -> list[tuple[str, ...]]:
        """Return for each token of the code the functions in whose arguments it stands."""
        found, stack = [], []  # type: tuple[list[tuple[str, ...]], list[str]]
        for place, token in enumerate(self.code):
            if token.text in "([{" and token.kind == "mark":
                before = self.code[place - 1] if place else None
                called = before is not None and before.kind == "name" and token.text == "("
                stack.append(before.text.lstrip("\\").lower() if called and before else "")
            elif token.text in ")]}" and token.kind == "mark" and stack:
                stack.pop()
            found.append(tuple(stack))
        return found

    @cached_property
    def bodies(self) -> list[tuple[int, int]]:
        """Return where the body of each function begins and ends in the code."""
        found = []
        for place, token in enumerate(self.code):
            if token.is_name("function", "fn"):
                opened = self._next(place, "{", ";")
                if opened is not None and self.code[opened].text == "{":
                    found.append((place, self._closed(opened)))
        return found

    def body_of(self, place: int) -> list[Token]:
        """Return the smallest function around a place of the code, or the whole file."""
        around = [(end - begin, begin, end) for begin, end in self.bodies if begin < place < end]
        _, begin, end = min(around, default=(0, 0, len(self.code)))
        return self.code[begin:end]

    def _next(self, place: int, *wanted: str) -> int | None:
        depth = 0
        for at in range(place, len(self.code)):
            text = self.code[at].text
            depth += (text in {"(", "["}) - (text in {")", "]"})
            if depth == 0 and text in wanted:
                return at
        return None

    def _closed(self, opened: int) -> int:
        depth = 0
        for at in range(opened, len(self.code)):
            depth += (self.code[at].text == "{") - (self.code[at].text == "}")
            if depth == 0:
                return at
        return len(self.code)

    @cached_property
    def excused(self) -> dict[int, list[tuple[str, str]]]:
        """Return by line which of WordPress's checks are switched off there, and why."""
        found: dict[int, list[tuple[str, str]]] = {}
        off: list[tuple[str, str]] = []
        comments = {token.line: token for token in self.all if token.kind == "comment"}
        for line in range(1, self.text.count("\n") + 2):
            excuse = _EXCUSE.search(comments[line].text) if line in comments else None
            if excuse and excuse[1] == "enable":
                off = []
            elif excuse:
                named = [(name.strip(), excuse[3] or "") for name in excuse[2].split(",")]
                if excuse[1] == "disable":
                    off = off + named
                else:
                    self._excuse(found, line, named)
            found.setdefault(line, []).extend(off)
        return found

    def _excuse(
        self, found: dict[int, list[tuple[str, str]]], line: int, named: list[tuple[str, str]]
    ) -> None:
        alone = self.text.splitlines()[line - 1].lstrip().startswith(("//", "/*", "*", "#"))
        found.setdefault(line + 1 if alone else line, []).extend(named)

    def is_excused(self, line: int, check: str) -> bool:
        """Tell whether a check of WordPress's is switched off at a line, with a reason."""
        return any(
            (check.startswith(name) or name.startswith(check)) and len(why.split()) >= 2
            for name, why in self.excused.get(line, [])
            if name
        )


def findings(rule: Rule, source: Source) -> list[str]:
    """Return what a rule has against a file, a line each."""
    return [f"{source.path}:{line}: {what}" for line, what in rule(source)]


def plugin_sources(folder: Path = PLUGIN) -> list[Source]:
    """Return every PHP file of the plugin."""
    return [
        Source(str(path.relative_to(folder)), path.read_text(encoding="utf-8"))
        for path in files(folder)
    ]
