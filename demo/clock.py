"""Tell the story's time, which runs as fast as the viewer likes; it wakes nobody."""

import time
from collections.abc import Callable
from datetime import datetime

from runtime.clock import utc_now

FASTEST = 1000.0


class StoryClock:
    """Counts story seconds: real seconds times the speed, at whatever speed they passed.

    Stamps are always real moments: a parcel whose story is played ten times faster has its
    scans ten times closer together, not in the future.
    """

    def __init__(
        self,
        ticks: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        self._ticks = ticks
        self.now = now
        self._speed = 1.0
        self._told = 0.0
        self._since = ticks()

    @property
    def speed(self) -> float:
        """Return how many story seconds pass in a real one; 0 is a pause."""
        return self._speed

    def seconds(self) -> float:
        """Return the story seconds since the beginning."""
        return self._told + (self._ticks() - self._since) * self._speed

    def set_speed(self, speed: float) -> None:
        """Run on at another speed; raise ValueError unless it lies between 0 and FASTEST."""
        if not 0 <= speed <= FASTEST:
            raise ValueError(f"the speed must be from 0 to {FASTEST:g}")
        self._told, self._since = self.seconds(), self._ticks()
        self._speed = speed
