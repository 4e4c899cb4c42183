"""Which properties, values and selectors a merchant's CSS may use; everything else is refused.

Nothing allowed here fetches anything, runs anything, or leaves the place where it is put.
"""

import re
from collections.abc import Iterable

from tinycss2.ast import (
    FunctionBlock,
    HashToken,
    IdentToken,
    LiteralToken,
    Node,
    ParenthesesBlock,
    SquareBracketsBlock,
    StringToken,
)

_SIDES = ("top", "right", "bottom", "left", "block", "inline", "block-start", "block-end")
_SIDES_TOO = (*_SIDES, "inline-start", "inline-end")
_EDGES = ("", "-color", "-style", "-width")
_PLAIN = """
accent-color align-content align-items align-self aspect-ratio background background-color
background-image background-position background-repeat background-size background-clip border
border-collapse border-color border-radius border-style border-width border-spacing bottom
border-top-left-radius border-top-right-radius border-bottom-left-radius
border-bottom-right-radius box-shadow box-sizing caret-color clear color column-gap column-rule
columns content display fill flex flex-basis flex-direction flex-flow flex-grow flex-shrink
flex-wrap float font font-family font-feature-settings font-kerning font-size font-stretch
font-style font-variant font-variant-caps font-variant-numeric font-weight gap grid grid-area
grid-auto-columns grid-auto-flow grid-auto-rows grid-column grid-column-end grid-column-start
grid-row grid-row-end grid-row-start grid-template grid-template-areas grid-template-columns
grid-template-rows height hyphens inset justify-content justify-items justify-self left
letter-spacing line-height list-style list-style-position list-style-type margin max-height
max-width min-height min-width object-fit object-position opacity order outline outline-color
outline-offset outline-style outline-width overflow overflow-wrap padding place-content
place-items place-self position right row-gap stroke stroke-width tab-size table-layout text-align
text-decoration text-decoration-color text-decoration-line text-decoration-style
text-decoration-thickness text-indent text-overflow text-shadow text-transform
text-underline-offset top transform transform-origin transition transition-duration
transition-property transition-timing-function vertical-align visibility white-space width
word-break word-spacing z-index block-size inline-size max-block-size max-inline-size
min-block-size min-inline-size
"""
PROPERTIES = frozenset(_PLAIN.split()) | {
    *(f"{box}-{side}" for box in ("margin", "padding", "inset") for side in _SIDES_TOO),
    *(f"border-{side}{edge}" for side in _SIDES_TOO for edge in _EDGES),
}
_OWN = re.compile(r"--[a-z][a-z0-9-]{0,39}")
_FUNCTIONS = """
calc clamp color-mix conic-gradient cubic-bezier fit-content hsl hsla hwb lab lch
linear-gradient max min minmax oklab oklch radial-gradient repeat repeating-linear-gradient
repeating-radial-gradient rgb rgba rotate rotatex rotatey scale scalex scaley skew skewx skewy
steps translate translatex translatey var
"""
FUNCTIONS = frozenset(_FUNCTIONS.split())
_WITH_STRINGS = {"content", "font", "font-family", "font-feature-settings", "grid-template-areas"}
_WITH_STRINGS |= {"grid", "grid-template", "list-style", "list-style-type", "text-overflow"}
_POSITIONS = {"static", "relative", "absolute"}
_DEEPEST = 6
_SIGNS = {",", "/", "+", "-", "*", "%"}
_PLAIN_TYPES = {"ident", "number", "percentage", "dimension", "hash", "whitespace", "comment"}
_PSEUDO_NAMES = """
active checked disabled empty enabled first-child first-of-type focus focus-visible focus-within
hover last-child last-of-type link only-child only-of-type open
"""
_PSEUDO = {
    1: frozenset(_PSEUDO_NAMES.split()),
    2: frozenset(("after", "before", "first-letter", "first-line", "marker", "placeholder")),
}
"""What may follow one colon, and what two."""
_COUNTED = {"nth-child", "nth-last-child", "nth-last-of-type", "nth-of-type"}
_ATTRIBUTES = {"aria-current", "aria-expanded", "data-live", "dir", "lang", "open"}


