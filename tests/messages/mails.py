"""Messages rendered for tests, and a reader of their HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from domain.brand import Brand
from domain.kinds import RULES, Kind, Subject
from domain.order import Money, Order
from domain.shipment import Shipment
from domain.shop import PlatformKey, Shop
from domain.status import Status, SubStatus
from domain.tracking import DeliveryWindow, PickupPoint, TrackingState
from messages.language import language
from messages.render import Rendered, render_mail
from messages.story import MessageLinks, MessageStory, Voucher, Writing
from tests.fakes import NOON, a_shipment, an_order

ZONE = ZoneInfo("Europe/Stockholm")
PAGE = "https://track.example.com/t/AAAAAAAAAAEJYc0aZ3ZQ1Y0V3Q2d1w_-"
SHORT_PAGE = "https://t.example.com/t/AAAAEJYc0aZ3ZQ1Y"
"""An address of 40 characters."""
PREFERENCES = "https://track.example.com/p/AAAAAAAAAAEJYc0a"
LINKS = MessageLinks(PAGE, PREFERENCES, f"{PREFERENCES}/unsubscribe")
SHOP = Shop(
    id=1,
    platform=PlatformKey.SHOPIFY,
    domain="lamps.myshopify.com",
    name="Lamps & Co",
    locale="en",
    time_zone="Europe/Stockholm",
    contact_email="help@lamps.example",
    contact_url="https://lamps.example/contact",
    currency="SEK",
)
LABELS = {"testpost": "TestPost"}
TOMORROW = DeliveryWindow(NOON + timedelta(hours=21), NOON + timedelta(hours=25))
TODAY = DeliveryWindow(NOON + timedelta(hours=1), NOON + timedelta(hours=3))
KIOSK = PickupPoint("Kiosk 9", "Bergsgatan 20", "214 22", "Malmö", ("Mon 08-21", "Sun 10-18"))
VOUCHER = Voucher("SORRY-7KQ2", Money(Decimal(50), "SEK"), NOON + timedelta(days=60))


@dataclass(frozen=True, slots=True)
class Stands:
    """Where the parcel is that a kind of message is about."""

    status: Status
    detail: SubStatus | None = None
    estimate: DeliveryWindow | None = None
    pickup_point: PickupPoint | None = None
    delayed: bool = False


STANDS: Mapping[Kind, Stands] = {
    Kind.SHIPPED: Stands(Status.IN_TRANSIT),
    Kind.PARTLY_SHIPPED: Stands(Status.IN_TRANSIT),
    Kind.IN_TRANSIT: Stands(Status.IN_TRANSIT),
    Kind.CUSTOMS: Stands(Status.IN_TRANSIT, SubStatus.CUSTOMS_STARTED),
    Kind.NEW_DATE: Stands(Status.IN_TRANSIT, estimate=TOMORROW),
    Kind.DELAYED: Stands(Status.IN_TRANSIT, delayed=True),
    Kind.ARRIVING_TOMORROW: Stands(Status.IN_TRANSIT, estimate=TOMORROW),
    Kind.OUT_FOR_DELIVERY: Stands(Status.OUT_FOR_DELIVERY, estimate=TODAY),
    Kind.ATTEMPT_FAILED: Stands(Status.ATTEMPT_FAILED, SubStatus.NOT_HOME),
    Kind.ACTION_REQUIRED: Stands(Status.EXCEPTION, SubStatus.PAYMENT_DUE),
    Kind.READY_FOR_PICKUP: Stands(Status.AVAILABLE_FOR_PICKUP, pickup_point=KIOSK),
    Kind.PICKUP_REMINDER: Stands(Status.AVAILABLE_FOR_PICKUP, pickup_point=KIOSK),
    Kind.DELIVERED: Stands(Status.DELIVERED),
    Kind.DELIVERED_ELSEWHERE: Stands(Status.DELIVERED, SubStatus.NEIGHBOUR),
    Kind.ALL_DELIVERED: Stands(Status.DELIVERED),
    Kind.RETURNING: Stands(Status.RETURNING),
    Kind.RETURNED: Stands(Status.RETURNED),
    Kind.DELAY_VOUCHER: Stands(Status.IN_TRANSIT, delayed=True),
    Kind.REVIEW_ASK: Stands(Status.DELIVERED),
}
"""By kind; the others come before there is a parcel."""


def parcel(kind: Kind, **changes: object) -> Shipment:
    """Return the parcel that a kind of message is about."""
    stands = STANDS[kind]
    usual: dict[str, object] = {
        "state": TrackingState(
            stands.status, stands.detail, delayed=stands.delayed, since=NOON - timedelta(hours=1)
        ),
        "estimate": stands.estimate,
        "pickup_point": stands.pickup_point,
    }
    return a_shipment(stands.status, **{**usual, **changes})


def story(kind: Kind, **changes: object) -> MessageStory:
    """Return what happened when a message of a kind is sent; `changes` are the order's."""
    parcels = (parcel(kind),) if kind in STANDS else ()
    return told(kind, an_order(*parcels, **changes))


def told(kind: Kind, order: Order) -> MessageStory:
    """Return a story about all parcels of an order."""
    shipments = order.shipments if RULES[kind].about is Subject.PARCEL else ()
    voucher = VOUCHER if kind is Kind.DELAY_VOUCHER else None
    return MessageStory(SHOP, order, shipments, LABELS, voucher)


def about(shipment: Shipment, *others: Shipment) -> MessageStory:
    """Return a story about one parcel of an order that may have others."""
    return MessageStory(SHOP, an_order(shipment, *others), (shipment,), LABELS)


def writing(code: str = "en", **changes: object) -> Writing:
    """Return for whom a message is written."""
    plain = Writing(language(code), NOON, ZONE, Brand(), LINKS)
    return replace(plain, **changes)  # type: ignore[arg-type]


def rendered(
    kind: Kind, tells: MessageStory | None = None, code: str = "en", **changes: object
) -> Rendered:
    """Render a mail; `changes` are those of its writing."""
    return render_mail(kind, tells or story(kind), writing(code, **changes))


class Page(HTMLParser):
    """What a mail's HTML holds: its elements with attributes, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.pieces: list[str] = []
        self.scripts: list[str] = []
        self._skipping = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._skipping += tag in {"style", "title", "script"}

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in {"style", "title", "script"}

    def handle_data(self, data: str) -> None:
        if self._skipping and self.elements[-1][0] == "script":
            self.scripts.append(data)
        if not self._skipping:
            self.words += data
            self.pieces.append(data.strip())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]

    @property
    def links(self) -> list[str]:
        """Return where it leads, in order."""
        return [link["href"] or "" for link in self.all("a")]
