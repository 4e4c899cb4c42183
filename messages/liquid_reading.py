"""Reads a merchant's text, written in a small part of Liquid; it fills nothing.

https://shopify.github.io/liquid is the language. Of it there are conditions, loops, comments and
the filters in messages/liquid_filters.py; no variables are set, no files are read.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from liquid import BoundTemplate, Environment, RenderContext, Token
from liquid.ast import Node
from liquid.builtin import content, illegal, output
from liquid.builtin.expressions import FilteredExpression, LoopExpression, Path
from liquid.builtin.expressions.primitive import RangeLiteral
from liquid.builtin.tags import case_tag, comment_tag, for_tag, if_tag, unless_tag
from liquid.exceptions import FilterArgumentError, LiquidError, LiquidTypeError
from liquid.expression import Expression

from messages.language import phrase
from messages.liquid_filters import FILTERS
from messages.text_error import TextError
from messages.variables import Path as Name

MOST_SOURCE = 5_000
MOST_IN_BRACKETS = 300
MOST_NESTED = 6
KEPT_PARSED = 256
UNREADABLE = phrase("This cannot be read: %(detail)s")

_OPENING = re.compile(r"\{[{%]")
_TAG_NAME = re.compile(r"-?\s*(\S*?)\s*(?:-?$|\s)")
_TAGS = frozenset(
    {
        *("if", "elsif", "else", "endif", "unless", "endunless", "case", "when", "endcase"),
        *("for", "endfor", "break", "continue", "comment", "endcomment"),
    }
)


@dataclass(frozen=True, slots=True)
class Use:
    """A name that a text uses; `shown` when its value is to be shown, not only looked at."""

    name: Name
    line: int
    shown: bool


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text that can be filled, and the names of values it uses."""

    template: BoundTemplate
    uses: tuple[Use, ...]


class _Environment(Environment):
    """The whole of the language a merchant has: what is not registered does not exist."""

    block_nesting_limit = MOST_NESTED

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:  # noqa: ARG002
        for tag in (
            *(content.Literal, output.Output, illegal.Illegal, comment_tag.CommentTag),
            *(if_tag.IfTag, unless_tag.UnlessTag, case_tag.CaseTag),
            *(for_tag.ForTag, for_tag.BreakTag, for_tag.ContinueTag),
        ):
            self.add_tag(tag)
        for name, function in FILTERS.items():
            self.add_filter(name, function)


_ENVIRONMENTS = {html: _Environment(autoescape=html) for html in (True, False)}


@lru_cache(KEPT_PARSED)
def parse(source: str, *, html: bool) -> Parsed:
    """Read a text; raise TextError when it is not in the language, or beyond a limit."""
    if len(source) > MOST_SOURCE:
        raise TextError(
            phrase("This text is longer than %(most)s characters."), 1, {"most": str(MOST_SOURCE)}
        )
    _scan(source)
    try:
        template = _ENVIRONMENTS[html].from_string(source)
    except LiquidError as error:
        raise unreadable(source, error) from None
    reader = _NameReader(source, RenderContext(template))
    return Parsed(template, tuple(reader.uses_of(template.nodes, {})))


def unreadable(source: str, error: LiquidError) -> TextError:
    """Return what is wrong with a text in the words of the language's library."""
    if isinstance(error, LiquidTypeError | FilterArgumentError):
        reason = phrase("A filter is given here what it cannot use.")
        return TextError(reason, line_of(source, error.token))
    return TextError(UNREADABLE, line_of(source, error.token), {"detail": str(error.message)})


def line_of(source: str, token: Token | None) -> int:
    """Return on which line of a text a token stands, from 1."""
    return 1 if token is None else source.count("\n", 0, max(token.start_index, 0)) + 1


def _scan(source: str) -> None:
    """See that brackets are closed and short, and tags known, in one look at each character.

    The library's own reading takes time that grows with the square of what is left open.
    """
    at = 0
    while opening := _OPENING.search(source, at):
        line = source.count("\n", 0, opening.start()) + 1
        closing = "}}" if opening.group() == "{{" else "%}"
        end = source.find(closing, opening.end(), opening.end() + MOST_IN_BRACKETS + 2)
        following = _OPENING.search(source, opening.end())
        if end < 0 or (following and following.start() < end):
            raise TextError(
                phrase(
                    "“%(opening)s” is not closed with “%(closing)s” within %(most)s characters."
                ),
                line,
                {"opening": opening.group(), "closing": closing, "most": str(MOST_IN_BRACKETS)},
            )
        if closing == "%}":
            _known_tag(source[opening.end() : end], line)
        at = end + len(closing)


def _known_tag(inside: str, line: int) -> None:
    found = _TAG_NAME.match(inside)
    name = found.group(1) if found else ""
    if name not in _TAGS:
        raise TextError(phrase("There is no tag “%(tag)s” here."), line, {"tag": name[:40]})


@dataclass(frozen=True, slots=True)
class _NameReader:
    """Walks through what was read, and refuses what the library would allow and we do not."""

    source: str
    bare: RenderContext

    def uses_of(self, nodes: Iterable[Node], loops: Mapping[str, Name]) -> Iterator[Use]:
        """Yield every use; `loops` says of which list a loop's name is an entry."""
        for node in nodes:
            inner = dict(loops)
            shown = isinstance(node, output.OutputNode)
            for expression in node.expressions():
                yield from self._in_expression(expression, loops, shown=shown)
                if isinstance(expression, LoopExpression):
                    inner |= self._loop(expression, loops)
            yield from self.uses_of(node.children(self.bare), inner)

    def _in_expression(
        self, expression: Expression, loops: Mapping[str, Name], *, shown: bool
    ) -> Iterator[Use]:
        if isinstance(expression, RangeLiteral):
            raise TextError(
                phrase("A range such as (1..9) cannot be used here."), self._line(expression)
            )
        if isinstance(expression, Path):
            yield from self._use(expression, loops, shown=shown)
            return
        if isinstance(expression, FilteredExpression) and expression.filters:
            self._check_filters(expression)
            shown = False
        for child in expression.children():
            yield from self._in_expression(child, loops, shown=shown)

    def _use(self, path: Path, loops: Mapping[str, Name], *, shown: bool) -> Iterator[Use]:
        name = self._name(path, loops)
        if name and name[0] != "forloop":
            yield Use(name, self._line(path), shown)

    def _name(self, path: Path, loops: Mapping[str, Name]) -> Name:
        """Return the full name behind a path; empty for an entry of what is no list of ours."""
        parts = tuple(part for part in path.path if isinstance(part, str | int))
        if len(parts) < len(path.path) or not parts:
            raise TextError(
                phrase("Only a name or a number can stand in square brackets."), self._line(path)
            )
        head = parts[0]
        if isinstance(head, str) and head in loops:
            return (*loops[head], *parts[1:]) if loops[head] else ()
        return parts

    def _loop(self, loop: LoopExpression, loops: Mapping[str, Name]) -> Mapping[str, Name]:
        of = self._name(loop.iterable, loops) if isinstance(loop.iterable, Path) else ()
        return {"forloop": (), str(loop.identifier): (*of, 0) if of else ()}

    def _check_filters(self, expression: FilteredExpression) -> None:
        for used in expression.filters or ():
            if used.name not in FILTERS:
                raise TextError(
                    phrase("There is no filter “%(filter)s” here."),
                    line_of(self.source, used.token),
                    {"filter": used.name[:40]},
                )

    def _line(self, expression: Expression) -> int:
        return line_of(self.source, expression.token)
