"""Clean a merchant's CSS for the tracking page: what is served is written anew, never as typed.

Only what is on our lists stays; every rule holds within the page's own element and nowhere else.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import tinycss2
from tinycss2.ast import AtRule, Declaration, IdentToken, Node, QualifiedRule

from services.css_values import is_condition, is_property, is_selector, is_value

SCOPE = ".framme-page"
"""The class of the element that holds the whole page."""
LONGEST_CSS = 20_000
LONGEST_WRITTEN = 60_000
"""Each selector is written with the page's class: of many short ones, much may become."""
MOST_FAULTS = 20
_ROOTS = {"body", "html"}
_LONGEST_WORD = 40


class CssProblem(StrEnum):
    """Why a part of the CSS is left out."""

    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    """It is not CSS."""
    AT_RULE = "at_rule"
    SELECTOR = "selector"
    PROPERTY = "property"
    VALUE = "value"
    NESTED = "nested"


@dataclass(frozen=True, slots=True)
class CssFault:
    """What is left out, in which line (1 is the first), and a word of it."""

    line: int
    problem: CssProblem
    what: str = ""


@dataclass(frozen=True, slots=True)
class CleanedCss:
    """What may be served, and what was left out of it, at most MOST_FAULTS."""

    css: str
    faults: tuple[CssFault, ...] = ()


@lru_cache(maxsize=256)
def clean_css(text: str) -> CleanedCss:
    """Return what of a style sheet may be served, written anew, and what was left out."""
    if len(text) > LONGEST_CSS:
        return CleanedCss("", (CssFault(1, CssProblem.TOO_LONG),))
    if "\x00" in text:
        return CleanedCss("", (CssFault(1, CssProblem.UNREADABLE),))
    sheet = _Sheet([])
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    written = "\n".join(sheet.rules(rules, inside=False))
    if len(written) > LONGEST_WRITTEN:
        return CleanedCss("", (CssFault(1, CssProblem.TOO_LONG),))
    return CleanedCss(written, tuple(sheet.faults[:MOST_FAULTS]))


@dataclass(frozen=True, slots=True)
class _Sheet:
    faults: list[CssFault]

    def rules(self, rules: Iterable[Node], *, inside: bool) -> Iterator[str]:
        """Write rules anew; `inside` a condition there are no others."""
        for rule in rules:
            if isinstance(rule, QualifiedRule):
                yield from self._rule(rule)
            elif isinstance(rule, AtRule):
                yield from self._at_rule(rule, inside=inside)
            else:
                self._leave_out(rule, CssProblem.UNREADABLE)

    def _at_rule(self, rule: AtRule, *, inside: bool) -> Iterator[str]:
        allowed = rule.lower_at_keyword == "media" and rule.content is not None and not inside
        if not allowed or not is_condition(rule.prelude):
            self._leave_out(rule, CssProblem.AT_RULE, f"@{rule.at_keyword}")
            return
        within = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        written = list(self.rules(within, inside=True))
        if written:
            condition = tinycss2.serialize(_without_comments(rule.prelude)).strip()
            yield f"@media {condition} {{\n" + "\n".join(written) + "\n}"

    def _rule(self, rule: QualifiedRule) -> Iterator[str]:
        selectors = [self._selector(rule, tokens) for tokens in _parted(rule.prelude)]
        declared = list(self._declarations(rule))
        if declared and all(selectors):
            yield f"{', '.join(selectors)} {{ {' '.join(declared)} }}"

    def _selector(self, rule: QualifiedRule, tokens: list[Node]) -> str:
        scoped = _scoped(_trimmed(tokens))
        if not scoped:
            at = tokens[0] if tokens else rule
            self._leave_out(at, CssProblem.SELECTOR, _shown(tokens))
        return scoped

    def _declarations(self, rule: QualifiedRule) -> Iterator[str]:
        for one in tinycss2.parse_blocks_contents(
            rule.content, skip_comments=True, skip_whitespace=True
        ):
            if isinstance(one, Declaration):
                yield from self._declaration(one)
            elif isinstance(one, AtRule | QualifiedRule):
                self._leave_out(one, CssProblem.NESTED)
            else:
                self._leave_out(one, CssProblem.UNREADABLE)

    def _declaration(self, one: Declaration) -> Iterator[str]:
        name = one.lower_name
        if not is_property(name):
            self._leave_out(one, CssProblem.PROPERTY, one.name)
        elif not is_value(name, one.value):
            self._leave_out(one, CssProblem.VALUE, one.name)
        else:
            value = tinycss2.serialize(_without_comments(one.value)).strip()
            yield f"{name}: {value}{' !important' if one.important else ''};"

    def _leave_out(self, node: Node, problem: CssProblem, what: str = "") -> None:
        shown = " ".join(what.split())[:_LONGEST_WORD]
        self.faults.append(CssFault(node.source_line, problem, shown))


def _scoped(tokens: list[Node]) -> str:
    """Put a selector within the page; empty for one that cannot be used.

    The document's own names stand for the page; what is beside the page is not in it.
    """
    after = _after_root(tokens)
    if after is None:
        outside = not tokens or tokens[0] in (">", "+", "~") or not is_selector(tokens)
        return "" if outside else f"{SCOPE} {tinycss2.serialize(tokens)}"
    following = _trimmed(after)
    beside = bool(following) and following[0] in ("+", "~")
    if beside or (following and not is_selector(following)):
        return ""
    return f"{SCOPE}{tinycss2.serialize(after)}"


def _after_root(tokens: list[Node]) -> list[Node] | None:
    """Return what follows a name of the page itself, None where none is named."""
    if tokens and isinstance(tokens[0], IdentToken) and tokens[0].lower_value in _ROOTS:
        return tokens[1:]
    for sign, name in ((":", "root"), (".", SCOPE[1:])):
        named = len(tokens) > 1 and tokens[0] == sign and isinstance(tokens[1], IdentToken)
        if named and tokens[1].value == name:
            return tokens[2:]
    return None


def _parted(tokens: Iterable[Node]) -> list[list[Node]]:
    """Part a list of selectors at its commas."""
    parts: list[list[Node]] = [[]]
    for one in _without_comments(tokens):
        if one == ",":
            parts.append([])
        else:
            parts[-1].append(one)
    return parts


def _without_comments(tokens: Iterable[Node]) -> list[Node]:
    return [token for token in tokens if token.type != "comment"]


def _trimmed(tokens: list[Node]) -> list[Node]:
    told = list(tokens)
    while told and told[0].type == "whitespace":
        told.pop(0)
    while told and told[-1].type == "whitespace":
        told.pop()
    return told


def _shown(tokens: list[Node]) -> str:
    """Write a refused selector for its author; what is nested in it, however deep, is not."""
    return "".join(
        "…" if hasattr(one, "content") or hasattr(one, "arguments") else one.serialize()
        for one in tokens
    )
