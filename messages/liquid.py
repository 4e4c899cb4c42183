"""Fills a merchant's text with values, within limits; it reaches nothing but those values."""

from collections.abc import Mapping
from io import StringIO
from time import thread_time
from typing import Any

from liquid import RenderContext, Token
from liquid.exceptions import LiquidError
from liquid.utils import ReadOnlyChainMap

from messages.language import phrase
from messages.liquid_filters import within_bounds
from messages.liquid_reading import UNREADABLE, line_of, parse, unreadable
from messages.text_error import LimitError, TextError

__all__ = ["TextError", "fill"]

MOST_TURNS = 200
MOST_SECONDS = 0.25
"""Of one thread's own computing: that others keep a machine busy makes no text fail.

Python may tidy up its memory in the middle of a text, which can take a tenth of a second.
"""

# What the library lets through when a text is as odd as its writer can make it.
_ODD = (ArithmeticError, LookupError, TypeError, ValueError, AttributeError, RecursionError)


def fill(source: str, values: Mapping[str, object], *, html: bool) -> str:
    """Fill a text with values: text, numbers, and mappings, lists and tuples of such; nothing else.

    With `html`, values are escaped, and what the text itself says is taken as HTML that somebody
    has still to clean. A name without a value is empty. Raises TextError.
    """
    template = parse(source, html=html).template
    spent = _Time(thread_time() + MOST_SECONDS)
    context = _Context(template, _group(values), spent)
    filled = _Output(spent)
    try:
        template.render_with_context(context, filled)
    except LimitError as error:
        reason, *places = error.args
        raise TextError(reason, line_of(source, context.reached), *places) from None
    except LiquidError as error:
        raise unreadable(source, error) from None
    except _ODD as error:
        detail = {"detail": type(error).__name__}
        raise TextError(UNREADABLE, line_of(source, context.reached), detail) from None
    return filled.getvalue()


class _Group(dict[str, object]):
    """Values under a name, which has none of its own."""

    def __str__(self) -> str:
        return ""


def _group(values: Mapping[str, object]) -> _Group:
    return _Group({name: _plain(value) for name, value in values.items() if name[:1] != "_"})


def _plain(value: object) -> object:
    """Copy a value into what a text may see; an object of any other kind is a mistake of ours."""
    if isinstance(value, str):
        return str.__str__(value)
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, Mapping):
        return _group(value)
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    raise TypeError(f"a text cannot be filled with a {type(value).__name__}")


class _Time:
    """How long a text may go on."""

    def __init__(self, until: float) -> None:
        self._until = until

    def check(self) -> None:
        if thread_time() > self._until:
            raise LimitError(phrase("This text takes too long to put together."))


class _Output(StringIO):
    """Where a text is written, up to its limit."""

    def __init__(self, spent: _Time) -> None:
        super().__init__()
        self._spent = spent
        self._written = 0

    def write(self, text: str, /) -> int:
        self._spent.check()
        self._written += len(text)
        within_bounds(self._written)
        return super().write(text)


class _Context(RenderContext):
    """What a text sees while it is filled: its values, and nothing of the machine's."""

    __slots__ = ("_spent", "_turns", "reached")

    def __init__(self, template: Any, values: _Group, spent: _Time) -> None:
        super().__init__(template, globals=values)
        # The library's own has the names of the machine's clock as well.
        self.scope = ReadOnlyChainMap(self.locals, self.globals)
        self._spent = spent
        self._turns = 0
        self.reached: Token | None = None

    def get(self, path: list[object], *, token: Token | None, **more: Any) -> object:
        self.reached = token
        self._spent.check()
        return super().get(path, token=token, **more)

    def raise_for_loop_limit(self, length: int = 1) -> None:
        """Count the turns of all loops, also of those that begin anew within others."""
        self._turns += length
        if self._turns > MOST_TURNS:
            reason = phrase("The loops of this text go round more than %(most)s times.")
            raise LimitError(reason, {"most": str(MOST_TURNS)})
