"""Find the texts in a PHP file, what translators are told of them, and their contexts."""

import re
from collections.abc import Iterator

from storefront.woocommerce.workshop.php_calls import Call, calls
from storefront.woocommerce.workshop.php_source import Token, code, tokens

_CONTEXT, _PLURAL = 2, 2
_PLAIN = frozenset(
    ["__", "_e", "esc_html__", "esc_attr__", "esc_html_e", "esc_attr_e"],
)
_WITH_CONTEXT = frozenset(["_x", "_ex", "esc_html_x", "esc_attr_x"])
_COUNTED = {"_n": None, "_n_noop": None, "_nx": 3, "_nx_noop": 2}
"""Functions of one and many, and where their context stands."""
_FOR_TRANSLATORS = re.compile(r"translators:\s*(.*?)\s*(?:\*/)?\s*$", re.DOTALL)
_LINES_ABOVE = 3
Text = str | tuple[str, str]


def of_page(source: str) -> Iterator[tuple[Text, list[str], str | None]]:
    """Yield the texts of a PHP file, what translators are told, and the context."""
    notes = {
        token.line + token.text.count("\n"): " ".join(found[1].split())
        for token in tokens(source)
        if token.kind == "comment" and (found := _FOR_TRANSLATORS.search(token.text))
    }
    before = 0
    for call in calls(code(source)):
        said = _said(call)
        if said:
            # What stands above an earlier text is about that one.
            above = range(call.line, max(before, call.line - _LINES_ABOVE) - 1, -1)
            note = next((notes[line] for line in above if line in notes), None)
            yield said[0], [note] if note else [], said[1]
            before = call.line


def _said(call: Call) -> tuple[Text, str | None] | None:
    """Return the text of a call, and its context; nothing if it is no call for a translation."""
    given = [_literal(argument) for argument in call.arguments]
    if call.name in _PLAIN and given and given[0] is not None:
        return given[0], None
    if call.name in _WITH_CONTEXT and len(given) >= _CONTEXT and given[0] is not None:
        return given[0], given[1]
    if call.name in _COUNTED and len(given) >= _PLURAL and None not in given[:_PLURAL]:
        place = _COUNTED[call.name]
        context = given[place] if place and len(given) > place else None
        return (str(given[0]), str(given[1])), context
    return None


def _literal(argument: list[Token]) -> str | None:
    whole = len(argument) == 1 and argument[0].kind == "string"
    return argument[0].said() if whole else None
