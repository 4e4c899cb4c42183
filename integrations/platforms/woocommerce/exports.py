"""Read all orders placed since a day, page by page: what other platforms write into a file for us.

Only statuses in which anything has been bought are asked for, so that an order listed is an order
told, and who has taken n of them goes on at the nth. An order that leaves the list meanwhile, into
the bin say, moves those behind it: while we read, that is noticed by the number of orders there
are, and pages before are read again. Between two readings it is not noticed, and one order is told
only when it changes. Where a shop does not say which statuses it has, unbought orders are left out
here, and going on means to read from the beginning.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from itertools import islice
from typing import Any

from domain.shop_api import Export, ExportState, ShopSession
from integrations.platforms.woocommerce.changed_orders import PER_PAGE, Listing, is_cut
from integrations.platforms.woocommerce.instants import SECOND, in_utc
from integrations.platforms.woocommerce.orders import FIELDS, NOTHING_BOUGHT_YET, is_bought
from integrations.platforms.woocommerce.rest import ORDERS, Answer, Question, Rest

_STATUSES = "wc/v3/reports/orders/totals"
_ANY = "any"


def begin_export(rest: Rest, shop: ShopSession, since: datetime) -> Export:
    """Find out how many orders there are; nothing has to be written first."""
    return export(rest, shop, in_utc(since))


def export(rest: Rest, shop: ShopSession, operation: str) -> Export:
    """Return an export, which is always ready: `operation` says since when it reaches back."""
    wanted = _wanted(_statuses(rest, shop), operation)
    total = rest.get(shop, ORDERS, wanted | {"per_page": "1", "_fields": "id"}).total
    return Export(operation, ExportState.READY, operation, objects=total or 0, orders=total)


def exported_orders(
    rest: Rest, shop: ShopSession, operation: str, skip: int
) -> Iterator[dict[str, Any]]:
    """Yield the bodies of an export's orders but for the first `skip`, by their ids."""

    def listing(params: Mapping[str, str]) -> Answer:
        return rest.get(shop, ORDERS, params)

    statuses = _statuses(rest, shop)
    wanted = _wanted(statuses, operation)
    if statuses != _ANY:
        return _listed(listing, wanted, skip)
    bought = (order for order in _listed(listing, wanted, 0) if is_bought(order))
    return islice(bought, skip, None)


def _listed(listing: Listing, wanted: Mapping[str, str], skip: int) -> Iterator[dict[str, Any]]:
    full_pages, ahead = divmod(skip, PER_PAGE)
    page, last, before = full_pages + 1, 0, 0
    while True:
        answer = listing(
            {**wanted, "per_page": str(PER_PAGE), "page": str(page), "_fields": FIELDS}
        )
        total = before if answer.total is None else answer.total
        gone, before = before - total, total
        if gone > 0 and page > 1:
            # What comes next has moved forward: to this page, or one before it.
            page = max(1, page - 1 - (gone - 1) // PER_PAGE)
            continue
        for order in answer.rows[ahead:]:
            if (number := _number(order)) > last:
                last = number
                yield order
        if not is_cut(answer, page):
            return
        page, ahead = page + 1, 0


def _statuses(rest: Rest, shop: ShopSession) -> str:
    missing = frozenset({HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND})
    answer = rest.ask(shop, Question(_STATUSES, also=missing))
    if answer.code:
        return _ANY
    slugs = (row.get("slug") for row in answer.rows)
    bought = [slug for slug in slugs if isinstance(slug, str) and slug not in NOTHING_BOUGHT_YET]
    return ",".join(bought) or _ANY


def _wanted(statuses: str, operation: str) -> dict[str, str]:
    since = datetime.fromisoformat(operation).replace(tzinfo=UTC)
    return {
        "status": statuses,
        "orderby": "id",
        "order": "asc",
        "dates_are_gmt": "true",
        "after": in_utc(since - SECOND),
    }


def _number(order: Mapping[str, Any]) -> int:
    number = order.get("id")
    return number if isinstance(number, int) else 0
