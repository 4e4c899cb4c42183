"""The pretend Shopify's GraphQL: what is asked is checked, counted, paid for and answered."""

import asyncio
import json
from datetime import timedelta

import pytest

from demo.shopify.cost import Rate
from demo.shopify.history import Crowd
from demo.shopify.values import gid
from tests.demo.shopify_world import SCHEMA, SHOP, World, world
from tests.demo.test_shopify_tokens import in_world

needs_schema = pytest.mark.skipif(not SCHEMA.is_file(), reason="Shopify's schema is not at hand")
PAGE = """query Page($first: Int!, $after: String, $q: String) {
  orders(first: $first, after: $after, query: $q, sortKey: UPDATED_AT) {
    nodes { ...Few } pageInfo { hasNextPage endCursor } } }
fragment Few on Order { id number: name updatedAt }"""


def test_orders_come_in_pages_by_change_with_fragments_and_aliases() -> None:
    async def story(one: World) -> None:
        token, seen, after = await one.access(), [], None
        while True:
            data = await one.data(token, PAGE, first=2, after=after, q="")
            seen += data["orders"]["nodes"]
            after = data["orders"]["pageInfo"]["endCursor"]
            if not data["orders"]["pageInfo"]["hasNextPage"]:
                break
        expected = sorted(one.orders(), key=lambda order: order.updated_at)
        assert [node["number"] for node in seen] == [order.number for order in expected]
        assert set(seen[0]) == {"id", "number", "updatedAt"}

    in_world(story)


def test_orders_are_found_by_when_they_changed() -> None:
    async def story(one: World) -> None:
        token, orders = await one.access(), sorted(one.orders(), key=lambda o: o.updated_at)
        since, until = orders[1].updated_at, orders[3].updated_at
        search = f"updated_at:>='{since.isoformat()}' AND updated_at:<'{until.isoformat()}'"
        data = await one.data(token, PAGE, first=9, q=search)
        exact = {order.number for order in orders[1:4]}
        found = {node["number"] for node in data["orders"]["nodes"]}
        assert orders[2].number in found
        assert found <= exact

    in_world(story)


def test_orders_older_than_sixty_days_are_not_seen_without_a_scope_of_their_own() -> None:
    async def story(one: World) -> tuple[int, int]:
        token = await one.access()
        one.time.passed = timedelta(days=35).total_seconds()
        again = (await one.exchange()).json()["access_token"]
        assert token != again
        few = await one.data(again, PAGE, first=50, q="")
        one.store.account.scopes |= {"read_all_orders"}
        every = await one.data(again, PAGE, first=50, q="")
        return len(few["orders"]["nodes"]), len(every["orders"]["nodes"])

    assert in_world(story) == (4, 5)


def test_a_field_behind_a_scope_that_is_not_granted_is_null_with_a_reason() -> None:
    async def story(one: World) -> None:
        token = await one.access()
        one.store.account.scopes -= {"read_orders"}
        answer = await one.graphql(token, "{ shop { name } orders(first: 1) { nodes { id } } }")
        told = answer.json()
        assert answer.status_code == 200
        assert told["data"] == {"shop": {"name": one.store.name}, "orders": None}
        (error,) = told["errors"]
        assert error["extensions"]["code"] == "ACCESS_DENIED"
        assert error["path"] == ["orders"]

    in_world(story)


def test_shoppers_data_is_withheld_from_an_app_that_is_not_approved() -> None:
    async def story(one: World) -> None:
        token, order = await one.access(), one.orders()[0]
        one.store.protected_data = False
        query = "query($id: ID!) { order(id: $id) { name email customer { id } } }"
        told = (await one.graphql(token, query, id=gid("Order", order.platform_id))).json()
        assert told["data"]["order"] == {"name": order.number, "email": None, "customer": None}
        assert all("not approved to access" in error["message"] for error in told["errors"])

    in_world(story)


def test_the_budget_runs_out_says_so_and_comes_back() -> None:
    async def story(one: World) -> None:
        token = await one.access()
        dear = "{ orders(first: 20) { nodes { id } } }"
        first = (await one.graphql(token, dear)).json()
        cost = first["extensions"]["cost"]
        assert cost["requestedQueryCost"] == 22
        assert cost["actualQueryCost"] == 5
        throttled = first
        while "errors" not in throttled:  # five points go each time, and four come in a second
            throttled = (await one.graphql(token, dear)).json()
        assert throttled["errors"][0]["extensions"]["code"] == "THROTTLED"
        assert "data" not in throttled
        left = throttled["extensions"]["cost"]["throttleStatus"]["currentlyAvailable"]
        await asyncio.sleep((22 - left) / 4 + 0.05)
        assert "data" in (await one.graphql(token, dear)).json()

    in_world(story, rate=Rate(maximum=30, restored=4))


