"""Count what a query costs, and let a shop's budget run out and come back; executes nothing.

Source: https://shopify.dev/docs/apps/build/apis/graphql-admin/rate-limits (objects 1, connections
by `first`, mutations 10). The real server's numbers may be lower, never is a page free.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    OperationDefinitionNode,
    OperationType,
    SelectionSetNode,
)

from demo.shopify.graph import Walk

DEAREST = 1000
_MUTATION = 10
_FREE = frozenset({"nodes", "edges", "node", "pageInfo"})


@dataclass(frozen=True, slots=True)
class Rate:
    """A shop's budget: how many points there can be, and how many come back in a second."""

    maximum: float = 2000
    restored: float = 100


@dataclass(slots=True)
class Bucket:
    """What is left of a shop's budget; seconds are of any clock that does not jump."""

    rate: Rate
    left: float
    since: float

    def take(self, points: float, second: float) -> bool:
        """Take points out, or leave all as it is when there are not enough."""
        self._fill(second)
        if points > self.left:
            return False
        self.left -= points
        return True

    def give_back(self, points: float) -> None:
        """Return what was taken for objects that there were not."""
        self.left = min(self.left + points, self.rate.maximum)

    def status(self) -> Mapping[str, float]:
        """Return the budget as every answer tells it."""
        return {
            "maximumAvailable": float(self.rate.maximum),
            "currentlyAvailable": int(self.left),
            "restoreRate": float(self.rate.restored),
        }

    def _fill(self, second: float) -> None:
        grown = max(second - self.since, 0) * self.rate.restored
        self.left, self.since = min(self.left + grown, self.rate.maximum), second


def requested_cost(operation: OperationDefinitionNode, walk: Walk) -> int:
    """Return what an operation may cost at most."""
    own = _MUTATION if operation.operation is OperationType.MUTATION else 0
    return max(own, 1) if own else _cost(operation.selection_set, walk)


def _cost(selections: SelectionSetNode, walk: Walk) -> int:
    return sum(_field_cost(chosen, walk) for chosen in _every_field(selections, walk))


def _field_cost(chosen: FieldNode, walk: Walk) -> int:
    if chosen.selection_set is None or chosen.name.value == "pageInfo":
        return 0
    inside = _cost(chosen.selection_set, walk)
    if chosen.name.value in _FREE:
        return inside
    first = walk.arguments(chosen).get("first")
    if first is None or not _is_connection(chosen):
        return 1 + inside
    return 2 + int(first) * (1 + inside)


def _is_connection(chosen: FieldNode) -> bool:
    told: Any = chosen.selection_set
    return any(
        isinstance(inner, FieldNode) and inner.name.value in {"nodes", "edges"}
        for inner in told.selections
    )


def _every_field(selections: SelectionSetNode, walk: Walk) -> list[FieldNode]:
    found: list[FieldNode] = []
    for selection in selections.selections:
        if isinstance(selection, FieldNode):
            found.append(selection)
        elif isinstance(selection, FragmentSpreadNode):
            fragment = walk.fragments[selection.name.value]
            found += _every_field(fragment.selection_set, walk)
        elif isinstance(selection, InlineFragmentNode):
            found += _every_field(selection.selection_set, walk)
    return found
