"""Play the stories: let the shops act and the carriers scan when the clock says so; sends nothing.

One step at a time and at most AT_MOST orders, so that a demo left running comes to rest.
"""

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Protocol

from demo.carriers.book import Book, Consignment, Report
from demo.cast import TRICKSTER
from demo.clock import StoryClock
from demo.numbers import Numbers
from demo.orders import Order, Parcel, after, place_order
from demo.stories import OPENING, Beat, Platform, Scan, ShopAct, Story, later_story

log = logging.getLogger(__name__)

AT_MOST = 40
TICK = 0.1
_OPENING_GAP, _LATER_GAP = 1 / 30, 1 / 3
"""Parts of the pace between two orders: the opening comes at once, so to speak."""
_EAGER_TEMPO = 0.6
_EAGER = 2
"""The first stories are quicker, so that something arrives before a newcomer gets bored."""

_AT_ORIGIN = frozenset({Scan.ANNOUNCED, Scan.COLLECTED, Scan.DEPARTED, Scan.BACK})
_ON_THE_WAY = frozenset({Scan.ARRIVED, Scan.LATE, Scan.DAMAGED, Scan.GOING_BACK})
ORIGIN, HUB = "Borås", "Jönköping"
_SCRIPT_IN_A_SCAN = 'Arrived at <script>alert("scan")</script> <b>terminal</b>'


class Shop(Protocol):
    """A shop that can be told what was done with an order."""

    def open(self) -> None:
        """Begin."""
        ...

    def tell(self, order: Order, act: ShopAct) -> None:
        """Let the product know, as the platform would."""
        ...


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything the director moves about."""

    clock: StoryClock
    shops: Mapping[Platform, Shop]
    book: Book
    numbers: Numbers
    chance: Random


class Director:
    """Plays the opening, then further orders; `pace` is a typical story's length in seconds."""

    def __init__(self, stage: Stage, pace: float) -> None:
        self.orders: dict[int, Order] = {}
        self._stage = stage
        self._pace = pace
        self._tie = count()
        self._due: list[tuple[float, int, int, Story, Beat]] = []

    async def play(self) -> None:
        """Play until cancelled."""
        for shop in self._stage.shops.values():
            shop.open()
        self.begin()
        while True:
            self.catch_up()
            await asyncio.sleep(TICK)

    def begin(self) -> None:
        """Put every story of this run on the calendar."""
        begins = self._stage.clock.seconds()
        for place in range(AT_MOST):
            opening = place < len(OPENING)
            story = OPENING[place] if opening else later_story(self._stage.chance)
            tempo = _EAGER_TEMPO if place < _EAGER else self._stage.chance.uniform(0.8, 1.2)
            for beat in story.beats:
                due = begins + beat.at / 100 * tempo * self._pace
                heappush(self._due, (due, next(self._tie), place, story, beat))
            begins += self._pace * (_OPENING_GAP if opening else _LATER_GAP)

    def catch_up(self) -> None:
        """Let everything happen that is due by now, in order."""
        while self._due and self._due[0][0] <= self._stage.clock.seconds():
            _, _, place, story, beat = heappop(self._due)
            if isinstance(beat.what, ShopAct):
                self._act(place, story, beat.what, beat.parcel)
            else:
                self._scan(self.orders[place], beat.what, beat.parcel)

    def _act(self, place: int, story: Story, act: ShopAct, parcel: int) -> None:
        stage, now = self._stage, self._stage.clock.now()
        if act is ShopAct.PLACED:
            order = place_order(place, story, stage.numbers, now)
        else:
            order = after(self.orders[place], act, parcel, stage.numbers, now)
        self.orders[place] = order
        if act is ShopAct.SHIPPED:
            self._hand_over(order, order.parcels[-1])
        log.info("%s %s", order.number, act)
        stage.shops[story.platform].tell(order, act)

    def _hand_over(self, order: Order, parcel: Parcel) -> None:
        if not parcel.number:
            return
        shopper = order.story.shopper
        self._stage.book.add(
            Consignment(
                carrier=parcel.carrier,
                number=parcel.number,
                city=shopper.city,
                country=shopper.country,
                postal_code=shopper.postal_code,
                estimate=self._stage.clock.now() + timedelta(seconds=self._pace),
                point=f"{shopper.city} corner shop",
            )
        )

    def _scan(self, order: Order, scan: Scan, place: int) -> None:
        book, now = self._stage.book, self._stage.clock.now()
        parcel = next(sent for sent in order.parcels if sent.place == place)
        if scan is Scan.LATE:
            book.expect(parcel.carrier, parcel.number, now + timedelta(seconds=self._pace))
        city, country = _where(order, scan)
        report = Report(scan, now, city, country)
        if order.story.shopper is TRICKSTER and scan is Scan.ARRIVED:
            report = replace(report, text=_SCRIPT_IN_A_SCAN)
        book.scan_now(parcel.carrier, parcel.number, report)


def _where(order: Order, scan: Scan) -> tuple[str, str]:
    if scan in _AT_ORIGIN:
        return ORIGIN, "SE"
    if scan in _ON_THE_WAY:
        return HUB, "SE"
    return order.story.shopper.city, order.story.shopper.country
