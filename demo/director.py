"""Play the stories: let the shops act and the carriers scan when the clock says so; sends nothing.

One step at a time and at most AT_MOST orders, so that a demo left running comes to rest.
"""

import asyncio
from heapq import heappop, heappush
from itertools import count

from demo.orders import OrderBook
from demo.shopkeeping import Shopkeeper, Stage
from demo.stories import OPENING, Beat, ShopAct, Story, later_story

AT_MOST = 40
TICK = 0.1
_OPENING_GAP, _LATER_GAP = 1 / 30, 1 / 3
"""Parts of the pace between two orders: the opening comes at once, so to speak."""
_EAGER_TEMPO = 0.6
_EAGER = 2
"""The first stories are quicker, so that something arrives before a newcomer gets bored."""


class Director:
    """Plays the opening, then further orders; `pace` is a typical story's length in seconds."""

    def __init__(self, stage: Stage, pace: float) -> None:
        self.keeper = Shopkeeper(stage, pace)
        self._stage = stage
        self._pace = pace
        self._tie = count()
        self._due: list[tuple[float, int, int, Story, Beat]] = []

    @property
    def orders(self) -> OrderBook:
        """Return the orders so far."""
        return self._stage.orders

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
            self._play(place, story, beat)

    def _play(self, place: int, story: Story, beat: Beat) -> None:
        if beat.what is ShopAct.PLACED:
            self.keeper.place(place, story)
        elif isinstance(beat.what, ShopAct):
            self.keeper.act(self.orders[place], beat.what, beat.parcel)
        else:
            self.keeper.scan(self.orders[place], beat.what, beat.parcel)
