"""Cut lists into the pages of GraphQL connections; knows no shop."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from demo.shopify.graph import GraphError, Node

LARGEST_PAGE = 250


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a longer list: the items with their cursors, and whether there are more."""

    items: Sequence[tuple[str, Node]]
    has_next: bool
    has_previous: bool = False


def connection(kind: str, part: Slice) -> Node:
    """Return a connection's node."""
    cursors = [cursor for cursor, _ in part.items]
    return {
        "__typename": f"{kind}Connection",
        "__page": True,
        "nodes": [node for _, node in part.items],
        "edges": [
            {"__typename": f"{kind}Edge", "__page": True, "cursor": cursor, "node": node}
            for cursor, node in part.items
        ],
        "pageInfo": {
            "__typename": "PageInfo",
            "__page": True,
            "hasNextPage": part.has_next,
            "hasPreviousPage": part.has_previous,
            "startCursor": cursors[0] if cursors else None,
            "endCursor": cursors[-1] if cursors else None,
        },
    }


def listed(kind: str, nodes: Sequence[Node]) -> Callable[[Mapping[str, Any]], Node]:
    """Return a connection over a short list, cut by `first` and `after` as asked for."""

    def cut(arguments: Mapping[str, Any]) -> Node:
        ordered = list(reversed(nodes)) if arguments.get("reverse") else list(nodes)
        after = arguments.get("after")
        begin = next((n + 1 for n, node in enumerate(ordered) if node.get("id") == after), 0)
        part = ordered[begin : begin + page_size(arguments, kind)]
        more = begin + len(part) < len(ordered)
        items = [(str(node.get("id", n)), node) for n, node in enumerate(part, begin)]
        return connection(kind, Slice(items, more, begin > 0))

    return cut


def page_size(arguments: Mapping[str, Any], kind: str) -> int:
    """Return how many items a connection is asked for; raise GraphError as Shopify refuses."""
    wanted = arguments.get("first", arguments.get("last"))
    if wanted is None:
        told = f"you must provide one of first or last ({kind})"
        raise GraphError(told, "BAD_REQUEST")
    if not 0 <= int(wanted) <= LARGEST_PAGE:
        raise GraphError(f"first cannot exceed {LARGEST_PAGE}", "BAD_REQUEST")
    return int(wanted)
