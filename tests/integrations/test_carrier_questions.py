"""What each carrier's client asks: paths, parameters and headers as the vendors document them."""

import pytest

from domain.tracking import TrackedNumber
from integrations.carriers import dhl, postnord, ups
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("1Z999AA10123456784")


def test_postnord_is_asked_by_identifier_with_the_key_as_a_parameter() -> None:
    (asked,) = asked_by(postnord.adapter, [NUMBER], api_key="key").asked
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
    (asked,) = asked_by(
        dhl.adapter, [TrackedNumber(NUMBER.number, carrier=carrier)], api_key="key"
    ).asked
    assert asked.path == "/track/shipments"
    assert asked.headers["DHL-API-Key"] == "key"
    assert asked.query.get("service") == service
    assert asked.query["trackingNumber"] == NUMBER.number


def test_ups_is_asked_with_a_token_and_the_headers_it_requires() -> None:
    box = asked_by(ups.adapter, [NUMBER, NUMBER], client_id="id", client_secret="secret")
    (token,) = box.sign_ins
    assert token.method == "POST"
    assert token.headers["Authorization"] == "Basic aWQ6c2VjcmV0"
    assert box.forms == [{"grant_type": "client_credentials"}]
    assert {one.path for one in box.asked} == {f"/api/track/v1/details/{NUMBER.number}"}
    assert {one.headers["Authorization"] for one in box.asked} == {"Bearer token-1"}
    assert {one.headers["transactionSrc"] for one in box.asked} == {"framme"}
    assert len({one.headers["transId"] for one in box.asked}) == 2
