"""Where an order stands inside the shop."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.shipment import Shipment
from domain.stage import Stage, stage_said_by_shop, stage_with_shipments
from domain.status import MOVING, Status
from tests.fakes import a_shipment

LETTER = a_shipment(tracking_number="")


@pytest.mark.parametrize(
    ("words", "stage"),
    [
        pytest.param([], Stage.RECEIVED, id="an order nobody has marked"),
        pytest.param(["gift", "VIP", ""], Stage.RECEIVED, id="tags that say something else"),
        pytest.param(["Packed"], Stage.PACKED, id="a tag in capitals"),
        pytest.param([" being_prepared "], Stage.BEING_PREPARED, id="underscores and spaces"),
        pytest.param(["wc-ready-to-ship"], Stage.READY_FOR_DISPATCH, id="a WooCommerce status"),
        pytest.param(["NOT YET PROCESSED"], Stage.NOT_YET_PROCESSED, id="shouting"),
        pytest.param(["picking"], Stage.BEING_PREPARED, id="another word for it"),
        pytest.param(["packed", "received", "preparing"], Stage.PACKED, id="the most advanced"),
        pytest.param(["unpacked", "packed lunch"], Stage.RECEIVED, id="words that only look so"),
    ],
)
def test_a_shop_says_the_stage_in_its_own_words(words: list[str], stage: Stage) -> None:
    assert stage_said_by_shop(words) is stage


WORDS = ["received", "not yet processed", "being prepared", "packed", "ready for dispatch"]


@given(st.lists(st.sampled_from(WORDS), min_size=1), st.sampled_from(" _-:"))
def test_the_most_advanced_word_counts_however_it_is_spelt(words: list[str], sign: str) -> None:
    spelt = [word.replace(" ", sign).upper() for word in words]
    furthest = max(words, key=WORDS.index)
    assert stage_said_by_shop(["urgent", *spelt]) is Stage(furthest.replace(" ", "_"))


@pytest.mark.parametrize(
    ("shipments", "stage"),
    [
        pytest.param([], Stage.PACKED, id="without parcels the shop's word holds"),
        pytest.param([a_shipment(Status.CANCELLED)], Stage.PACKED, id="a cancelled parcel is none"),
        pytest.param([a_shipment()], Stage.READY_FOR_DISPATCH, id="a number is not a hand-over"),
        pytest.param(
            [a_shipment(Status.INFO_RECEIVED)], Stage.READY_FOR_DISPATCH, id="nor is a label"
        ),
        pytest.param([LETTER], Stage.HANDED_TO_COURIER, id="a letter is sent when the shop says"),
        pytest.param(
            [a_shipment(), a_shipment(Status.IN_TRANSIT)],
            Stage.HANDED_TO_COURIER,
            id="one scan of one parcel proves it",
        ),
    ],
)
def test_parcels_prove_the_stage(shipments: list[Shipment], stage: Stage) -> None:
    assert stage_with_shipments(Stage.PACKED, shipments) is stage


@pytest.mark.parametrize("status", sorted(MOVING))
def test_every_scan_proves_the_hand_over(status: Status) -> None:
    moved = [a_shipment(status)]
    assert stage_with_shipments(Stage.RECEIVED, moved) is Stage.HANDED_TO_COURIER


@pytest.mark.parametrize("said", list(Stage))
def test_no_word_of_the_shop_stands_in_for_a_scan(said: Stage) -> None:
    assert stage_with_shipments(said, [a_shipment()]) is Stage.READY_FOR_DISPATCH
