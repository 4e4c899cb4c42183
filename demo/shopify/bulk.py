"""Write exports as Shopify's bulk operations do: JSON lines in a file, children after parents.

Runs in slices between other work; keeps no order in memory.
"""

import asyncio
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from graphql import DocumentNode, FieldNode, FragmentDefinitionNode, OperationDefinitionNode

from demo.shopify.graph import GraphError, Node, Walk
from demo.shopify.order_nodes import order_node
from demo.shopify.order_search import find_orders
from demo.shopify.stores import Store
from demo.shopify.values import gid, moment

_SLICE = 10
_WHOLE = {"first": 250}


@dataclass(slots=True)
class Export:
    """One operation and how far it is."""

    number: int
    store: Store
    query: str
    begun: datetime
    file: Path
    url: str
    status: str = "CREATED"
    objects: int = 0
    roots: int = 0
    done_at: datetime | None = None

    @property
    def gid(self) -> str:
        """Return its id."""
        return gid("BulkOperation", self.number)

    def node(self) -> Node:
        """Return it as GraphQL shows it; without a line there is nothing to fetch."""
        ready = self.status == "COMPLETED" and self.objects > 0
        return {
            "__typename": "BulkOperation",
            "id": self.gid,
            "status": self.status,
            "type": "QUERY",
            "query": self.query,
            "errorCode": None,
            "createdAt": moment(self.begun),
            "completedAt": moment(self.done_at),
            "objectCount": str(self.objects),
            "rootObjectCount": str(self.roots),
            "fileSize": str(self.file.stat().st_size) if ready else None,
            "url": self.url if ready else None,
            "partialDataUrl": None,
        }


@dataclass(slots=True)
class Exports:
    """Every export of this run; one at a time in a shop, as the oldest version still served."""

    now: Callable[[], datetime]
    finished: Callable[[Export], None]
    pause: float = 0.2
    known: dict[int, Export] = field(default_factory=dict)
    _folder: "tempfile.TemporaryDirectory[str] | None" = None
    _running: set["asyncio.Task[None]"] = field(default_factory=set)

    def begin(self, store: Store, document: DocumentNode, query: str, base_url: str) -> Export:
        """Begin to write; raise GraphError when there is one already, or nothing to write."""
        if any(
            e.store is store and e.status in {"CREATED", "RUNNING"} for e in self.known.values()
        ):
            told = "A bulk query operation for this app and shop is already in progress"
            raise GraphError(told, "OPERATION_IN_PROGRESS")
        chosen, fragments = _root(document)
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="demo-exports-")
        number = 7_000_000_000 + len(self.known) + int(self.now().timestamp())
        file = Path(self._folder.name) / f"{number}.jsonl"
        export = Export(number, store, query, self.now(), file, f"{base_url}/bulk/{number}.jsonl")
        self.known[number] = export
        task = asyncio.create_task(self._write(export, chosen, Walk(fragments, {})))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return export

    async def close(self) -> None:
        """Stop writing and throw the files away."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    async def _write(self, export: Export, chosen: FieldNode, walk: Walk) -> None:
        await asyncio.sleep(self.pause)
        export.status = "RUNNING"
        search = str(walk.arguments(chosen).get("query") or "")
        with export.file.open("w", encoding="utf-8") as file:
            for order in find_orders(export.store, search, self.now()):
                node = order_node(export.store, order)
                _write_node(export, file, node, _nodes_of(chosen), walk)
                export.roots += 1
                if export.roots % _SLICE == 0:
                    await asyncio.sleep(0)
        await asyncio.sleep(self.pause)
        export.status, export.done_at = "COMPLETED", self.now()
        if export.store.account.installed:
            self.finished(export)


def _root(document: DocumentNode) -> tuple[FieldNode, Mapping[str, FragmentDefinitionNode]]:
    fragments = {
        d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
    }
    operations = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    chosen = [s for s in operations[0].selection_set.selections if isinstance(s, FieldNode)]
    if len(operations) != 1 or len(chosen) != 1 or chosen[0].name.value != "orders":
        raise GraphError("the simulator exports orders, in one operation", "INVALID")
    return chosen[0], fragments


def _write_node(
    export: Export, file: IO[str], node: Node, selections: FieldNode, walk: Walk, parent: str = ""
) -> None:
    row, children = _row(node, selections, walk)
    if parent:
        row["__parentId"] = parent
    file.write(json.dumps(row, ensure_ascii=False, separators=(",", ":")) + "\n")
    export.objects += 1
    for inner, child in children:
        _write_node(export, file, child, inner, walk, str(node["id"]))


def _row(
    node: Node, selections: FieldNode, walk: Walk
) -> tuple[dict[str, Any], list[tuple[FieldNode, Node]]]:
    """Return a node without its connections, and the children in those."""
    row: dict[str, Any] = {}
    children: list[tuple[FieldNode, Node]] = []
    assert selections.selection_set
    for chosen in walk.fields(selections.selection_set, node["__typename"]):
        inner = _nodes_of(chosen) if _is_connection(chosen) else None
        if inner is None:
            key = chosen.alias.value if chosen.alias else chosen.name.value
            row[key] = walk.value(node, chosen, (key,))
        else:
            children += [(inner, child) for child in node[chosen.name.value](_WHOLE)["nodes"]]
    return row, children


def _is_connection(chosen: FieldNode) -> bool:
    return any(True for _ in _inner(chosen, {"edges", "nodes"}))


def _nodes_of(chosen: FieldNode) -> FieldNode:
    """Return the field whose selections are a connection's nodes': `nodes`, or `edges { node }`."""
    found = next(_inner(chosen, {"edges", "nodes"}), None)
    if found is None:
        raise GraphError("an export must have a connection", "INVALID")
    return next(_inner(found, {"node"})) if found.name.value == "edges" else found


def _inner(chosen: FieldNode, names: set[str]) -> Iterator[FieldNode]:
    told = chosen.selection_set.selections if chosen.selection_set else ()
    return (s for s in told if isinstance(s, FieldNode) and s.name.value in names)
