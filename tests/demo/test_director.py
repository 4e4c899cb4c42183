"""Played to the end, the stories come out as written."""

import asyncio
from collections import Counter
from datetime import datetime
from itertools import pairwise

from demo.director import AT_MOST
from demo.orders import Order
from demo.stories import OPENING, Plot, Scan, ShopAct
from demo.theatre import Theatre
from tests.demo.playing import StillTime, theatre


def played(seconds: float, step: float = 1.0) -> Theatre:
    """Play for some seconds at pace 60, without a product to tell of it."""

    async def story() -> Theatre:
        time = StillTime()
        async with theatre(time) as playing:
            playing.director.begin()
            while time.seconds < seconds:
                playing.director.catch_up()
                time.seconds += step
            return playing

    return asyncio.run(story())


def scans_of(playing: Theatre, order: Order) -> list[list[Scan]]:
    book = playing.simulator.book
    known = [book.find(parcel.carrier, parcel.number) for parcel in order.parcels]
    return [[report.scan for report in parcel.reports] for parcel in known if parcel]


def test_within_a_minute_something_is_placed_moving_and_delivered() -> None:
    playing = played(60)
    orders = list(playing.director.orders.values())
    assert len(orders) >= len(OPENING)
    told = Counter(scans[-1] for order in orders for scans in scans_of(playing, order) if scans)
    assert told[Scan.DELIVERED] >= 2
    assert sum(told.values()) >= 8


def test_a_run_comes_to_rest_with_every_story_told_to_its_end() -> None:
    playing = played(1200, step=0.5)
    orders = playing.director.orders
    assert len(orders) == AT_MOST
    for order in orders.values():
        for parcel, scans in enumerate(scans_of(playing, order)):
            script = [
                beat.what
                for beat in order.story.beats
                if isinstance(beat.what, Scan) and beat.parcel == parcel
            ]
            assert scans == script
    cancelled = [o for o in orders.values() if o.story.plot is Plot.CANCELLED]
    assert all(o.act is ShopAct.CANCELLED and not o.parcels for o in cancelled)


def test_scans_are_stamped_with_real_moments_at_least_a_second_apart() -> None:
    playing = played(120, step=0.1)
    book, now = playing.simulator.book, playing.simulator.book.clock.now()
    for order in playing.director.orders.values():
        for parcel in order.parcels:
            known = book.find(parcel.carrier, parcel.number)
            stamps = [report.at for report in known.reports] if known else []
            gaps = [(b - a).total_seconds() for a, b in pairwise(stamps)]
            assert all(gap >= 1 for gap in gaps)
            assert all(stamp <= now for stamp in stamps)


def test_a_paused_clock_lets_nothing_happen_and_a_fast_one_more() -> None:
    async def story() -> list[int]:
        time, counted = StillTime(), []
        async with theatre(time) as playing:
            playing.director.begin()
            playing.director.catch_up()
            for speed in (0, 1, 10):
                playing.simulator.book.clock.set_speed(speed)
                time.seconds += 10
                playing.director.catch_up()
                counted.append(len(playing.director.orders))
        return counted

    paused, real, fast = asyncio.run(story())
    assert paused == 1
    assert 1 < real < fast


def test_an_estimate_moves_when_the_carrier_reports_a_delay() -> None:
    place = next(n for n, story in enumerate(OPENING) if story.plot is Plot.DELAYED)

    def estimate(seconds: float) -> tuple[bool, datetime | None]:
        playing = played(seconds)
        (parcel,) = playing.director.orders[place].parcels
        known = playing.simulator.book.find(parcel.carrier, parcel.number)
        assert known
        return Scan.LATE in {report.scan for report in known.reports}, known.estimate

    late, before = estimate(30)
    later, after = estimate(65)
    assert (late, later) == (False, True)
    assert before != after
