"""Ask a second recipient before anything is sent to them, and let them go whenever they like."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.brand import Brand
from domain.errors import BadTokenError, ProviderError
from domain.kinds import ChannelKey
from domain.shop import Shop
from domain.shop_task import Again
from messages.language import language_for
from messages.shopper_mail import second_recipient_mail
from services.shopper_links import Purpose, agree_address, behind, meant_for
from services.wiring import Wiring
from services.write_to_shopper import write_to_shopper
from storage.brands import brand_of
from storage.second_recipients import (
    SecondRecipient,
    drop_second,
    forget_unanswered,
    note_agreed,
    note_asked,
    second_recipient,
    still_to_ask,
)
from storage.shops import shop_by_id

GOOD_FOR = timedelta(days=30)
"""How long one may agree after having been asked."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Invitation:
    """What somebody is asked: to get the messages that a shop sends to a shopper."""

    shop: Shop
    brand: Brand
    invited: SecondRecipient

    @property
    def agreed(self) -> bool:
        """Tell whether they have said yes already."""
        return self.invited.agreed


def ask_second_recipients(wiring: Wiring, shop_id: int) -> Again | None:
    """Write to those of a shop who have been named and not asked, each once.

    One that cannot be reached now holds up no other: its ProviderError is raised at the end, and
    they are asked the next time.
    """
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        waiting = [] if shop.uninstalled_at else still_to_ask(session, shop_id)
    failures: list[ProviderError] = []
    for one in waiting:
        try:
            _ask(wiring, shop, one)
        except ProviderError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return None


def open_invitation(wiring: Wiring, token: str) -> Invitation:
    """Return what a link asks its reader; raise BadTokenError when it is over, or was never."""
    linked = behind(wiring, Purpose.AGREE, token)
    with wiring.sessions() as session:
        invited = second_recipient(session, linked.shop_id, linked.subject_id)
        if invited is None or not meant_for(wiring, linked, invited.address):
            raise BadTokenError("somebody else is named now, or nobody")
        if not invited.agreed and _over(invited, wiring.clock()):
            raise BadTokenError("it was asked too long ago")
        shop = shop_by_id(session, linked.shop_id)
        return Invitation(shop, brand_of(session, linked.shop_id), invited)


def agree(wiring: Wiring, invitation: Invitation) -> None:
    """Note that whoever was invited wants the messages; saying so twice changes nothing."""
    if invitation.agreed:
        return
    with wiring.sessions.begin() as session:
        note_agreed(session, invitation.shop.id, invitation.invited, wiring.clock())


def leave(wiring: Wiring, shop: Shop, one: SecondRecipient) -> None:
    """Send nothing more to a second recipient, and forget their address."""
    with wiring.sessions.begin() as session:
        drop_second(session, shop.id, one)


def forget_silent(wiring: Wiring) -> int:
    """Forget the addresses whose readers have not answered in time; return how many."""
    with wiring.sessions.begin() as session:
        return forget_unanswered(session, wiring.clock() - GOOD_FOR)


def _ask(wiring: Wiring, shop: Shop, one: SecondRecipient) -> None:
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        # Noted before it is sent: whoever is asked is asked once, whatever happens in between.
        if not note_asked(session, shop.id, one, now):
            return
    page = agree_address(wiring, shop.id, one.wishes_id, one.address)
    language = language_for(one.language, shop.locale)
    words = second_recipient_mail(language, shop.name, page, GOOD_FOR.days)
    occasion = f"second-recipient:{shop.id}:{one.wishes_id}:{now.isoformat()}"
    try:
        write_to_shopper(wiring, shop, one.address, words, occasion)
    except ProviderError as error:
        ids = {"shop": shop.id, "wishes": one.wishes_id, "channel": ChannelKey.EMAIL.value}
        log.warning("a second recipient could not be asked", extra=ids)
        if not error.permanent:
            with wiring.sessions.begin() as session:
                note_asked(session, shop.id, one, None)
            raise


def _over(invited: SecondRecipient, now: datetime) -> bool:
    return invited.asked_at is None or now > invited.asked_at + GOOD_FOR
