"""Faults are asked for and come; what is no wish is refused with a reason."""

import asyncio
from random import Random

import pytest

from demo.carriers.faults import Fault, Faults
from tests.demo.playing import StillTime, carriers, wish

DHL = "/dhl/track/shipments?trackingNumber=DEMO1"
KEY = {"DHL-API-Key": "demo"}


def test_asked_for_faults_come_in_order_and_then_all_is_well() -> None:
    async def story() -> list[tuple[int, str, str | None, bytes]]:
        async with carriers() as client:
            await wish(
                client, "parcel", carrier="dhl", number="DEMO1", scans=[{"kind": "announced"}]
            )
            for kind in ("429", "503", "empty"):
                assert await wish(client, "fault", carrier="dhl", kind=kind, count=1) == 204
            seen = []
            for _ in range(4):
                async with client.get(DHL, headers=KEY) as answer:
                    retry = answer.headers.get("Retry-After")
                    seen.append((answer.status, answer.content_type, retry, await answer.read()))
            return seen

    too_many, outage, empty, fine = asyncio.run(story())
    assert too_many[:3] == (429, "application/json", "2")
    assert outage[:2] == (503, "text/html")
    assert outage[3].startswith(b"<!DOCTYPE html>")
    assert (empty[0], empty[3]) == (200, b"")
    assert fine[0] == 200
    assert b"DEMO1" in fine[3]


def test_a_slow_carrier_answers_at_last() -> None:
    async def story() -> tuple[float, int]:
        async with carriers() as client:
            await wish(client, "fault", carrier="dhl", kind="slow", count=1, seconds=0.2)
            began = asyncio.get_running_loop().time()
            async with client.get(DHL, headers=KEY) as answer:
                return asyncio.get_running_loop().time() - began, answer.status

    took, status = asyncio.run(story())
    assert took >= 0.19
    assert status == 404


def test_faults_of_one_carrier_leave_the_others_alone_and_can_be_taken_back() -> None:
    faults = Faults(Random(1))
    faults.ask_for("ups", Fault.OUTAGE, 3)
    assert faults.next_for("dhl") is None
    assert faults.next_for("ups") is Fault.OUTAGE
    faults.ask_for("ups", Fault.OUTAGE, 0)
    assert faults.next_for("ups") is None


def test_a_small_share_of_calls_fails_by_itself_the_same_for_the_same_seed() -> None:
    def run() -> list[Fault | None]:
        faults = Faults(Random(3), share=0.05)
        return [faults.next_for("ups") for _ in range(1000)]

    first = run()
    assert first == run()
    assert 20 < sum(fault is not None for fault in first) < 90
    assert set(first) == {None, Fault.TOO_MANY, Fault.OUTAGE}


@pytest.mark.parametrize(
    ("what", "words"),
    [
        ("fault", {"carrier": "pigeon", "kind": "429"}),
        ("fault", {"carrier": "dhl", "kind": "418"}),
        ("fault", {"carrier": "dhl", "kind": "429", "count": -1}),
        ("fault", {"kind": "429"}),
        ("pace", {"speed": "fast"}),
        ("pace", {"speed": -1}),
        ("pace", {"speed": 1e9}),
        ("bulk", {"carrier": "dhl", "count": 10**12, "prefix": "A"}),
        ("parcel", {"carrier": "dhl", "number": "A", "scans": [{"kind": "eaten"}]}),
        ("parcel", {"carrier": "dhl", "number": "A", "scans": ["announced"]}),
        ("parcel", {"carrier": "dhl", "number": "A", "scans": [{"kind": "out", "at": "noon"}]}),
        ("parcel", {"carrier": "dhl", "number": "A", "scans": [{"kind": "out"}] * 201}),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(what: str, words: dict[str, object]) -> None:
    async def story() -> int:
        async with carriers() as client:
            return await wish(client, what, **words)

    assert asyncio.run(story()) == 400


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"speed": 2}', "text/plain", 415),
    ],
)
def test_only_json_objects_are_wishes(body: bytes, content_type: str, status: int) -> None:
    async def story() -> int:
        async with carriers() as client:
            headers = {"Content-Type": content_type}
            async with client.post("/control/pace", data=body, headers=headers) as answer:
                return answer.status

    assert asyncio.run(story()) == status


def test_a_planned_scan_appears_when_the_storys_clock_has_come_to_it() -> None:
    time = StillTime()

    async def events_told() -> list[int]:
        async with carriers(time) as client:
            plan = [{"kind": "announced"}, {"kind": "collected", "after": 100}]
            await wish(client, "parcel", carrier="dhl", number="DEMO1", scans=plan)
            await wish(client, "pace", speed=10)
            seen = []
            for moment in (0.0, 9.0, 11.0):
                time.seconds = moment
                async with client.get(DHL, headers=KEY) as answer:
                    seen.append(len((await answer.json())["shipments"][0]["events"]))
            return seen

    assert asyncio.run(events_told()) == [1, 1, 2]