def test_a_query_too_dear_for_anybody_is_refused() -> None:
    async def story(one: World) -> str:
        money = "originalUnitPriceSet { shopMoney { amount } }"
        lines = f"lineItems(first: 50) {{ nodes {{ id {money} }} }}"
        query = f"{{ orders(first: 50) {{ nodes {{ {lines} }} }} }}"
        told = (await one.graphql(await one.access(), query)).json()
        return str(told["errors"][0]["extensions"]["code"])

    assert in_world(story) == "MAX_COST_EXCEEDED"


def test_strangers_other_shops_and_other_versions_get_no_answer() -> None:
    async def story(one: World) -> list[int]:
        token = await one.access()
        headers = {"X-Shopify-Access-Token": token}
        paths = (
            f"{SHOP}/admin/api/2026-10",
            f"{SHOP}/admin/api/2024-01",
            "x.myshopify.com/admin/api/2026-10",
        )
        statuses = [(await one.graphql("shpat_0", "{ shop { name } }")).status_code]
        for path in paths:
            answer = await one.client.post(
                f"{one.base}/{path}/graphql.json", json={"query": ""}, headers=headers
            )
            statuses.append(answer.status_code)
        return statuses

    assert in_world(story) == [401, 400, 404, 404]


def test_what_is_not_simulated_is_said_rather_than_made_up() -> None:
    async def story(one: World) -> None:
        token = await one.access()
        told = (await one.graphql(token, "{ shop { billingAddress { city } } }")).json()
        assert told["errors"][0]["extensions"]["code"] == "notSimulated"

    in_world(story)


@needs_schema
@pytest.mark.parametrize(
    ("query", "variables", "told"),
    [
        ("{ shop { colour } }", {}, "colour"),
        ("query($id: ID!) { order(id: $id) { id } }", {}, "id"),
        ("query($n: Int!) { orders(first: $n) { nodes { id } } }", {"n": "many"}, "many"),
        ("{ orders(first: 1) { nodes } }", {}, "selection"),
    ],
)
def test_what_the_schema_does_not_know_is_refused_before_anything_is_done(
    query: str, variables: dict[str, object], told: str
) -> None:
    async def story(one: World) -> None:
        answer = (await one.graphql(await one.access(), query, **variables)).json()
        assert "data" not in answer
        assert told in json.dumps(answer["errors"])

    in_world(story, checked=True)


BULK = """mutation($q: String!) { bulkOperationRunQuery(query: $q, groupObjects: true) {
  bulkOperation { id status } userErrors { code } } }"""
STATE = "query($id: ID!) { node(id: $id) { ... on BulkOperation { status url objectCount } } }"
EXPORT = "{ orders { edges { node { id name lineItems { edges { node { id title } } } } } } }"


def test_an_export_is_written_while_one_waits_and_streams_children_after_parents() -> None:
    async def story(one: World) -> None:
        token = await one.access()
        numbers = one.store.keeper.stage.numbers
        one.store.crowd = Crowd(numbers, 400, one.time.now())
        begun = await one.data(token, BULK, q=EXPORT)
        operation = begun["bulkOperationRunQuery"]["bulkOperation"]
        assert operation["status"] in {"CREATED", "RUNNING"}
        second = await one.data(token, BULK, q=EXPORT)
        errors = second["bulkOperationRunQuery"]["userErrors"]
        assert errors == [{"code": "OPERATION_IN_PROGRESS"}]
        while True:
            node = (await one.data(token, STATE, id=operation["id"]))["node"]
            if node["status"] == "COMPLETED":
                break
            await asyncio.sleep(0.02)
        lines = []
        async with one.client.stream("GET", node["url"]) as answer:
            lines = [json.loads(line) async for line in answer.aiter_lines()]
        assert str(len(lines)) == node["objectCount"]
        orders = {line["id"] for line in lines if "__parentId" not in line}
        assert len(orders) == 400
        assert len(lines) == 400 * 3
        parent = None
        for line in lines:
            parent = line["id"] if "__parentId" not in line else parent
            assert line.get("__parentId", parent) == parent
        assert "bulk_operations/finish" in one.topics()
        assert one.told("bulk_operations/finish")["admin_graphql_api_id"] == operation["id"]

    in_world(story)


def test_an_export_of_nothing_has_no_address() -> None:
    async def story(one: World) -> None:
        token = await one.access()
        nothing = EXPORT.replace("orders", "orders(query: \"name:'#0'\")", 1)
        begun = await one.data(token, BULK, q=nothing)
        operation = begun["bulkOperationRunQuery"]["bulkOperation"]["id"]
        await asyncio.sleep(0.2)
        node = (await one.data(token, STATE, id=operation))["node"]
        assert node == {"status": "COMPLETED", "url": None, "objectCount": "0"}

    in_world(story)


def test_the_world_is_taken_down_with_its_exports() -> None:
    async def play() -> list[bool]:
        async with world() as one:
            one.store.crowd = Crowd(one.store.keeper.stage.numbers, 2000, one.time.now())
            await one.data(await one.access(), BULK, q=EXPORT)
            await asyncio.sleep(0.05)
            files = [export.file for export in one.simulator.exports.known.values()]
            there = files[0].exists()
        return [there, files[0].exists()]

    assert asyncio.run(play()) == [True, False]