def is_property(name: str) -> bool:
    """Tell whether a property may be set; `name` is lower case. Variables of one's own may be."""
    return name in PROPERTIES or bool(_OWN.fullmatch(name))


def is_value(name: str, tokens: Iterable[Node]) -> bool:
    """Tell whether a property may have a value."""
    told = list(tokens)
    if name == "position" and not all(_is_position(token) for token in told):
        return False
    strings = name in _WITH_STRINGS
    return bool(told) and all(_is_harmless(token, _DEEPEST, strings=strings) for token in told)


def _is_position(token: Node) -> bool:
    """Tell whether it is one that keeps its place; a variable could hold another."""
    named = isinstance(token, IdentToken) and token.lower_value in _POSITIONS
    return named or token.type == "whitespace"


def _is_harmless(token: Node, depth: int, *, strings: bool) -> bool:
    if token.type in _PLAIN_TYPES:
        return True
    if isinstance(token, StringToken):
        return strings and "<" not in token.value
    if isinstance(token, LiteralToken):
        return token.value in _SIGNS
    if isinstance(token, FunctionBlock):
        inner = token.arguments if token.lower_name in FUNCTIONS else None
    else:
        square = isinstance(token, ParenthesesBlock | SquareBracketsBlock)
        inner = token.content if square else None
    if inner is None or not depth:
        return False
    return all(_is_harmless(one, depth - 1, strings=False) for one in inner)


def is_condition(tokens: Iterable[Node], depth: int = _DEEPEST) -> bool:
    """Tell whether a condition of @media holds sizes and preferences only."""
    return all(_is_condition_part(token, depth) for token in tokens)


def _is_condition_part(token: Node, depth: int) -> bool:
    if isinstance(token, ParenthesesBlock):
        return depth > 0 and is_condition(token.content, depth - 1)
    if isinstance(token, LiteralToken):
        return token.value in {",", ":", "<", ">", "=", "/"}
    return token.type in _PLAIN_TYPES - {"hash"}


def is_selector(tokens: list[Node]) -> bool:
    """Tell whether one selector, without its commas, may be used.

    By the value of an attribute only a few may be chosen, and as a whole: what is found letter by
    letter could be told to somebody.
    """
    colons, wanted = 0, True
    for part in tokens:
        if part == ":":
            colons += 1
            continue
        good = _is_pseudo(part, colons) if colons else _is_plain_part(part)
        wanted, colons = wanted and good, 0
    return wanted and not colons and any(part.type != "whitespace" for part in tokens)


def _is_plain_part(token: Node) -> bool:
    if isinstance(token, LiteralToken):
        return token.value in {".", "*", ">", "+", "~"}
    if isinstance(token, HashToken):
        return bool(token.is_identifier)
    if isinstance(token, SquareBracketsBlock):
        return _is_attribute([one for one in token.content if one.type != "whitespace"])
    return token.type in {"ident", "whitespace", "comment"}


def _is_pseudo(token: Node, colons: int) -> bool:
    if isinstance(token, IdentToken):
        return token.lower_value in _PSEUDO.get(colons, ())
    if not isinstance(token, FunctionBlock) or colons != 1:
        return False
    if token.lower_name in _COUNTED:
        plain = {"ident", "number", "dimension", "whitespace"}
        return all(one.type in plain or one in ("+", "-") for one in token.arguments)
    if token.lower_name != "not":
        return False
    # One level deep: what is excluded excludes nothing itself.
    nested = any(isinstance(one, FunctionBlock) for one in token.arguments)
    return not nested and is_selector(token.arguments)


def _is_attribute(tokens: list[Node]) -> bool:
    named = bool(tokens) and isinstance(tokens[0], IdentToken)
    if not named or tokens[0].lower_value not in _ATTRIBUTES:
        return False
    _, *value = tokens
    if not value:
        return True
    whole = len(value) == len("=x") and value[0] == "="
    return whole and isinstance(value[1], IdentToken | StringToken)
