"""Walk a GraphQL selection over plain nodes; knows no schema and no shop.

A node is a mapping of field names to values; a callable value takes the field's arguments. Fields
a node lacks are an error, so that nothing seems to be simulated that is not.
"""

from collections.abc import Iterator, Mapping
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
