"""One worker's shift at sending letters: what is under way, and who may be given more.

It sends nothing, and asks no database.
"""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Future, wait
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from domain.ports import Clock
from storage.message_claims import Share
from storage.message_lanes import Lane


@dataclass(frozen=True, slots=True)
class Crew:
    """How much a process has under way at once: in all, through one sender, and of one shop there.

    A sender has one, and the rest as long as its last was quick: so it takes very many stuck ones
    to keep the others waiting.
    """

    threads: int = 12
    per_sender: int = 4
    per_shop: int = 3
    quick: timedelta = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class _Begun:
    lane: Lane
    at: datetime


@dataclass(slots=True)
class Shift:
    """What a crew has under way, where it was taken from, and which senders have been quick."""

    crew: Crew
    under_way: dict[Future[None], _Begun] = field(default_factory=dict)
    _quick: set[str] = field(default_factory=set)
    _last: frozenset[Future[None]] | None = None

    @property
    def room(self) -> int:
        """Return how many bundles may be begun; none once all that was to be waited for is done."""
        if self._last is not None and not self._last & self.under_way.keys():
            return 0
        return self.crew.threads - len(self.under_way)

    def begin(self, sending: Future[None], lane: Lane, now: datetime) -> None:
        """Note that a bundle of a lane is being sent."""
        self.under_way[sending] = _Begun(lane, now)

    def end_soon(self) -> None:
        """Wait for what is under way, and give those who send it no more; serve others till then.

        Said again, it changes nothing.
        """
        if self._last is None:
            self._last = frozenset(self.under_way)

    def busy(self) -> list[str]:
        """Name the senders that have all they may have."""
        return [name for name, count in self._by_sender().items() if count >= self._most(name)]

    def shares(self, lanes: Sequence[Lane], room: int) -> Sequence[Share]:
        """Share room out: to each lane the same, as far as its sender may have it."""
        by_lane = Counter(begun.lane for begun in self.under_way.values())
        by_sender = self._by_sender()
        shared: Counter[Lane] = Counter()
        while shared.total() < room:
            before = shared.total()
            for lane in lanes:
                allowed = by_sender[lane.sender] < self._most(lane.sender)
                if shared.total() < room and allowed and by_lane[lane] < self.crew.per_shop:
                    shared[lane] += 1
                    by_lane[lane] += 1
                    by_sender[lane.sender] += 1
            if shared.total() == before:
                break
        return [Share(lane, bundles) for lane, bundles in shared.items()]

    def see_what_is_done(self, patience: float, clock: Clock) -> None:
        """Let go of what is done within so many seconds, and fail as it has failed."""
        done, _ = wait(self.under_way, patience, FIRST_COMPLETED)
        now = clock()
        for sending in done:
            begun = self.under_way.pop(sending)
            if now - begun.at < self.crew.quick:
                self._quick.add(begun.lane.sender)
            else:
                self._quick.discard(begun.lane.sender)
            sending.result()

    def _by_sender(self) -> Counter[str]:
        return Counter(begun.lane.sender for begun in self.under_way.values())

    def _most(self, sender: str) -> int:
        waited_for = self._last & self.under_way.keys() if self._last else ()
        if sender in {self.under_way[sending].lane.sender for sending in waited_for}:
            return 0
        return self.crew.per_sender if sender in self._quick else 1
