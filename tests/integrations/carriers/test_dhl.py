"""Which of DHL's networks is asked, and the codes whose coarse status would mislead."""

import csv
from pathlib import Path

import pytest

from domain.status import Status, SubStatus
from domain.tracking import TrackedNumber
from integrations.carriers.dhl import adapter
from integrations.carriers.dhl.client import SERVICES
from integrations.carriers.dhl.statuses import BY_SERVICE, meaning_of
from tests.integrations.postbox import asked_by

CODES = Path(__file__).parents[3].parent / "shared/data/carriers/specs/dhl/status_1.csv"
MOST_LEFT_TO_THE_COARSE_STATUS = 80


@pytest.mark.parametrize(("carrier", "service"), sorted(SERVICES.items()))
def test_each_network_is_asked_under_its_own_service(carrier: str, service: str) -> None:
    (asked,) = asked_by(adapter, [TrackedNumber("RR123456785DE", carrier=carrier)]).asked
    assert asked.query["service"] == service
    assert service in BY_SERVICE
    assert carrier in adapter.serves


@pytest.mark.parametrize(
    ("service", "code", "status", "sub_status"),
    [
        ("ecommerce", "601", Status.AVAILABLE_FOR_PICKUP, SubStatus.SERVICE_POINT),
        ("ecommerce", "864", Status.RETURNED, None),
        ("ecommerce-europe", "43", Status.AVAILABLE_FOR_PICKUP, SubStatus.SERVICE_POINT),
        ("express", "PD", None, None),
        ("freight", "21-23", None, None),
        ("parcel-nl", "DELIVERED_AT_PARCELSHOP", Status.IN_TRANSIT, SubStatus.ARRIVED_FACILITY),
        ("parcel-nl", "POSTPROCESS_DELIVERED_AT_SHIPPER", Status.RETURNED, None),
        ("parcel-pl", "DOR_SP", Status.IN_TRANSIT, SubStatus.ARRIVED_FACILITY),
        ("svb", "RETURNED_TO_SENDER", Status.RETURNED, None),
    ],
)
def test_delivered_is_not_always_delivered_to_the_shopper(
    service: str, code: str, status: Status | None, sub_status: SubStatus | None
) -> None:
    meaning = meaning_of(service, (code,), "delivered")
    assert meaning
    assert (meaning.status, meaning.sub_status) == (status, sub_status)


def test_nearly_every_code_of_every_service_in_dhls_list_has_a_meaning_of_its_own() -> None:
    if not CODES.exists():
        pytest.skip("DHL's list of codes does not lie beside the repository")
    with CODES.open(encoding="latin1") as lines:
        told = {
            (row["Service"], row["Status"].strip().upper())
            for row in csv.DictReader(lines, delimiter=";")
        }
    assert {service for service, _ in told} == set(BY_SERVICE)
    unmapped = {(service, code) for service, code in told if code not in BY_SERVICE[service]}
    assert len(unmapped) < MOST_LEFT_TO_THE_COARSE_STATUS
