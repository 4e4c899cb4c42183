"""Find calls of functions in cut PHP source, and what each is given."""

from collections.abc import Iterator
from dataclasses import dataclass

from storefront.woocommerce.workshop.php_source import Token


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a function by its name: where, and the tokens of each argument."""

    name: str
    line: int
    arguments: list[list[Token]]
    place: int


_OPENING, _CLOSING = frozenset("([{"), frozenset(")]}")
_NOT_CALLED = ("function", "new", "fn")


def calls(cut: list[Token]) -> Iterator[Call]:
    """Yield every call of a plain function in code without spaces and comments."""
    for place, token in enumerate(cut[:-1]):
        if token.kind != "name" or cut[place + 1].text != "(":
            continue
        before = cut[place - 1] if place else None
        if before and (before.text in {"->", "?->", "::"} or before.is_name(*_NOT_CALLED)):
            continue
        yield Call(token.text.lstrip("\\"), token.line, arguments(cut, place + 1), place)


def arguments(cut: list[Token], opening: int) -> list[list[Token]]:
    """Return the tokens of each argument of the parenthesis that opens at a place."""
    depth, found = 0, [[]]  # type: tuple[int, list[list[Token]]]
    for token in cut[opening:]:
        if token.text in _OPENING:
            depth += 1
            if depth == 1:
                continue
        elif token.text in _CLOSING:
            depth -= 1
            if depth == 0:
                break
        elif token.text == "," and depth == 1:
            found.append([])
            continue
        found[-1].append(token)
    return [argument for argument in found if argument]
