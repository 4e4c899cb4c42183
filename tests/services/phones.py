"""Phones and browsers for tests: what is sent to them is kept, and a parcel they hear of."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import update

from domain.channels import Outgoing
from domain.errors import ProviderError
from domain.kinds import ChannelKey, Kind
from domain.status import Status
from services.wiring import Wiring
from storage.shipments import ShipmentRow
from tests.services.due_messages import choose, plan
from tests.storage.told import ship, write

PHONE = "+46700000000"


@dataclass
class Phone:
    """A provider that keeps what it is given, or fails as told, before or after the hand-over."""

    key: ChannelKey = ChannelKey.SMS
    sent: list[Outgoing] = field(default_factory=list)
    failures: list[ProviderError] = field(default_factory=list)
    has_it_already: bool = False

    def send(self, message: Outgoing, handing_over: Callable[[], None]) -> str:
        if self.has_it_already:
            handing_over()
        if self.failures:
            raise self.failures.pop(0)
        if not self.has_it_already:
            handing_over()
        self.sent.append(message)
        return "SM1"


def with_phone(wiring: Wiring, phone: Phone) -> Wiring:
    """Return the wiring of an installation whose texts and pushes go to this phone."""
    return replace(wiring, channels={ChannelKey.SMS: phone, ChannelKey.PUSH: phone})


def a_parcel(wiring: Wiring, shop_id: int) -> tuple[int, int]:
    """Return an order and its parcel, out for delivery, in a shop that texts and pushes that."""
    order_id = write(wiring, shop_id, locale="en")
    id_ = ship(wiring, shop_id, order_id)
    set_status(wiring, Status.OUT_FOR_DELIVERY)
    for kind in (Kind.OUT_FOR_DELIVERY, Kind.IN_TRANSIT):
        choose(wiring, shop_id, kind, ChannelKey.SMS, ChannelKey.PUSH)
    return order_id, id_


def set_status(wiring: Wiring, status: Status) -> None:
    with wiring.sessions.begin() as session:
        session.execute(update(ShipmentRow).values(status=status))


def text_to(wiring: Wiring, shop_id: int, kind: Kind, parcel: tuple[int, int], **more: Any) -> None:
    sms = {"channel": ChannelKey.SMS, "recipient": PHONE, **more}
    plan(wiring, shop_id, kind, *parcel, **sms)
