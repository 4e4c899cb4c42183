"""Go through the orders that changed in a window of time, losing none that change meanwhile.

First those in the bin, then all others, each by the time of the last change. A page does not go on
at a number, which others would move to, but at the second where the last page ended: what changes
while we read goes to the end, or out of the window and into the next.

Where one second holds more than a page (somebody has changed many orders at once) its pages are
read from the last to the first, by id: what leaves that second moves others towards the first
page, which is still to be read, and nothing can join a second that is over.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from domain.errors import ProviderError
from integrations.platforms.woocommerce.instants import SECOND, in_utc, whole_second
from integrations.platforms.woocommerce.orders import FIELDS
from integrations.platforms.woocommerce.rest import Answer

Listing = Callable[[Mapping[str, str]], Answer]
"""Lists orders by WooCommerce's parameters."""
PER_PAGE = 100


class Shelf(StrEnum):
    """Where orders lie; `any` status means any but the bin."""

    BIN = "trash"
    KEPT = "any"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where to go on: at a second, and in it at a page (0: at all of it and what comes after)."""

    shelf: Shelf
    second: datetime
    page: int = 0

    def __str__(self) -> str:
        return f"{self.shelf}|{in_utc(self.second)}|{self.page}"


@dataclass(frozen=True, slots=True)
class Changed:
    """Bodies of orders, oldest change first; `after` is None at the end.

    All changes up to `read_until` have been told; None where that cannot be said.
    """

    orders: list[dict[str, Any]]
    after: Mark | None
    read_until: datetime | None


def read_mark(text: str) -> Mark:
    """Read a mark as it was written."""
    shelf, second, page = text.split("|")
    return Mark(Shelf(shelf), datetime.fromisoformat(second).replace(tzinfo=UTC), int(page))


def changed_orders(listing: Listing, since: datetime, until: datetime, after: str) -> Changed:
    """Return the next orders that changed in [since, until]."""
    since, until = whole_second(since), whole_second(until)
    mark = read_mark(after) if after else Mark(Shelf.BIN, since)
    if mark.page:
        return _in_one_second(listing, mark)
    answer = listing(_window(mark.shelf, mark.second, until) | {"orderby": "modified"})
    orders = answer.rows
    if not is_cut(answer):
        others = Mark(Shelf.KEPT, since) if mark.shelf is Shelf.BIN else None
        return Changed(orders, others, None)
    last = _last_change(orders)
    if last > mark.second:
        return Changed(
            orders, replace(mark, second=last), last if mark.shelf is Shelf.KEPT else None
        )
    # Not one step has been made. These orders will be met again among the pages of this second.
    return Changed([], replace(mark, page=_pages_of(listing, mark)), None)


def _in_one_second(listing: Listing, mark: Mark) -> Changed:
    window = _window(mark.shelf, mark.second, mark.second)
    answer = listing(window | {"orderby": "id", "page": str(mark.page)})
    following = replace(mark, page=mark.page - 1)
    if following.page == 0:
        following = replace(following, second=mark.second + SECOND)
    return Changed(answer.rows, following, None)


def _pages_of(listing: Listing, mark: Mark) -> int:
    window = _window(mark.shelf, mark.second, mark.second)
    total = listing(window | {"per_page": "1", "_fields": "id"}).total
    if total is None:
        raise ProviderError("the shop does not say how many orders changed at once")
    return max(1, -(-total // PER_PAGE))


def _window(shelf: Shelf, begin: datetime, end: datetime) -> dict[str, str]:
    """Ask for changes in [begin, end]; WooCommerce takes both ends as being outside."""
    return {
        "status": shelf.value,
        "order": "asc",
        "per_page": str(PER_PAGE),
        "_fields": FIELDS,
        "dates_are_gmt": "true",
        "modified_after": in_utc(begin - SECOND),
        "modified_before": in_utc(end + SECOND),
    }


def is_cut(answer: Answer, page: int = 1) -> bool:
    """Tell whether more follows this page; it may lack orders too broken to be shown."""
    if answer.total is None:
        return len(answer.rows) >= PER_PAGE
    return answer.total > page * PER_PAGE


def _last_change(orders: list[dict[str, Any]]) -> datetime:
    for order in reversed(orders):
        try:
            return datetime.fromisoformat(order["date_modified_gmt"]).replace(tzinfo=UTC)
        except (KeyError, TypeError, ValueError):
            continue
    raise ProviderError("the shop lists orders without saying when they changed")
