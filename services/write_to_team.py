"""Send those of a shop's team who wait for one a link into the settings."""

from datetime import timedelta

from domain.errors import ProviderError
from domain.shop import Shop
from domain.shop_task import Again
from messages.language import language_for
from messages.merchant_mail import entry_mail, invitation_mail
from messages.render import Rendered
from services.merchant_entry import LINK_LASTS, new_link
from services.wiring import Wiring
from services.write_to_merchant import write_mail
from storage.entry_links import forget_links_of
from storage.members import Letter, Member, members_to_write_to, note_letter
from storage.shops import shop_by_id

INVITATION_LASTS = timedelta(days=7)


def write_to_team(wiring: Wiring, shop_id: int) -> Again | None:
    """Send every mail that waits; a link sent earlier is good no more.

    One that can never arrive is noted with the reason. Raises ProviderError for one that may.
    """
    failures: list[ProviderError] = []
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        waiting = members_to_write_to(session, shop_id)
    for member in waiting:
        try:
            reason = _write(wiring, shop, member)
        except ProviderError as error:
            failures.append(error)
            continue
        with wiring.sessions.begin() as session:
            note_letter(session, shop_id, member.id, reason)
    if failures:
        raise failures[0]
    return None


def _write(wiring: Wiring, shop: Shop, member: Member) -> str:
    """Send one mail; return why it can never arrive, or nothing."""
    invited = member.letter is Letter.INVITATION
    lasts = INVITATION_LASTS if invited else LINK_LASTS
    with wiring.sessions.begin() as session:
        forget_links_of(session, shop.id, member.id)
        token = new_link(session, wiring, shop.id, lasts, member.id)
    words = _words(shop, f"{wiring.public_url}/settings/join/{token}", invited=invited)
    try:
        write_mail(wiring, member.email, shop.locale, words, f"team:{member.id}:{token}")
    except ProviderError as error:
        if not error.permanent:
            raise
        return error.reason
    return ""


def _words(shop: Shop, page: str, *, invited: bool) -> Rendered:
    language, name = language_for(shop.locale), shop.name or shop.domain
    if invited:
        return invitation_mail(language, name, page, INVITATION_LASTS.days)
    return entry_mail(language, name, page, int(LINK_LASTS.total_seconds() // 60))
