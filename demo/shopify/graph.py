"""Walk a GraphQL selection over plain nodes; knows no schema and no shop.

A node is a mapping of field names to values; a callable value takes the field's arguments. Fields
a node lacks are an error, so that nothing seems to be simulated that is not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    SelectionNode,
    SelectionSetNode,
    VariableNode,
    value_from_ast_untyped,
)

Node = Mapping[str, Any]
Path = tuple[str | int, ...]


class GraphError(Exception):
    """Something wrong with one field: told in `errors`, and the field is null."""

    def __init__(self, message: str, code: str, **extensions: Any) -> None:
        super().__init__(message)
        self.extensions = {"code": code, **extensions}


@dataclass(frozen=True, slots=True)
class Denied:
    """A value the caller may not see; found by the walk, it becomes null and an error."""

    message: str
    code: str = "ACCESS_DENIED"


@dataclass(slots=True)
class Walk:
    """One execution: `touched` counts the objects given, `errors` are as they are sent."""

    fragments: Mapping[str, FragmentDefinitionNode]
    variables: Mapping[str, Any]
    touched: int = 0
    errors: list[dict[str, Any]] = field(default_factory=list)

    def select(self, node: Node, selections: SelectionSetNode, path: Path = ()) -> dict[str, Any]:
        """Return what is selected of a node, by the names the caller gave."""
        told: dict[str, Any] = {}
        for chosen in self.fields(selections, str(node["__typename"])):
            key = chosen.alias.value if chosen.alias else chosen.name.value
            value = self.value(node, chosen, (*path, key))
            if isinstance(value, dict) and isinstance(told.get(key), dict):
                told[key].update(value)
            else:
                told[key] = value
        return told

    def fields(self, selections: SelectionSetNode, typename: str) -> Iterator[FieldNode]:
        """Yield the fields selected of a type, out of fragments too."""
        for selection in selections.selections:
            if not self._wanted(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                if condition is None or condition.name.value in {typename, "Node"}:
                    yield from self.fields(selection.selection_set, typename)
            elif isinstance(selection, FragmentSpreadNode):
                fragment = self.fragments[selection.name.value]
                if fragment.type_condition.name.value in {typename, "Node"}:
                    yield from self.fields(fragment.selection_set, typename)

    def arguments(self, chosen: FieldNode) -> dict[str, Any]:
        """Return a field's arguments, variables put in; those not given are left out."""
        given = ((a.name.value, a.value) for a in chosen.arguments or ())
        return {
            name: value_from_ast_untyped(value, dict(self.variables))
            for name, value in given
            if not isinstance(value, VariableNode) or value.name.value in self.variables
        }

    def _wanted(self, selection: SelectionNode) -> bool:
        for directive in selection.directives or ():
            condition = {
                a.name.value: value_from_ast_untyped(a.value, dict(self.variables))
                for a in directive.arguments or ()
            }.get("if")
            if directive.name.value in {"skip", "include"}:
                return bool(condition) is (directive.name.value == "include")
        return True

    def value(self, node: Node, chosen: FieldNode, path: Path) -> Any:
        """Return one field of a node; what is wrong with it is put among the errors."""
        try:
            value = self._read(node, chosen)
        except GraphError as error:
            self._refuse(error, chosen, path)
            return None
        return self._inside(value, chosen, path)

    def _read(self, node: Node, chosen: FieldNode) -> Any:
        name = chosen.name.value
        if name not in node:
            told = f"the simulator knows no field '{name}' of {node['__typename']}"
            raise GraphError(told, "notSimulated")
        value = node[name]
        if callable(value):
            value = value(self.arguments(chosen))
        if isinstance(value, Denied):
            raise GraphError(value.message, value.code)
        return value

    def _inside(self, value: Any, chosen: FieldNode, path: Path) -> Any:
        if isinstance(value, Mapping) and chosen.selection_set:
            self.touched += "__page" not in value
            return self.select(value, chosen.selection_set, path)
        if isinstance(value, list | tuple):
            return [self._inside(one, chosen, (*path, n)) for n, one in enumerate(value)]
        return value

    def _refuse(self, error: GraphError, chosen: FieldNode, path: Path) -> None:
        place = chosen.loc.start_token if chosen.loc else None
        where = [{"line": place.line, "column": place.column}] if place else []
        self.errors.append(
            {
                "message": str(error),
                "locations": where,
                "path": list(path),
                "extensions": error.extensions,
            }
        )


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


LARGEST_PAGE = 250
