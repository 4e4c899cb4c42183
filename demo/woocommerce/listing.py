"""Read the parameters that lists of the REST interface take, and cut lists into pages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, TypeVar
from urllib.parse import urlencode

from aiohttp import web
from yarl import URL

from demo.woocommerce.json_text import as_json
from demo.woocommerce.oauth1 import parameters_of
from demo.woocommerce.order_search import ORDERINGS, OrderQuery
from demo.woocommerce.rest_errors import bad_parameter
from demo.woocommerce.site import STATUSES, Site

Item = TypeVar("Item")
LARGEST_PAGE = 100
_TRUE = frozenset({"1", "true"})


@dataclass(frozen=True, slots=True)
class Asked:
    """The parameters of one request, as PHP reads them."""

    told: Mapping[str, str]

    @classmethod
    def by(cls, request: web.Request) -> "Asked":
        """Read a request's query; `name[]` given several times is a list, joined by commas."""
        raw = request.rel_url.raw_query_string
        told = parameters_of(raw)
        lists = {name[:-2]: request.query.getall(name) for name in told if name.endswith("[]")}
        return cls({**told, **{name: ",".join(values) for name, values in lists.items()}})

    def number(self, name: str, otherwise: int, most: int | None = None) -> int:
        """Return a whole number from 1; raise RestError."""
        text = self.told.get(name, str(otherwise))
        if not text.isdecimal() or not 1 <= int(text[:12]) <= (most or 10**12):
            bound = f"between 1 (inclusive) and {most} (inclusive)" if most else "at least 1"
            raise bad_parameter(name, f"{name} must be {bound}")
        return int(text)

    def flag(self, name: str) -> bool:
        """Tell whether something is switched on."""
        return self.told.get(name, "").lower() in _TRUE

    def words(self, name: str) -> list[str]:
        """Return a list that is parted by commas."""
        return [word.strip() for word in self.told.get(name, "").split(",") if word.strip()]

    def ids(self, name: str) -> frozenset[int] | None:
        """Return a list of ids, None when it is empty; raise RestError."""
        words = self.words(name)
        if not all(word.isdecimal() for word in words):
            raise bad_parameter(name, f"{name}[0] is not of type integer.")
        return frozenset(int(word[:18]) for word in words) if words else None


def order_query(asked: Asked, site: Site) -> OrderQuery:
    """Read what is looked for among the orders; parameters nobody knows are ignored."""
    told = asked.told
    zone = UTC if asked.flag("dates_are_gmt") else site.zone

    def moment(name: str) -> datetime | None:
        return read_moment(name, told[name], zone) if told.get(name) else None

    ordering, order = told.get("orderby", "date"), told.get("order", "desc")
    if ordering not in ORDERINGS:
        raise bad_parameter("orderby", f"orderby is not one of {', '.join(ORDERINGS)}.")
    if order not in {"asc", "desc"}:
        raise bad_parameter("order", "order is not one of asc and desc.")
    return OrderQuery(
        statuses=_statuses(asked),
        after=moment("after"),
        before=moment("before"),
        modified_after=moment("modified_after"),
        modified_before=moment("modified_before"),
        include=asked.ids("include"),
        exclude=asked.ids("exclude") or frozenset(),
        customer=asked.number("customer", 1) if told.get("customer") else None,
        search=told.get("search", ""),
        ordering=ordering,
        ascending=order == "asc",
    )


def page_of(
    request: web.Request, items: Sequence[Item], site: Site, shown: Callable[[Item], Any]
) -> web.Response:
    """Answer with the page that is asked for, and say how many there are."""
    asked = Asked.by(request)
    size = asked.number("per_page", 10, LARGEST_PAGE)
    page = asked.number("page", 1)
    skipped = int(asked.told.get("offset") or (page - 1) * size)
    pages = -(-len(items) // size)
    headers = {"X-WP-Total": str(len(items)), "X-WP-TotalPages": str(pages)}
    if more := _neighbours(request, site, page, pages):
        headers["Link"] = more
    documents = [shown(item) for item in items[skipped : skipped + size]]
    return as_json([only_fields(asked, one) for one in documents], headers=headers)


def only_fields(asked: Asked, document: Any) -> Any:
    """Leave out of a document what `_fields` does not name; a dot leads into an object."""
    wanted = asked.words("_fields")
    if not wanted or not isinstance(document, dict):
        return document
    kept: dict[str, Any] = {}
    for path in wanted:
        _keep(kept, document, path.split("."))
    return kept


def _keep(kept: dict[str, Any], document: Any, path: Sequence[str]) -> None:
    name, below = path[0], path[1:]
    if not isinstance(document, dict) or name not in document:
        return
    if not below:
        kept[name] = document[name]
        return
    inner = kept.setdefault(name, {})
    _keep(inner, document[name], below)


def _statuses(asked: Asked) -> frozenset[str]:
    words = asked.words("status")
    for place, word in enumerate(words):
        if word not in {"any", "trash", *STATUSES}:
            raise bad_parameter("status", f"status[{place}] is not an order's status.")
    return frozenset() if "any" in words else frozenset(words)


def read_moment(name: str, text: str, zone: tzinfo) -> datetime:
    """Read a parameter that is a moment, which may name its zone; raise RestError."""
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise bad_parameter(name, "Invalid date.") from None
    return read if read.tzinfo else read.replace(tzinfo=zone)


def _neighbours(request: web.Request, site: Site, page: int, pages: int) -> str:
    """Write the links to the pages beside this one; they repeat everything that was asked."""
    own = str(URL(site.home).origin()) + request.rel_url.raw_path
    told = parameters_of(request.rel_url.raw_query_string)

    def link(number: int, rel: str) -> str:
        return f'<{own}?{urlencode(told | {"page": str(number)})}>; rel="{rel}"'

    before = [link(min(page - 1, pages), "prev")] if page > 1 and pages else []
    after = [link(page + 1, "next")] if page < pages else []
    return ", ".join(before + after)
