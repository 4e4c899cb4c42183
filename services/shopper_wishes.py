"""Open what a shopper wants of a shop's messages by the link in a mail, and change it.

Whoever holds the link may: it went to the address it is about, and the page names nobody.
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from domain.brand import Brand
from domain.errors import BadTokenError, ChangedMeanwhileError, FrammeError, TooManyAttemptsError
from domain.kinds import ChannelKey, Kind
from domain.order import Order
from domain.preferences import ShopperPreferences
from domain.shop import Shop
from domain.shop_task import ShopTask
from services.announce import identity_of
from services.privacy_requests import forget_by_email
from services.shopper_links import Linked, Purpose, behind, meant_for
from services.wiring import Wiring
from storage.brands import brand_of
from storage.order_reading import read_order
from storage.push_subscriptions import endpoints_of
from storage.second_recipients import SecondRecipient, name_second, second_recipient_of
from storage.settings import notification_settings
from storage.shop_tasks import ask_for
from storage.shopper_preferences import KeptWishes, keep_wishes, kept_wishes, switch_channel
from storage.shops import shop_by_id
from storage.suppressions import is_suppressed, lift


class AskedTooOftenError(FrammeError):
    """A second address was named too often: by this shopper, or by anybody."""


class UnwantedError(FrammeError):
    """Nothing may be sent to the second address that was named."""


@dataclass(frozen=True, slots=True)
class ShopperView:
    """How a shopper's wishes stand, and what they may choose among.

    `address` is where their mails go. `sends` are the kinds the shop sends at all, by the channels
    it uses for them; `phone` is empty where the shopper has none. `suppressed` are the channels on
    which an address of theirs no longer takes anything. `endpoints` are the browsers subscribed.
    """

    shop: Shop
    brand: Brand
    order: Order
    address: str
    phone: str
    kept: KeptWishes
    sends: Mapping[Kind, frozenset[ChannelKey]]
    suppressed: frozenset[ChannelKey]
    endpoints: tuple[str, ...]

    @property
    def wishes(self) -> ShopperPreferences:
        """Return what they want now."""
        return self.kept.wishes

    @property
    def mails_on(self) -> bool:
        """Tell whether they get mails."""
        return ChannelKey.EMAIL not in self.wishes.channels_off | self.suppressed


@dataclass(frozen=True, slots=True)
class SecondView:
    """What the second recipient of a shopper's messages sees; None once they have left."""

    shop: Shop
    brand: Brand
    recipient: SecondRecipient | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a shopper has chosen, upon `wishes.version`; its `also_to` is left out.

    `also_to` is a second address to be asked, empty for none. `ask_again` asks the one named
    before once more, `drop_second` forgets it.
    """

    wishes: ShopperPreferences
    also_to: str = ""
    ask_again: bool = False
    drop_second: bool = False


def open_wishes(wiring: Wiring, token: str) -> ShopperView | SecondView:
    """Return what a link in a mail opens; raise BadTokenError when it opens nothing any more."""
    linked = behind(wiring, Purpose.PREFERENCES, token)
    with wiring.sessions() as session:
        order = read_order(session, linked.shop_id, linked.subject_id)
        if order is None:
            raise BadTokenError("the order is gone")
        if linked.second:
            return _second_view(session, wiring, linked, order)
        address = order.contact.email.strip().lower()
        if not address or not meant_for(wiring, linked, address):
            raise BadTokenError("the order has another address now")
        return _shopper_view(session, wiring, order, address)


def save_wishes(wiring: Wiring, view: ShopperView, wanted: Wanted) -> None:
    """Keep what a shopper has chosen, and have a new second address asked.

    Raises ChangedMeanwhileError, AskedTooOftenError, UnwantedError, TooManyAttemptsError and
    OverloadedError; nothing has been kept then.
    """
    shop_id = view.shop.id
    wiring.limiter.hit("save-wishes", f"{shop_id}:{view.order.id}")
    to_ask = wanted.also_to or (view.kept.asking if wanted.ask_again else "")
    if to_ask:
        _may_be_asked(wiring, view, to_ask)
    with wiring.sessions.begin() as session:
        if not keep_wishes(session, shop_id, view.address, wanted.wishes):
            raise ChangedMeanwhileError("a shopper's wishes")
        if to_ask:
            name_second(session, shop_id, view.address, to_ask)
            ask_for(session, shop_id, [ShopTask.ASK_SECOND_RECIPIENTS], wiring.clock())
        elif wanted.drop_second:
            name_second(session, shop_id, view.address, "")
        if ChannelKey.EMAIL not in wanted.wishes.channels_off:
            lift(session, shop_id, ChannelKey.EMAIL, view.address)


def switch_mails(wiring: Wiring, view: ShopperView, *, on: bool) -> None:
    """Send a shopper no more mails, or mails again, whatever else they have chosen."""
    with wiring.sessions.begin() as session:
        switch_channel(session, view.shop.id, view.address, ChannelKey.EMAIL, on=on)
        if on:
            lift(session, view.shop.id, ChannelKey.EMAIL, view.address)


def erase_me(wiring: Wiring, view: ShopperView) -> None:
    """Have everything forgotten that is kept of a shopper's address in the shop, within minutes.

    Only of the address that the link went to: the other names an order bears were typed in.
    Raises TooManyAttemptsError and OverloadedError.
    """
    wiring.limiter.hit("erase-shopper", f"{view.shop.id}:{view.order.id}")
    forget_by_email(wiring, view.shop.id, view.address)


def _shopper_view(session: Session, wiring: Wiring, order: Order, address: str) -> ShopperView:
    shop_id = order.shop_id
    phone = wiring.phone(order.contact.phone, order.address.country)
    reached = {ChannelKey.EMAIL: address, ChannelKey.SMS: phone}
    settings = notification_settings(session, shop_id)
    return ShopperView(
        shop=shop_by_id(session, shop_id),
        brand=brand_of(session, shop_id),
        order=order,
        address=address,
        phone=phone,
        kept=kept_wishes(session, shop_id, address),
        sends={kind: on for kind in Kind if (on := settings.channels_of(kind))},
        suppressed=frozenset(
            channel
            for channel, at in reached.items()
            if at and is_suppressed(session, shop_id, channel, at)
        ),
        endpoints=endpoints_of(session, shop_id, order.id),
    )


def _second_view(session: Session, wiring: Wiring, linked: Linked, order: Order) -> SecondView:
    shop = shop_by_id(session, linked.shop_id)
    found = second_recipient_of(session, shop.id, identity_of(wiring, order))
    theirs = found is not None and found.agreed and meant_for(wiring, linked, found.address)
    return SecondView(shop, brand_of(session, shop.id), found if theirs else None)


def _may_be_asked(wiring: Wiring, view: ShopperView, address: str) -> None:
    """See that nobody is written to who does not want it, nor often: no flood through us."""
    with wiring.sessions() as session:
        if is_suppressed(session, view.shop.id, ChannelKey.EMAIL, address):
            raise UnwantedError("nothing is sent to that address any more")
    theirs = hmac.digest(wiring.link_keys[0], address.lower().encode(), hashlib.sha256).hex()
    try:
        wiring.limiter.hit("ask-second-by-order", f"{view.shop.id}:{view.order.id}")
        wiring.limiter.hit("ask-second-of-address", theirs)
    except TooManyAttemptsError as error:
        raise AskedTooOftenError("asked often enough today") from error
