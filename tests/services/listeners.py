"""Listeners to events for tests: scripted answers, and orders that make news."""

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.events import Answer, Destination, Event, Target, Verdict
from services.endpoint_secrets import new_secret, seal_secret
from services.wiring import Wiring
from storage.event_deliveries import EventDeliveryRow
from storage.event_endpoints import EventEndpointRow, NewEndpoint, add_endpoint

TAKEN = Answer(Verdict.TAKEN, 200)
BROKEN = Answer(Verdict.AGAIN, 500, "HTTP 500")
SILENT = Answer(Verdict.AGAIN, reason="no answer in time")


@dataclass
class ScriptedListener:
    """Answers what is scripted for an address, and by default takes everything."""

    answers: dict[str, Answer | Callable[[], Answer]] = field(default_factory=dict)
    told: list[tuple[Destination, Event]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def accepts(self, url: str) -> bool:
        return url.startswith("https://")

    def tell(self, to: Destination, event: Event, now: datetime) -> Answer:
        with self.lock:
            self.told.append((to, event))
        answer = self.answers.get(to.url, TAKEN)
        return answer() if callable(answer) else answer

    @property
    def types(self) -> list[str]:
        return [event.type for _, event in self.told]

    @property
    def ids(self) -> list[str]:
        return [event.id for _, event in self.told]


def listening(wiring: Wiring) -> tuple[Wiring, ScriptedListener]:
    """Return a wiring whose endpoints of both kinds are told by one scripted listener."""
    listener = ScriptedListener()
    return replace(wiring, listeners=dict.fromkeys(Target, listener)), listener


def endpoint(
    wiring: Wiring,
    shop_id: int,
    url: str = "https://in.example/events",
    target: Target = Target.WEBHOOK,
    kinds: Sequence[str] = (),
) -> int:
    """Add an endpoint to a shop, with a secret of its own."""
    new = NewEndpoint(target, url, seal_secret(wiring, new_secret()), kinds)
    with wiring.sessions.begin() as session:
        return add_endpoint(session, shop_id, new, wiring.clock())


def deliveries(wiring: Wiring) -> Sequence[EventDeliveryRow]:
    with wiring.sessions() as session:
        return session.scalars(select(EventDeliveryRow).order_by(EventDeliveryRow.id)).all()


def endpoints(wiring: Wiring) -> Sequence[EventEndpointRow]:
    with wiring.sessions() as session:
        return session.scalars(select(EventEndpointRow).order_by(EventEndpointRow.id)).all()


def read(body: bytes) -> Mapping[str, Any]:
    decoded: Mapping[str, Any] = json.loads(body)
    return decoded
