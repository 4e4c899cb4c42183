"""What a message is made from: whose news it is, and for whom it is written; it decides no word."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo

from domain.brand import Brand
from domain.order import Money, Order
from domain.shipment import Shipment
from domain.shop import Shop
from domain.tracking import DeliveryWindow
from messages.language import Language


@dataclass(frozen=True, slots=True)
class Voucher:
    """What a shop gives for a wait: `code` is good until `ends_at`."""

    code: str
    worth: Money
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class MessageStory:
    """What a message is about.

    `shipments` is empty when it is about the whole order; several are told of together.
    `carrier_labels` are by carrier key. `about` tells apart what may happen more than once.
    `estimate_before` is what was expected before it changed, where that is known.
    """

    shop: Shop
    order: Order
    shipments: tuple[Shipment, ...]
    carrier_labels: Mapping[str, str]
    voucher: Voucher | None = None
    about: str = ""
    estimate_before: DeliveryWindow | None = None


@dataclass(frozen=True, slots=True)
class MessageLinks:
    """Where a message leads; empty for what it does not have.

    `page` is the order's page; in a digest `pages` are those of its orders, by id. `pixel` is the
    image that counts that a mail was opened.
    """

    page: str
    preferences: str = ""
    unsubscribe: str = ""
    pixel: str = ""
    pages: Mapping[int, str] = field(default_factory=dict)

    def page_of(self, order: Order) -> str:
        """Return the page of an order."""
        return self.pages.get(order.id, self.page)


@dataclass(frozen=True, slots=True)
class Writing:
    """For whom and how a message is written; times are told in `zone`.

    `texts` are the merchant's own, in Liquid, by part; a part that is missing or empty is ours.
    With `markup` a mail says in JSON-LD what is delivered where, for mail programs to show.
    """

    language: Language
    now: datetime
    zone: tzinfo
    brand: Brand
    links: MessageLinks
    texts: Mapping[str, str] | None = None
    markup: bool = False
