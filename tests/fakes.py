"""Hand-written stand-ins for the outside world, passed in where a test needs them."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from domain.carriers import KnownCarrier
from domain.errors import ProviderError
from domain.kinds import ChannelKey
from domain.order import Address, Contact, Item, Money, Order
from domain.ports import Message
from domain.shipment import Shipment
from domain.stage import Stage
from domain.status import Meaning, Status
from domain.tracking import (
    FailedLookup,
    Place,
    TrackedNumber,
    TrackingAnswer,
    TrackingEvent,
    TrackingReport,
    TrackingState,
    UnknownNumber,
)

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


class SteppingClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class TestOutbox:
    """A mail provider that keeps what it is given, or fails as told."""

    __test__ = False

    key: ChannelKey = ChannelKey.EMAIL
    sent: list[Message] = field(default_factory=list)
    failures: list[ProviderError] = field(default_factory=list)

    def send(self, message: Message, handing_over: Callable[[], None]) -> str:
        if self.failures:
            raise self.failures.pop(0)
        handing_over()
        self.sent.append(message)
        return "250 2.0.0 kept"


@dataclass
class ScriptedCarrier:
    """A carrier that answers what a test has scripted; other numbers are unknown to it."""

    key: str = "testpost"
    label: str = "TestPost"
    names: Sequence[str] = ("testpost",)
    reports: dict[str, TrackingReport] = field(default_factory=dict)
    failing: ProviderError | None = None
    kept_back: bool = False
    asked: list[TrackedNumber] = field(default_factory=list)

    def answer(self, asked: TrackedNumber) -> TrackingAnswer:
        self.asked.append(asked)
        if self.failing:
            return FailedLookup(asked.number, self.failing, asked=not self.kept_back)
        return self.reports.get(asked.number, UnknownNumber(asked.number))

    def known(self) -> KnownCarrier:
        return KnownCarrier(
            self.key,
            self.label,
            tuple(self.names),
            link=f"https://{self.key}.example/{{site}}/{{number}}",
            sites={"sv": "sv", "de": "de", "*": "en"},
        )

    def report(self, number: str, *events: TrackingEvent, **more: object) -> None:
        """Script the answer for a number."""
        fingerprint = json.dumps([event.key for event in events])
        self.reports[number] = TrackingReport(
            number,
            events,
            fingerprint=fingerprint,
            **more,  # type: ignore[arg-type]
        )


def scan(
    status: Status | None,
    at: datetime = NOON,
    *,
    code: str = "",
    city: str = "Malmö",
    text: str = "",
    **meaning: object,
) -> TrackingEvent:
    """Return one event that means a status."""
    return TrackingEvent(
        occurred_at=at,
        raw_code=code or f"code-{status}",
        raw_text=text or f"raw text of {status}",
        meaning=Meaning(status, **meaning),  # type: ignore[arg-type]
        place=Place(city, "SE"),
    )


def a_shipment(status: Status = Status.PENDING, **changes: object) -> Shipment:
    """Return a shipment at a status, one day after it was shipped."""
    values: dict[str, object] = {
        "id": 1,
        "order_id": 1,
        "carrier": "testpost",
        "carrier_text": "TestPost",
        "tracking_number": "TP123456789SE",
        "tracking_url": "",
        "shipped_at": NOON - timedelta(days=1),
        "state": TrackingState(status=status, since=NOON - timedelta(hours=1)),
        "checked_at": NOON,
    }
    return Shipment(**{**values, **changes})  # type: ignore[arg-type]


def an_order(*shipments: Shipment, **changes: object) -> Order:
    """Return an order of two lines with the shipments given."""
    currency = "SEK"
    values: dict[str, object] = {
        "id": 1,
        "shop_id": 1,
        "platform_id": "5001",
        "number": "#1042",
        "placed_at": NOON - timedelta(hours=30),
        "stage": Stage.HANDED_TO_COURIER if shipments else Stage.RECEIVED,
        "contact": Contact("Alva", "alva@example.com", ""),
        "address": Address("Alva", "Storgatan 1", "", "211 34", "Malmö", "", "SE"),
        "locale": "en",
        "items": (
            Item("71", "Lamp", 2, "Green", "L-G", unit_price=Money(Decimal("249.00"), currency)),
            Item("72", "Shade", 1, unit_price=Money(Decimal("99.00"), currency)),
        ),
        "shipments": shipments,
    }
    return Order(**{**values, **changes})  # type: ignore[arg-type]
