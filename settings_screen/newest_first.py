"""Lists that begin with the newest: which part of one is asked for, and the ways to the others."""

from dataclasses import dataclass

from flask import request

from settings_screen.addresses import within
from settings_screen.screen import LAST_ROW


@dataclass(frozen=True, slots=True)
class Ways:
    """The addresses of a list's newest part and of the older one; empty where one is there."""

    newest: str
    older: str


def before_asked() -> int | None:
    """Return the row before which the present request wants the list, None for its beginning."""
    asked = request.args.get("before", type=int)
    return asked if asked is not None and 0 < asked <= LAST_ROW else None


def ways_on(address: str, kept: str, before: int | None, older: int | None) -> Ways:
    """Return the ways on from the part before a row; `older` is where the next one begins."""
    return Ways(
        newest=f"{address}{kept}" if before else "",
        older=within(address, kept, before=str(older)) if older else "",
    )
