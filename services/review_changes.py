"""Tell a merchant what was changed in their settings, by whom and when, the newest first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from services.wiring import Wiring
from storage.audit_log import Change, changes_of

__all__ = ["Change", "ChangePage", "NotedChange", "review_changes"]

A_PAGE = 50


@dataclass(frozen=True, slots=True)
class NotedChange:
    """A change as it was written down."""

    at: datetime
    change: Change


@dataclass(frozen=True, slots=True)
class ChangePage:
    """A page of changes; `older` is what to ask for to see those before, None at the end."""

    changes: Sequence[NotedChange]
    older: int | None


def review_changes(wiring: Wiring, shop_id: int, before: int | None = None) -> ChangePage:
    """Return a page of a shop's changes, those before a number or the newest."""
    with wiring.sessions() as session:
        found = changes_of(session, shop_id, A_PAGE + 1, before)
    shown = found[:A_PAGE]
    older = shown[-1][0] if len(found) > A_PAGE else None
    return ChangePage([NotedChange(at, change) for _, at, change in shown], older)
