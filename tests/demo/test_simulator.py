"""The pretend carriers answer as the real ones do, and the product understands them."""

import asyncio
from collections.abc import Sequence

import aiohttp
import pytest

from demo.carriers import dhl, postnord, ups
from demo.carriers.book import CARRIERS, Consignment, Report
from demo.stories import Scan
from domain.status import Status
from domain.tracking import (
    TrackedNumber,
    TrackingAnswer,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.registry import discover_adapters
from tests.demo.playing import START, StillTime, address, carriers, wish
from tests.integrations.lines import line_to

ADAPTERS = discover_adapters()
POSTNORD = "/postnord/rest/shipment/v5/trackandtrace/findByIdentifier.json"
NUMBER = "1ZDEMO000000001"
HOME = (Scan.ANNOUNCED, Scan.COLLECTED, Scan.DEPARTED, Scan.ARRIVED, Scan.OUT, Scan.DELIVERED)
UPS_HEADERS = {"transId": "1", "transactionSrc": "test"}


async def product_asks(
    base: str, carrier: str, *numbers: TrackedNumber
) -> Sequence[TrackingAnswer]:
    """Ask a pretend carrier with the product's own adapter."""
    adapter = ADAPTERS[carrier]
    credentials = {field.name: "demo" for field in adapter.credentials}
    async with line_to(adapter, f"{base}/{carrier}", credentials=credentials) as line:
        return await adapter.track(line, numbers)


def scans(*kinds: Scan) -> list[dict[str, str]]:
    return [
        {"kind": kind, "at": f"2026-11-22T0{hour}:00:00+00:00"} for hour, kind in enumerate(kinds)
    ]


def parcel(carrier: str, *kinds: Scan) -> Consignment:
    reports = tuple(Report(kind, START.replace(hour=hour)) for hour, kind in enumerate(kinds))
    return Consignment(carrier, NUMBER, estimate=START.replace(hour=18), reports=reports)


@pytest.mark.parametrize("carrier", CARRIERS)
@pytest.mark.parametrize(
    ("last", "status"),
    [
        (Scan.ANNOUNCED, Status.INFO_RECEIVED),
        (Scan.COLLECTED, Status.IN_TRANSIT),
        (Scan.LATE, Status.IN_TRANSIT),
        (Scan.OUT, Status.OUT_FOR_DELIVERY),
        (Scan.NOT_HOME, Status.ATTEMPT_FAILED),
        (Scan.AT_POINT, Status.AVAILABLE_FOR_PICKUP),
        (Scan.FETCHED, Status.DELIVERED),
        (Scan.DELIVERED, Status.DELIVERED),
        (Scan.DAMAGED, Status.EXCEPTION),
    ],
)
def test_the_product_understands_every_scan_of_every_carrier(
    carrier: str, last: Scan, status: Status
) -> None:
    async def story() -> object:
        async with carriers() as client:
            kinds = dict.fromkeys((Scan.ANNOUNCED, Scan.COLLECTED, last))
            if last is Scan.ANNOUNCED:
                kinds = {Scan.ANNOUNCED: None}
            told = scans(*kinds)
            assert await wish(client, "parcel", carrier=carrier, number=NUMBER, scans=told) == 204
            number = TrackedNumber(NUMBER, country="SE")
            (answer,) = await product_asks(address(client), carrier, number)
            return answer

    answer = asyncio.run(story())
    assert isinstance(answer, TrackingReport)
    state = state_after(answer.events)
    assert state.status is status
    assert state.delayed is (last is Scan.LATE)
    assert all(event.meaning for event in answer.events)


@pytest.mark.parametrize("carrier", CARRIERS)
def test_an_unknown_number_is_unknown_to_the_product_too(carrier: str) -> None:
    async def story() -> object:
        async with carriers() as client:
            return await product_asks(address(client), carrier, TrackedNumber(NUMBER))

    assert asyncio.run(story()) == [UnknownNumber(NUMBER)]


def test_postnord_answers_200_and_no_shipments_for_a_number_it_does_not_know() -> None:
    async def story() -> object:
        async with (
            carriers() as client,
            client.get(POSTNORD, params={"apikey": "demo", "id": "x", "locale": "en"}) as answer,
        ):
            return answer.status, await answer.json()

    assert asyncio.run(story()) == (200, {"TrackingInformationResponse": {"shipments": []}})


def test_dhl_answers_a_problem_for_a_number_it_does_not_know() -> None:
    async def story() -> object:
        async with (
            carriers() as client,
            client.get(
                "/dhl/track/shipments",
                params={"trackingNumber": "x"},
                headers={"DHL-API-Key": "demo"},
            ) as answer,
        ):
            return answer.status, answer.content_type, (await answer.json())["status"]

    assert asyncio.run(story()) == (404, "application/problem+json", 404)


def test_wrong_keys_are_refused_by_all_three() -> None:
    async def story() -> list[int]:
        async with carriers() as client:
            seen = []
            for path, headers in (
                (f"{POSTNORD}?apikey=wrong&id=x", {}),
                ("/dhl/track/shipments?trackingNumber=x", {"DHL-API-Key": "wrong"}),
                (f"/ups/api/track/v1/details/{NUMBER}", {"Authorization": "Bearer wrong"}),
            ):
                async with client.get(path, headers=headers) as answer:
                    seen.append(answer.status)
            wrong = {"Authorization": aiohttp.encode_basic_auth("demo", "wrong")}
            token = "/ups/security/v1/oauth/token"
            form = {"grant_type": "client_credentials"}
            async with client.post(token, data=form, headers=wrong) as answer:
                seen.append(answer.status)
            return seen

    assert asyncio.run(story()) == [401, 401, 401, 401]


def test_ups_wants_its_headers_and_a_token_it_has_given() -> None:
    async def story() -> list[int]:
        async with carriers() as client:
            basic = {"Authorization": aiohttp.encode_basic_auth("demo", "demo")}
            form = {"grant_type": "client_credentials"}
            token = "/ups/security/v1/oauth/token"
            async with client.post(token, data=form, headers=basic) as answer:
                told = await answer.json()
            assert told["token_type"] == "Bearer"
            assert told["expires_in"].isdigit()
            bearer = {"Authorization": f"Bearer {told['access_token']}"}
            seen = []
            for number, headers in (
                (NUMBER, bearer),
                (NUMBER, bearer | UPS_HEADERS),
                ("short", bearer | UPS_HEADERS),
            ):
                path = f"/ups/api/track/v1/details/{number}"
                async with client.get(path, headers=headers) as answer:
                    seen.append(answer.status)
                    assert (await answer.json())["response"]["errors"][0]["code"]
            return seen

    assert asyncio.run(story()) == [400, 404, 400]


def test_ups_tells_activities_newest_first_with_both_clocks() -> None:
    package = ups.answer(parcel("ups", *HOME))["trackResponse"]["shipment"][0]["package"][0]
    newest = package["activity"][0]
    assert newest["status"] == {
        "type": "D",
        "description": "DELIVERED",
        "code": "FS",
        "statusCode": "011",
    }
    assert (newest["date"], newest["time"]) == ("20261122", "060000")
    assert (newest["gmtDate"], newest["gmtTime"]) == ("20261122", "05:00:00")
    assert newest["gmtOffset"] == "+01:00"
    assert package["currentStatus"]["code"] == "011"
    assert package["deliveryDate"] == [{"type": "DEL", "date": "20261122"}]


def test_dhl_repeats_the_newest_event_as_the_status() -> None:
    shipment = dhl.answer(parcel("dhl", *HOME[:-1]))["shipments"][0]
    assert shipment["status"] == shipment["events"][0]
    assert shipment["status"]["statusCode"] == "transit"
    assert shipment["status"]["timestamp"] == "2026-11-22T04:00:00Z"
    assert shipment["estimatedDeliveryTimeFrame"]["estimatedThrough"] == "2026-11-22T19:00:00Z"


def test_postnord_says_en_route_when_out_for_delivery_and_drops_the_estimate_at_the_end() -> None:
    out = postnord.answer(parcel("postnord", *HOME[:-1]))
    (shipment,) = out["TrackingInformationResponse"]["shipments"]
    newest = shipment["items"][0]["events"][0]
    assert (newest["status"], newest["eventCode"]) == ("EN_ROUTE", "113")
    assert shipment["estimatedTimeOfArrival"] == "2026-11-22T18:00:00Z"
    done = postnord.answer(parcel("postnord", *HOME))
    assert "estimatedTimeOfArrival" not in done["TrackingInformationResponse"]["shipments"][0]


@pytest.mark.parametrize("carrier", CARRIERS)
def test_numbers_in_bulk_have_a_report_and_their_neighbours_have_none(carrier: str) -> None:
    async def story() -> list[object]:
        async with carriers(StillTime()) as client:
            assert await wish(client, "bulk", carrier=carrier, count=1000, prefix="BULK") == 204
            numbers = ("BULK00000000", "BULK00000999", "BULK00001000", "BULK999", "BULX00000001")
            asked = (TrackedNumber(number) for number in numbers)
            return list(await product_asks(address(client), carrier, *asked))

    first, last, *others = asyncio.run(story())
    for told in (first, last):
        assert isinstance(told, TrackingReport)
        assert state_after(told.events).status is Status.OUT_FOR_DELIVERY
        assert len(told.events) == 7
        assert told.estimate
    assert [type(other) for other in others] == [UnknownNumber] * 3
