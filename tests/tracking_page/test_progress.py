"""The way from received to delivered."""

from dataclasses import replace

import pytest

from domain.order import Order, roll_up
from domain.stage import Stage
from domain.stage_names import StageNames
from domain.status import Status, SubStatus
from domain.tracking import TrackingState
from messages.language import language
from tests.fakes import NOON, a_shipment, an_order
from tests.tracking_page.samples import samples
from tracking_page.progress import Reached, Step, Tone, steps, tone_of

ENGLISH = language("en")
OURS = StageNames()


def way(order: Order, stages: StageNames = OURS) -> tuple[Step, ...]:
    return steps(ENGLISH, order, roll_up(order.shipments), stages, "sv")


def labels(order: Order, stages: StageNames) -> list[str]:
    return [step.label for step in way(order, stages)]


def here(order: Order) -> tuple[str, Reached]:
    """Return the step the order stands at."""
    reached = [step for step in way(order) if step.reached is not Reached.AHEAD]
    return reached[-1].label, reached[-1].reached


@pytest.mark.parametrize(
    ("sample", "label", "reached"),
    [
        ("placed", "Order received", Reached.NOW),
        ("packed", "Packed", Reached.NOW),
        ("announced", "Ready for dispatch", Reached.NOW),
        ("letter", "Handed to the courier", Reached.NOW),
        ("on its way", "On its way", Reached.NOW),
        ("late", "On its way", Reached.NOW),
        ("two of three", "On its way", Reached.NOW),
        ("out for delivery", "Out for delivery", Reached.NOW),
        ("pick-up", "Ready to collect", Reached.NOW),
        ("failed attempt", "Delivery attempt failed", Reached.TROUBLE),
        ("held up", "Problem reported", Reached.TROUBLE),
        ("returned", "Returned to the shop", Reached.TROUBLE),
        ("delivered", "Delivered", Reached.DONE),
    ],
)
def test_an_order_stands_at_one_step(sample: str, label: str, reached: Reached) -> None:
    assert here(samples()[sample]) == (label, reached)


@pytest.mark.parametrize("order", tuple(samples().values()), ids=tuple(samples()))
def test_what_is_before_the_current_step_is_done_and_what_is_after_is_ahead(order: Order) -> None:
    reached = [step.reached for step in way(order)]
    done = reached.count(Reached.DONE)
    ahead = reached.count(Reached.AHEAD)
    assert reached[:done] == [Reached.DONE] * done
    assert reached[len(reached) - ahead :] == [Reached.AHEAD] * ahead
    assert len(reached) - done - ahead <= 1


@pytest.mark.parametrize(
    ("state", "goes_on"),
    [
        (TrackingState(Status.EXCEPTION, SubStatus.LOST), False),
        (TrackingState(Status.EXCEPTION, SubStatus.DESTROYED), False),
        (TrackingState(Status.RETURNING), False),
        (TrackingState(Status.RETURNED), False),
        (TrackingState(Status.IN_TRANSIT, is_return_leg=True), False),
        (TrackingState(Status.DELIVERED, is_return_leg=True), False),
        (TrackingState(Status.EXPIRED), False),
        (TrackingState(Status.EXCEPTION, SubStatus.DAMAGED), True),
        (TrackingState(Status.ATTEMPT_FAILED), True),
    ],
)
def test_nothing_is_ahead_of_a_parcel_that_comes_no_more(
    state: TrackingState, *, goes_on: bool
) -> None:
    reached = [step.reached for step in way(an_order(a_shipment(state=state)))]
    assert (Reached.AHEAD in reached) is goes_on
    assert Reached.TROUBLE in reached


def test_waiting_to_be_prepared_is_a_step_only_while_it_is_the_truth() -> None:
    waiting = an_order(stage=Stage.NOT_YET_PROCESSED)
    assert here(waiting) == ("Waiting to be prepared", Reached.NOW)
    packed = replace(waiting, stage=Stage.PACKED)
    assert "Waiting to be prepared" not in [step.label for step in way(packed)]


def test_a_shop_names_its_stages_in_the_readers_language_or_its_own() -> None:
    names = StageNames(
        names={
            Stage.BEING_PREPARED: {"sv": "Slipas", "en": "Being ground"},
            Stage.PACKED: {"sv": "Inslagen"},
            Stage.READY_FOR_DISPATCH: {"de": "Bereit"},
        }
    )
    assert labels(an_order(), names)[:4] == [
        "Order received",
        "Being ground",
        "Inslagen",
        "Ready for dispatch",
    ]


@pytest.mark.parametrize(
    ("stage", "left"),
    [
        (Stage.RECEIVED, ["Order received", "Handed to the courier"]),
        (Stage.PACKED, ["Order received", "Packed", "Handed to the courier"]),
    ],
)
def test_a_stage_the_shop_hides_is_a_step_only_while_the_order_stands_there(
    stage: Stage, left: list[str]
) -> None:
    hidden = frozenset({Stage.BEING_PREPARED, Stage.PACKED, Stage.READY_FOR_DISPATCH})
    assert labels(an_order(stage=stage), StageNames(hidden=hidden))[: len(left)] == left


def test_a_cancelled_order_has_no_way_to_go() -> None:
    assert way(an_order(cancelled_at=NOON)) == ()


def test_a_cancelled_parcel_leaves_the_word_to_the_shop() -> None:
    order = an_order(a_shipment(Status.CANCELLED), stage=Stage.PACKED)
    assert here(order) == ("Packed", Reached.NOW)


@pytest.mark.parametrize("status", Status)
def test_every_status_has_a_place_and_a_tone(status: Status) -> None:
    assert way(an_order(a_shipment(status)))
    assert tone_of(TrackingState(status=status)) in Tone


def test_a_parcel_delivered_back_to_the_shop_is_no_success() -> None:
    back = TrackingState(status=Status.DELIVERED, is_return_leg=True)
    assert tone_of(back) is Tone.TROUBLE
