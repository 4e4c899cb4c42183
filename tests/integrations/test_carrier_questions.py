"""What each carrier's client asks: paths, parameters and headers as the vendors document them."""

import asyncio
from collections.abc import Sequence

import pytest

from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from tests.integrations.carrier_examples import ADAPTERS
from tests.integrations.lines import line_to
from tests.integrations.loopback import serving
from tests.integrations.postbox import Postbox

NUMBER = TrackedNumber("1Z999AA10123456784")
BY_KEY = {adapter.key: adapter for adapter in ADAPTERS}


def ask(key: str, numbers: Sequence[TrackedNumber], **credentials: str) -> Postbox:
    """Ask an adapter about numbers; return the box with what it asked."""
    adapter: CarrierAdapter = BY_KEY[key]
    box = Postbox(adapter)

    async def run() -> None:
        async with (
            serving(box.answer) as url,
            line_to(adapter, url, credentials=credentials) as line,
        ):
            await adapter.track(line, numbers)

    asyncio.run(run())
    return box


def test_postnord_is_asked_by_identifier_with_the_key_as_a_parameter() -> None:
    (asked,) = ask("postnord", [NUMBER], api_key="key").asked
    assert asked.path == "/rest/shipment/v5/trackandtrace/findByIdentifier.json"
    assert dict(asked.query) == {"apikey": "key", "id": NUMBER.number, "locale": "en"}


@pytest.mark.parametrize(
    ("carrier", "service"),
    [
        ("dhl", None),
        ("dhl_express", "express"),
        ("dhl_paket", "parcel-de"),
        ("dhl_ecommerce", "ecommerce"),
        ("dhl_ecommerce_europe", "ecommerce-europe"),
        ("dhl_freight", "freight"),
        ("", None),
    ],
)
def test_dhl_is_told_the_product_where_it_is_known(carrier: str, service: str | None) -> None:
    (asked,) = ask("dhl", [TrackedNumber(NUMBER.number, carrier=carrier)], api_key="key").asked
    assert asked.path == "/track/shipments"
    assert asked.headers["DHL-API-Key"] == "key"
    assert asked.query.get("service") == service
    assert asked.query["trackingNumber"] == NUMBER.number


def test_ups_is_asked_with_a_token_and_the_headers_it_requires() -> None:
    box = ask("ups", [NUMBER, NUMBER], client_id="id", client_secret="secret")
    (token,) = box.sign_ins
    assert token.method == "POST"
    assert token.headers["Authorization"] == "Basic aWQ6c2VjcmV0"
    assert box.forms == [{"grant_type": "client_credentials"}]
    assert {one.path for one in box.asked} == {f"/api/track/v1/details/{NUMBER.number}"}
    assert {one.headers["Authorization"] for one in box.asked} == {"Bearer token-1"}
    assert {one.headers["transactionSrc"] for one in box.asked} == {"framme"}
    assert len({one.headers["transId"] for one in box.asked}) == 2
