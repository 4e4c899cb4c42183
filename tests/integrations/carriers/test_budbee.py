"""What Instabee is asked, and what "delivered" means at a door and in a box."""

import json
from pathlib import Path

import pytest

from domain.status import Status, SubStatus
from domain.tracking import (
    FailedLookup,
    TrackedNumber,
    TrackingAnswer,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
    state_after,
)
from integrations.carriers import budbee
from integrations.carriers.budbee.statuses import IN_ORDER, STATUSES
from tests.integrations.carrier_examples import example
from tests.integrations.client_trials import track
from tests.integrations.loopback import always
from tests.integrations.postbox import asked_by

NUMBER = TrackedNumber("BUDBEE123456", country="SE")
SAMPLES = Path(__file__).parents[3].parent / "shared" / "data" / "carriers" / "payloads" / "budbee"
MEANT = {
    "hapi_box_sample": Status.INFO_RECEIVED,
    "hapi_delivery_sample": Status.OUT_FOR_DELIVERY,
    "hapi_waiting_sample": Status.AVAILABLE_FOR_PICKUP,
    "hapi_collected_sample": Status.DELIVERED,
}


def answer_to(body: bytes) -> TrackingAnswer:
    (answer,) = track(budbee.adapter, always(200, body), [NUMBER])
    return answer


def told_in(name: str) -> bytes:
    return example(budbee.adapter, name).read_bytes()


def test_instabee_is_asked_by_parcel_with_key_and_secret() -> None:
    (asked,) = asked_by(budbee.adapter, [NUMBER], api_key="id", api_secret="secret").asked
    assert asked.method == "GET"
    assert asked.path == "/parcels/BUDBEE123456"
    assert dict(asked.query) == {}
    assert asked.headers["Authorization"] == "Basic aWQ6c2VjcmV0"
    assert asked.headers["Accept"] == "application/vnd.budbee.parcels-v1+json"


def test_an_unknown_order_inside_http_200_is_an_unknown_number() -> None:
    assert answer_to(told_in("not_found_with_http_200")) == UnknownNumber(NUMBER.number)


def test_another_failure_inside_http_200_is_transient() -> None:
    answer = answer_to(told_in("failed_with_http_200"))
    assert isinstance(answer, FailedLookup)
    assert not answer.error.permanent


@pytest.mark.parametrize(
    ("name", "status", "sub_status"),
    [
        ("delivered", Status.DELIVERED, None),
        (
            "delivered_to_a_box_waits_in_the_locker",
            Status.AVAILABLE_FOR_PICKUP,
            SubStatus.LOCKER,
        ),
        ("picked_up_from_the_box", Status.DELIVERED, SubStatus.LOCKER_COLLECTED),
        ("returned_to_terminal_is_no_return", Status.IN_TRANSIT, SubStatus.ARRIVED_FACILITY),
        ("delivered_by_an_unknown_kind_means_nothing", Status.PENDING, None),
    ],
)
def test_delivered_is_read_by_the_kind_of_order(
    name: str, status: Status, sub_status: SubStatus | None
) -> None:
    answer = budbee.adapter.read(told_in(name), NUMBER)
    assert isinstance(answer, TrackingReport)
    state = state_after(answer.events)
    assert (state.status, state.sub_status) == (status, sub_status)
    assert not state.is_return_leg


def test_statuses_told_with_one_time_follow_each_other() -> None:
    events: list[TrackingEvent] = []
    for name in (
        "box_announced",
        "box_in_transit",
        "delivered_to_a_box_waits_in_the_locker",
        "picked_up_from_the_box",
    ):
        answer = budbee.adapter.read(told_in(name), NUMBER)
        assert isinstance(answer, TrackingReport)
        events += answer.events
    assert state_after(reversed(events)).sub_status is SubStatus.LOCKER_COLLECTED
    assert {raw_code.split("/")[1] for raw_code in STATUSES} == set(IN_ORDER)


def test_nothing_of_the_recipient_is_kept() -> None:
    order = json.loads(told_in("delivered_to_a_box_waits_in_the_locker"))
    order["consumer"] = {"name": "Somebody", "phoneNumber": "+46700000000"}
    answer = budbee.adapter.read(json.dumps(order).encode(), NUMBER)
    assert "Somebody" not in repr(answer)
    assert "+4670" not in repr(answer)


def test_samples_beside_the_repository_mean_what_their_names_say() -> None:
    paths = sorted(SAMPLES.glob("*.json"))
    if not paths:
        pytest.skip("no samples of budbee beside the repository")
    for path in paths:
        answer = budbee.adapter.read(path.read_bytes(), NUMBER)
        if path.stem == "hapi_not_found":
            assert answer == UnknownNumber(NUMBER.number)
            continue
        assert isinstance(answer, TrackingReport)
        assert state_after(answer.events).status is MEANT[path.stem]
