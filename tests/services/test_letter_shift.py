"""A crew shares itself out: no sender and no shop has all of it, and a slow one has little."""

from concurrent.futures import Future
from datetime import timedelta

import pytest

from domain.kinds import ChannelKey
from services.letter_shift import Crew, Shift
from storage.message_claims import Share
from storage.message_lanes import Lane
from tests.fakes import NOON, SteppingClock

OURS = [Lane(shop, ChannelKey.EMAIL, None) for shop in (1, 2, 3)]
"""Three shops that share the installation's own sender."""
THEIRS = Lane(4, ChannelKey.EMAIL, 7)
"""One that has its own."""


def begin(shift: Shift, lane: Lane, times: int = 1) -> list[Future[None]]:
    begun = [Future[None]() for _ in range(times)]
    for sending in begun:
        shift.begin(sending, lane, NOON)
    return begun


def end(shift: Shift, *begun: Future[None], after: timedelta = timedelta()) -> None:
    for sending in begun:
        sending.set_result(None)
        shift.see_what_is_done(0, SteppingClock(NOON + after))


def quick(*lanes: Lane) -> Shift:
    """Return a shift in which these senders have been quick."""
    shift = Shift(Crew())
    for lane in lanes:
        end(shift, *begin(shift, lane))
    return shift


def shared(shift: Shift, *lanes: Lane, room: int = 12) -> dict[Lane, int]:
    return {share.lane: share.bundles for share in shift.shares(lanes, room)}


def test_a_sender_begins_with_one_and_has_more_once_it_was_quick() -> None:
    assert shared(Shift(Crew()), *OURS, THEIRS) == {OURS[0]: 1, THEIRS: 1}
    assert shared(quick(OURS[0]), *OURS, THEIRS) == {
        OURS[0]: 2,
        OURS[1]: 1,
        OURS[2]: 1,
        THEIRS: 1,
    }


def test_a_sender_that_has_become_slow_has_one_again() -> None:
    shift = quick(THEIRS)
    assert shared(shift, THEIRS) == {THEIRS: 3}
    end(shift, *begin(shift, THEIRS), after=Crew().quick)
    assert shared(shift, THEIRS) == {THEIRS: 1}


def test_no_shop_has_all_of_the_sender_it_shares_with_others() -> None:
    shift = quick(OURS[0])
    assert shared(shift, OURS[0]) == {OURS[0]: 3}
    begin(shift, OURS[0], 3)
    assert shared(shift, *OURS) == {OURS[1]: 1}
    assert shift.busy() == []
    begin(shift, OURS[1])
    assert shared(shift, *OURS) == {}
    assert shift.busy() == ["own:email"]


@pytest.mark.parametrize(("room", "expected"), [(0, []), (1, [1]), (2, [1, 1]), (4, [2, 1, 1])])
def test_each_lane_gets_the_same_as_far_as_there_is_room(room, expected) -> None:
    shares = quick(OURS[0]).shares(OURS, room)
    assert shares == [Share(lane, n) for lane, n in zip(OURS, expected, strict=False)]


def test_there_is_room_for_as_many_as_the_crew_has_hands() -> None:
    shift = Shift(Crew(threads=3))
    begun = begin(shift, THEIRS, 2)
    assert shift.room == 1
    end(shift, *begun)
    assert shift.room == 3


def test_a_shift_that_ends_waits_for_what_is_under_way_and_serves_the_others_meanwhile() -> None:
    shift = quick(OURS[0], THEIRS)
    (slow,) = begin(shift, THEIRS)
    shift.end_soon()
    late = begin(shift, OURS[0])
    shift.end_soon()
    assert shared(shift, OURS[0], THEIRS) == {OURS[0]: 2}
    assert shift.busy() == [THEIRS.sender]
    assert shift.room == 10
    end(shift, slow)
    assert shift.room == 0
    end(shift, *late)
    assert shift.under_way == {}


def test_what_has_failed_fails_the_shift() -> None:
    shift = Shift(Crew())
    (broken,) = begin(shift, THEIRS)
    broken.set_exception(KeyError("gone"))
    with pytest.raises(KeyError):
        shift.see_what_is_done(0, SteppingClock())
