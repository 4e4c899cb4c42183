"""Answer /admin/api/<version>/graphql.json as Shopify does; what fields mean is said elsewhere.

Errors come as Shopify's: 401 and 404 by status, everything else in a 200 with `errors`.
"""

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web
from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    parse,
    value_from_ast_untyped,
)

from demo.shopify.accounts import TokenRefusedError
from demo.shopify.app_settings import AppSettings
from demo.shopify.asking import Asking
from demo.shopify.bulk import Exports
from demo.shopify.cost import DEAREST, Bucket, Rate, requested_cost
from demo.shopify.graph import Walk
from demo.shopify.mutations import mutation_root
from demo.shopify.queries import query_root
from demo.shopify.schema import Problem, SchemaBook
from demo.shopify.stores import Store, Stores

VERSIONS = frozenset({"2026-07", "2026-10"})
PATH = r"/{shop:[a-z0-9][a-z0-9-]*\.myshopify\.com}/admin"
_NO_TOKEN = "[API] Invalid API key or access token (unrecognized login or wrong password)"  # noqa: S105 - a sentence
log = logging.getLogger(__name__)
_LIMITS = "https://shopify.dev/api/usage/rate-limits"


@dataclass(slots=True)
class GraphqlDoor:
    """Serves every shop; `rate` is each shop's budget."""

    stores: Stores
    app: AppSettings
    exports: Exports
    schema: SchemaBook
    now: Callable[[], datetime]
    rate: Rate = field(default_factory=Rate)
    _buckets: dict[str, Bucket] = field(default_factory=dict)

    def routes(self) -> list[web.RouteDef]:
        """Return the address."""
        return [web.post(PATH + "/api/{version}/graphql.json", self._answer)]

    async def _answer(self, request: web.Request) -> web.Response:
        store = self.stores.find(request.match_info["shop"])
        if store is None or request.match_info["version"] not in VERSIONS:
            return web.json_response({"errors": "Not Found"}, status=404)
        try:
            token = request.headers.get("X-Shopify-Access-Token", "")
            store.account.check(token, self.now())
        except TokenRefusedError:
            return web.json_response({"errors": _NO_TOKEN}, status=401)
        told = await request.json()
        if not isinstance(told, dict) or not told.get("query"):
            wrong = {"query": "Required parameter missing or invalid"}
            return web.json_response({"errors": wrong}, status=400)
        base_url = f"{request.url.origin()}{request.path.partition('/' + store.domain)[0]}"
        await self.schema.be_read()
        asking = Asking(store, self.app, self.exports, self.now(), base_url)
        return web.json_response(self._run(asking, told))

    def _run(self, asking: Asking, told: Mapping[str, Any]) -> Mapping[str, Any]:
        try:
            document = parse(str(told["query"]))
        except GraphQLSyntaxError as error:
            return {"errors": [{"message": error.message, "extensions": {"code": "PARSE_ERROR"}}]}
        operation = _operation(document, told.get("operationName"))
        if operation is None:
            return {"errors": [{"message": "An operation name is required"}]}
        variables = told.get("variables") or {}
        problems = self.schema.problems(document)
        problems = problems or self.schema.wrong_variables(operation, variables)
        if problems:
            return {"errors": problems}
        fragments = {
            d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)
        }
        walk = Walk(fragments, {**_defaults(operation), **variables})
        return self._within_budget(asking, operation, walk)

    def _within_budget(
        self, asking: Asking, operation: OperationDefinitionNode, walk: Walk
    ) -> Mapping[str, Any]:
        bucket, cost = self._bucket(asking.store), requested_cost(operation, walk)
        if cost > DEAREST:
            told = (
                f"Query cost is {cost}, which exceeds the single query max cost limit ({DEAREST})."
            )
            return {"errors": [_problem(told, "MAX_COST_EXCEEDED")]}
        if not bucket.take(cost, time.monotonic()):
            log.info("%s is throttled at a cost of %s", asking.store.domain, cost)
            throttled = _problem("Throttled", "THROTTLED")
            return {"errors": [throttled], "extensions": _told(cost, None, bucket)}
        mutation = operation.operation is OperationType.MUTATION
        root = mutation_root(asking) if mutation else query_root(asking)
        data = walk.select(root, operation.selection_set)
        actual = cost if mutation else min(cost, walk.touched)
        bucket.give_back(cost - actual)
        answer = {"data": data, "extensions": _told(cost, actual, bucket)}
        return {"errors": walk.errors, **answer} if walk.errors else answer

    def _bucket(self, store: Store) -> Bucket:
        fresh = Bucket(self.rate, self.rate.maximum, time.monotonic())
        return self._buckets.setdefault(store.domain, fresh)


def _operation(document: DocumentNode, name: Any) -> OperationDefinitionNode | None:
    found = [d for d in document.definitions if isinstance(d, OperationDefinitionNode)]
    if name:
        return next((d for d in found if d.name and d.name.value == name), None)
    return found[0] if len(found) == 1 else None


def _defaults(operation: OperationDefinitionNode) -> dict[str, Any]:
    return {
        d.variable.name.value: value_from_ast_untyped(d.default_value)
        for d in operation.variable_definitions or ()
        if d.default_value is not None
    }


def _problem(message: str, code: str) -> Problem:
    return {"message": message, "extensions": {"code": code, "documentation": _LIMITS}}


def _told(requested: int, actual: int | None, bucket: Bucket) -> Mapping[str, Any]:
    return {
        "cost": {
            "requestedQueryCost": requested,
            "actualQueryCost": actual,
            "throttleStatus": bucket.status(),
        }
    }
