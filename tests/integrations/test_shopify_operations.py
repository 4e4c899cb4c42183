"""What we ask of Shopify, held against its own schema: valid, not outdated, and not too nosy."""

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLInputObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    Visitor,
    build_schema,
    get_named_type,
    get_nullable_type,
    is_list_type,
    parse,
    specified_rules,
    type_from_ast,
    validate,
    visit,
)
from graphql.execution.values import get_variable_values
from graphql.validation import NoDeprecatedCustomRule

from domain.order import Address, Money
from domain.shipment import Scan
from domain.shop_api import Cancellation, Discount
from domain.status import Status
from domain.tracking import Place
from integrations.platforms.shopify import changes
from integrations.platforms.shopify.events import PRIVACY_TOPICS, TOPICS
from integrations.platforms.shopify.fulfilment_events import shown_as
from integrations.platforms.shopify.graphql import API_VERSION, operation
from integrations.platforms.shopify.scopes import (
    INSTALL_SCOPES,
    OPTIONAL_SCOPES,
    SCOPES_OF_OPERATIONS,
    SCOPES_OF_PROXY,
    SCOPES_OF_TOPICS,
)

FOLDER = Path(__file__).parents[2] / "integrations" / "platforms" / "shopify" / "operations"
FRAGMENTS = "order_fields"
NAMES = sorted(path.stem for path in FOLDER.glob("*.graphql") if path.stem != FRAGMENTS)
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
MOST_CONNECTIONS, DEEPEST = 5, 2
"""What Shopify lets a bulk query have."""

CHANGES = {
    "show_scan": changes.scan_to_show(
        Scan("1", Status.DELIVERED, NOON, Place("Lund", "SE"), "Delivered", NOON)
    ),
    "cancel_order": changes.cancellation(
        Cancellation("1", restock=True, refund=False, notify=True, note="asked for")
    ),
    "change_address": changes.new_address(
        "1", Address("Nour Haddad", "Lilla Bommen 4", "", "2000", "Sydney", "NSW", "AU")
    ),
    "note_instructions": changes.instructions("1", [{"key": "gift", "value": None}], "To the shed"),
    "create_discount": changes.discount_code(
        Discount("SORRY", "For the wait", Money(Decimal("5.50"), "EUR"), NOON, NOON)
    ),
    "publish": {"documents": changes.documents("gid://shopify/AppInstallation/1", {"faq": "{}"})},
}

each_operation = pytest.mark.parametrize("name", NAMES)
each_change = pytest.mark.parametrize("name", sorted(CHANGES))


@pytest.fixture(scope="module")
def schema(shared_data: Path) -> GraphQLSchema:
    text = (shared_data / "shopify" / f"admin_{API_VERSION}.graphql").read_text("utf-8")
    return build_schema(text, assume_valid=True, assume_valid_sdl=True)


@pytest.fixture(scope="module")
def access(shared_data: Path) -> Any:
    return json.loads((shared_data / "shopify" / f"access_scopes_{API_VERSION}.json").read_bytes())


def test_every_operation_is_in_the_table_of_scopes() -> None:
    assert sorted(SCOPES_OF_OPERATIONS) == NAMES


@each_operation
def test_an_operation_is_what_the_schema_has_and_nothing_in_it_is_outdated(
    schema: GraphQLSchema, name: str
) -> None:
    rules = (*specified_rules, NoDeprecatedCustomRule)
    assert validate(schema, parse(operation(name)), rules) == []


@each_change
def test_what_is_sent_has_the_form_that_the_schema_wants(schema: GraphQLSchema, name: str) -> None:
    values = json.loads(json.dumps(CHANGES[name]))
    asked = definition(parse(operation(name)))
    coerced = get_variable_values(schema, asked.variable_definitions or (), values)
    assert not isinstance(coerced, list), coerced
    for variable in asked.variable_definitions or ():
        kind = type_from_ast(schema, variable.type)
        assert outdated(kind, values.get(variable.variable.name.value)) == []


def test_a_regions_name_is_the_one_thing_sent_that_is_outdated(schema: GraphQLSchema) -> None:
    told = changes.new_address("1", Address(region="Skåne", country="SE"))
    assert outdated(schema.type_map["OrderInput"], told["order"]) == ["province"]


@each_change
def test_a_form_that_the_schema_does_not_have_is_noticed(schema: GraphQLSchema, name: str) -> None:
    asked = definition(parse(operation(name)))
    made_up = {key: {"madeUp": 1} for key in CHANGES[name]}
    assert isinstance(get_variable_values(schema, asked.variable_definitions or (), made_up), list)


def outdated(kind: Any, value: Any) -> list[str]:
    """Name what is sent although the schema would rather not have it."""
    if isinstance(value, list):
        inner = get_nullable_type(kind).of_type
        return [name for one in value for name in outdated(inner, one)]
    named = get_named_type(kind)
    if not isinstance(value, dict) or not isinstance(named, GraphQLInputObjectType):
        return []
    found = [name for name in value if named.fields[name].deprecation_reason]
    return found + [n for name in value for n in outdated(named.fields[name].type, value[name])]


