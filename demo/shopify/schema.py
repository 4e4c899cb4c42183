"""Check operations against Shopify's own schema where its file is at hand; it is not shipped.

The file is found by who starts the demo; without it operations are only parsed.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from graphql import (
    DocumentNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    build_schema,
    get_variable_values,
    specified_rules,
    validate,
)

log = logging.getLogger(__name__)

BESIDE_THE_REPOSITORY = (
    Path(__file__).parents[3] / "shared" / "data" / "shopify" / "admin_2026-10.graphql"
)
_MOST_ERRORS = 5
Problem = dict[str, Any]


class SchemaBook:
    """Shopify's schema, read at its first use: that takes a second or two."""

    def __init__(self, file: Path | None) -> None:
        self._file = file if file and file.is_file() else None

    @cached_property
    def schema(self) -> GraphQLSchema | None:
        """Return the schema, or None when there is no file."""
        if self._file is None:
            log.info("no schema of Shopify's at hand, operations are not checked against it")
            return None
        began = time.monotonic()
        schema = build_schema(self._file.read_text("utf-8"), assume_valid=True)
        log.info("read Shopify's schema in %.1f s", time.monotonic() - began)
        return schema

    async def be_read(self) -> None:
        """Read the schema beside everything else that goes on: nobody waits but who needs it."""
        if "schema" not in self.__dict__:
            await asyncio.to_thread(lambda: self.schema)

    def problems(self, document: DocumentNode) -> list[Problem]:
        """Return what is wrong with a document, as it is answered; nothing without a schema."""
        if self.schema is None:
            return []
        errors = validate(self.schema, document, specified_rules, max_errors=_MOST_ERRORS)
        return [_told(error, "invalidOperation") for error in errors]

    def wrong_variables(
        self, operation: OperationDefinitionNode, variables: Mapping[str, Any]
    ) -> list[Problem]:
        """Return what is wrong with the variables given."""
        definitions = operation.variable_definitions or ()
        if self.schema is None:
            return [
                {"message": f"Variable ${d.variable.name.value} was provided invalid value"}
                for d in definitions
                if d.type.kind == "non_null_type"
                and d.default_value is None
                and variables.get(d.variable.name.value) is None
            ]
        found = get_variable_values(self.schema, definitions, dict(variables))
        if isinstance(found, list):
            return [_told(error, "INVALID_VARIABLE") for error in found]
        return []


def _told(error: GraphQLError, code: str) -> Problem:
    places = [{"line": p.line, "column": p.column} for p in error.locations or ()]
    return {"message": error.message, "locations": places, "extensions": {"code": code}}
