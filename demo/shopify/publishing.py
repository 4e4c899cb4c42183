"""Let an app leave values on its installation, for themes to read; checks them as Shopify does."""

import json

from demo.shopify.asking import Arguments, Asking
from demo.shopify.graph import GraphError, Node
from demo.shopify.payloads import payload, wrong
from demo.shopify.shop_nodes import metafield_node
from demo.shopify.stores import Metafield

_MOST_METAFIELDS = 25


def set_metafields(asking: Asking, given: Arguments) -> Node:
    """Keep values."""
    told, store = given["metafields"], asking.store
    if len(told) > _MOST_METAFIELDS:
        raise GraphError(f"at most {_MOST_METAFIELDS} metafields at once", "BAD_REQUEST")
    errors = [e for place, field in enumerate(told) if (e := _metafieldwrong(asking, place, field))]
    if errors:
        return payload("MetafieldsSetPayload", errors, metafields=None)
    kept = [
        Metafield(f["namespace"], f["key"], f["type"], f["value"], f["ownerId"], asking.now)
        for f in told
    ]
    store.metafields.update({(field.namespace, field.key): field for field in kept})
    nodes = [metafield_node(store, field) for field in kept]
    return payload("MetafieldsSetPayload", [], metafields=nodes)


def _metafieldwrong(asking: Asking, place: int, told: Arguments) -> Node | None:
    where = ("metafields", str(place))
    if told.get("ownerId") != asking.store.installation:
        return {**wrong("Owner does not exist.", *where, "ownerId"), "code": "INVALID"}
    if not told.get("type") or not told.get("namespace"):
        return {**wrong("Type can't be blank", *where, "type"), "code": "BLANK"}
    try:
        json.loads(told["value"] if told["type"] == "json" else "0")
    except ValueError:
        told_wrong = "Value is invalid JSON."
        return {**wrong(told_wrong, *where, "value"), "code": "INVALID_VALUE"}
    return None