@pytest.mark.parametrize("status", list(Status))
def test_each_word_for_a_status_is_one_of_shopifys(schema: GraphQLSchema, status: Status) -> None:
    words = schema.type_map["FulfillmentEventStatus"]
    word = shown_as(status)
    assert word is None or word in words.values  # type: ignore[attr-defined]


@each_operation
def test_an_operation_needs_the_scopes_in_the_table_and_no_more(
    schema: GraphQLSchema, access: Any, name: str
) -> None:
    needs = needed(schema, access, parse(operation(name)))
    listed = SCOPES_OF_OPERATIONS[name]
    assert unmet(needs, listed) == []
    for scope in listed:
        assert unmet(needs, listed - {scope}), f"{scope} is not needed"


def test_we_ask_for_every_scope_that_is_used_and_for_no_other() -> None:
    topics = {topic.split("/")[0] for topic in TOPICS}
    used = {
        *SCOPES_OF_PROXY,
        *(s for scopes in SCOPES_OF_OPERATIONS.values() for s in scopes),
        *(s for part in topics for s in SCOPES_OF_TOPICS.get(part, ())),
    }
    assert used == INSTALL_SCOPES | OPTIONAL_SCOPES
    assert not INSTALL_SCOPES & OPTIONAL_SCOPES
    assert set(SCOPES_OF_TOPICS) <= topics
    assert not {topic.split("/")[0] for topic in PRIVACY_TOPICS} & set(SCOPES_OF_TOPICS)


def test_only_changes_need_what_the_merchant_may_refuse() -> None:
    optional = {n for n, scopes in SCOPES_OF_OPERATIONS.items() if scopes - INSTALL_SCOPES}
    changes_of_orders = {"cancel_order", "change_address", "note_instructions"}
    assert optional == {"show_scan", "create_discount", *changes_of_orders}


def needed(schema: GraphQLSchema, access: Any, document: DocumentNode) -> set[frozenset[str]]:
    """Return what a document needs: of each set, one scope is enough."""
    info = TypeInfo(schema)
    wanted: set[frozenset[str]] = set()

    class Looking(Visitor):
        def enter_field(self, node: FieldNode, *_: Any) -> None:
            parent = str(info.get_parent_type())
            if parent in ("QueryRoot", "Mutation"):
                root = "queries" if parent == "QueryRoot" else "mutations"
                wanted.add(scopes_in(access[root].get(node.name.value)))
            wanted.add(scopes_in(access["types"].get(str(get_named_type(info.get_type())))))

        def enter_inline_fragment(self, node: InlineFragmentNode, *_: Any) -> None:
            wanted.add(scopes_in(access["types"].get(str(info.get_type()))))

    visit(document, TypeInfoVisitor(info, Looking()))
    return wanted - {frozenset()}


def scopes_in(text: str | None) -> frozenset[str]:
    """Read the alternatives that the schema's text names; what it says `also` is of users."""
    first = (text or "").split("Also:")[0]
    return frozenset(re.findall(r"`((?:read|write)_[a-z_]+)`", first))


def unmet(needs: set[frozenset[str]], granted: frozenset[str]) -> list[frozenset[str]]:
    readable = {scope.replace("write_", "read_", 1) for scope in granted}
    return [need for need in needs if not need & (granted | readable)]


def test_the_export_keeps_to_what_a_bulk_query_may_have(schema: GraphQLSchema) -> None:
    found = list(connections(schema, parse(operation("orders_to_export"))))
    assert 1 <= len(found) <= MOST_CONNECTIONS
    assert max(depth for depth, _ in found) <= DEEPEST
    assert not any(inside_a_list for _, inside_a_list in found)


def test_a_connection_inside_a_list_is_noticed(schema: GraphQLSchema) -> None:
    text = "{ orders { edges { node { id fulfillments { events { edges { node { id } } } } } } } }"
    assert [inside for _, inside in connections(schema, parse(text))] == [False, True]


def test_every_node_of_the_export_has_an_id_and_no_page(schema: GraphQLSchema) -> None:
    text = operation("orders_to_export")
    assert "$" not in text
    assert "first:" not in text
    assert len(re.findall(r"node \{\s+id\n", text)) == text.count("node {") == 2


def connections(schema: GraphQLSchema, document: DocumentNode) -> Iterator[tuple[int, bool]]:
    """Yield how deep each connection lies, and whether it is inside a list of other things."""
    info = TypeInfo(schema)
    found: list[tuple[int, bool]] = []
    path: list[str] = []

    class Looking(Visitor):
        def enter_field(self, node: FieldNode, *_: Any) -> None:
            kind = get_nullable_type(info.get_type())
            if str(kind).endswith("Connection"):
                found.append((path.count("connection") + 1, "list" in path))
                path.append("connection")
            else:
                plain = is_list_type(kind) and node.name.value != "edges"
                path.append("list" if plain else "one")

        def leave_field(self, *_: Any) -> None:
            path.pop()

    visit(document, TypeInfoVisitor(info, Looking()))
    yield from found


def definition(document: DocumentNode) -> OperationDefinitionNode:
    (found,) = (d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    return found
