"""Make the pretend carriers fail as real ones do, on request or now and then; fixes nothing."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random

from aiohttp import web

AT_MOST_ASKED = 100_000


class Fault(StrEnum):
    """A way in which a carrier's interface fails."""

    TOO_MANY = "429"
    OUTAGE = "503"
    SLOW = "slow"
    EMPTY = "empty"


_OUTAGE = (
    "<!DOCTYPE html><html><head><title>503 Service Unavailable</title></head>"
    "<body><h1>Service Unavailable</h1><p>Please try again later.</p></body></html>"
)


@dataclass(slots=True)
class Faults:
    """What will go wrong: first what was asked for, then a seeded `share` of all calls."""

    chance: Random
    share: float = 0.0
    pause: float = 2.0
    """Seconds a caller is asked to wait by a 429."""
    slow: float = 25.0
    """Seconds a slow answer takes."""
    latency: float = 0.0
    """Seconds every answer takes, as over a network."""
    _asked: dict[str, deque[Fault]] = field(default_factory=dict)

    def ask_for(self, carrier: str, fault: Fault, count: int) -> None:
        """Let the next calls of a carrier fail in some way; 0 takes every such wish back."""
        if not 0 <= count <= AT_MOST_ASKED:
            raise ValueError(f"count must be from 0 to {AT_MOST_ASKED}")
        if count == 0:
            self._asked.pop(carrier, None)
        else:
            self._asked.setdefault(carrier, deque(maxlen=AT_MOST_ASKED)).extend([fault] * count)

    def next_for(self, carrier: str) -> Fault | None:
        """Return what goes wrong with this call, or None."""
        if asked := self._asked.get(carrier):
            return asked.popleft()
        if self.share and self.chance.random() < self.share:
            return self.chance.choice((Fault.TOO_MANY, Fault.OUTAGE))
        return None

    def answer(self, fault: Fault) -> web.Response:
        """Write the answer to a call that fails at once."""
        if fault is Fault.TOO_MANY:
            headers = {"Retry-After": f"{self.pause:.0f}"}
            return web.json_response(_TOO_MANY, status=429, headers=headers)
        if fault is Fault.OUTAGE:
            return web.Response(text=_OUTAGE, status=503, content_type="text/html")
        return web.Response(body=b"", content_type="application/json")


_TOO_MANY: Mapping[str, object] = {
    "status": 429,
    "title": "Too many requests",
    "detail": "Too many requests within defined time period, please try again later.",
}
