"""How exports of orders are asked for, and what Shopify says of how far they are."""

from datetime import UTC, datetime
from typing import Any

import pytest

from domain.errors import ProviderError, RejectedError
from domain.shop_api import Export, ExportState
from tests.integrations.shopify_answers import SHOP, data, scripted

NINE = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
OPERATION = "gid://shopify/BulkOperation/66"


def begun(operation: dict[str, Any] | None, *errors: dict[str, Any]) -> dict[str, Any]:
    return data(bulkOperationRunQuery={"bulkOperation": operation, "userErrors": list(errors)})


def test_an_export_is_asked_for_from_a_day_on() -> None:
    shop = scripted(begun({"id": OPERATION, "status": "CREATED"}))
    assert shop.api.begin_export(SHOP, NINE) == Export(OPERATION, ExportState.RUNNING)
    query = shop.asked[0]["variables"]["query"]
    assert "created_at:>='2026-11-21T09:00:00Z'" in query
    assert "groupObjects: true" in shop.asked[0]["query"]


@pytest.mark.parametrize("code", ["OPERATION_IN_PROGRESS", "LIMIT_REACHED"])
def test_while_another_export_runs_ours_is_put_off(code: str) -> None:
    busy = {"field": None, "message": "already in progress", "code": code}
    with pytest.raises(ProviderError, match="another export") as refused:
        scripted(begun(None, busy)).api.begin_export(SHOP, NINE)
    assert not refused.value.permanent
    assert refused.value.retry_after is not None


def test_an_export_that_is_refused_says_why() -> None:
    error = {"field": ["query"], "message": "Bulk query is not valid", "code": "INVALID"}
    with pytest.raises(RejectedError, match="query: Bulk query is not valid"):
        scripted(begun(None, error)).api.begin_export(SHOP, NINE)


@pytest.mark.parametrize(
    ("node", "expected"),
    [
        (
            {"status": "COMPLETED", "url": "https://x.example/f", "objectCount": "12"},
            Export(OPERATION, ExportState.READY, "https://x.example/f", 12),
        ),
        (
            {"status": "COMPLETED", "url": None, "objectCount": "0"},
            Export(OPERATION, ExportState.READY),
        ),
        ({"status": "CREATED"}, Export(OPERATION, ExportState.RUNNING)),
        (
            {"status": "RUNNING", "objectCount": 3},
            Export(OPERATION, ExportState.RUNNING, objects=3),
        ),
        (
            {"status": "FAILED", "errorCode": "TIMEOUT"},
            Export(OPERATION, ExportState.FAILED, reason="FAILED TIMEOUT"),
        ),
        ({"status": "EXPIRED"}, Export(OPERATION, ExportState.FAILED, reason="EXPIRED")),
        ({"status": "CANCELED"}, Export(OPERATION, ExportState.FAILED, reason="CANCELED")),
        (None, Export(OPERATION, ExportState.FAILED, reason="Shopify does not know it")),
    ],
)
def test_an_export_is_running_or_ready_or_has_failed(
    node: dict[str, Any] | None, expected: Export
) -> None:
    assert scripted(data(node=node)).api.export(SHOP, OPERATION) == expected
