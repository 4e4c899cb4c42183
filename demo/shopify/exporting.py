"""Let an app ask for an export; writing it is bulk.py's."""

from graphql import GraphQLError, parse

from demo.shopify.asking import Arguments, Asking
from demo.shopify.graph import GraphError, Node
from demo.shopify.payloads import payload, wrong


def begin_export(asking: Asking, given: Arguments) -> Node:
    """Begin an export."""
    kind, query = "BulkOperationRunQueryPayload", str(given["query"])
    try:
        export = asking.exports.begin(asking.store, parse(query), query, asking.base_url)
    except GraphQLError as error:
        fault = {**wrong(f"Invalid bulk query: {error.message}", "query"), "code": "INVALID"}
        return payload(kind, [fault], bulkOperation=None)
    except GraphError as error:
        fault = {**wrong(str(error), "query"), "code": error.extensions["code"]}
        return payload(kind, [fault], bulkOperation=None)
    return payload(kind, [], bulkOperation=export.node())
