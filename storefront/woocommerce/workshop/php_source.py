"""Cut PHP source into tokens, for those who look for something in it; it does not understand it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_PIECES = {
    "comment": r"/\*.*?\*/|(?://|\#(?!\[))[^\n]*?(?=\n|\?>|\Z)",
    "string": r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"",
    "heredoc": r"<<<[ \t]*(?P<quote>['\"]?)(?P<ends>\w+)(?P=quote)\n.*?^[ \t]*(?P=ends)\b",
    "variable": r"\$\w+",
    "name": r"\\?[A-Za-z_\x80-\U0010ffff][\w\x80-\U0010ffff]*(?:\\\w+)*",
    "number": r"\d[\w.]*",
    "space": r"\s+",
    "close": r"\?>\n?",
    "mark": r"\?->|\?\?=|===|!==|<=>|\*\*|->|=>|::|&&|\|\||\?\?|<<|>>|\.\.\."
    r"|[=!<>+\-*/.%&|^]=|\+\+|--|.",
}
_PIECE = re.compile(
    "|".join(f"(?P<{kind}>{pattern})" for kind, pattern in _PIECES.items()),
    re.DOTALL | re.MULTILINE,
)
_OPEN = re.compile(r"<\?(?:php\b|=)")
_ESCAPED = re.compile(r"\\(?:([nrtvef\\$\"])|u\{([0-9a-fA-F]+)\}|x([0-9a-fA-F]{1,2}))")
_SAID = {"n": "\n", "r": "\r", "t": "\t", "v": "\v", "e": "\x1b", "f": "\f"}
_LEFT_OUT = frozenset({"space", "comment"})


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of source; `kind` is html, open, close or one of the names in _PIECES."""

    kind: str
    text: str
    line: int

    def said(self) -> str:
        """Return what a string means; of one with variables in it, as it is written."""
        inner = self.text[1:-1]
        if self.text.startswith("'"):
            return re.sub(r"\\(['\\])", r"\1", inner)
        return _ESCAPED.sub(_meant, inner)

    def is_name(self, *names: str) -> bool:
        """Tell whether this is one of these words, in any case."""
        return self.kind == "name" and self.text.lower().lstrip("\\") in names


def _meant(found: re.Match[str]) -> str:
    single, code, byte = found.groups()
    if single:
        return _SAID.get(single, single)
    return chr(int(code or byte, 16))


def tokens(source: str) -> list[Token]:
    """Cut a whole file, spaces and comments included: the texts put together are the file again."""
    return list(_cut(source))


def code(source: str) -> list[Token]:
    """Cut a file and leave out what PHP leaves out: spaces and comments."""
    return [token for token in _cut(source) if token.kind not in _LEFT_OUT]


def _cut(source: str) -> Iterator[Token]:
    at, line = 0, 1
    while at < len(source):
        opened = _OPEN.search(source, at)
        begins = opened.start() if opened else len(source)
        if begins > at:
            yield Token("html", source[at:begins], line)
            line += source.count("\n", at, begins)
        if opened is None:
            return
        yield Token("open", opened.group(), line)
        at = opened.end()
        while at < len(source) and (found := _PIECE.match(source, at)):
            kind = next(kind for kind in _PIECES if found.group(kind) is not None)
            yield Token(kind, found.group(), line)
            line += found.group().count("\n")
            at = found.end()
            if kind == "close":
                break


def files(folder: Path, ending: str = ".php") -> list[Path]:
    """Return the files of a folder and those in it, sorted."""
    return sorted(path for path in folder.rglob(f"*{ending}") if path.is_file())
