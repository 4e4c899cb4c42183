"""Tell a merchant that a carrier refuses their credentials; an operator reads it in the log."""

import logging

from sqlalchemy.orm import Session

from domain.shop_task import Again, ShopTask
from messages.language import language_for
from messages.merchant_mail import refused_account_mail
from services.wiring import Wiring
from services.write_to_merchant import write_to_merchant
from storage.carrier_accounts import KeptAccount, accounts_not_told_of, note_told_of
from storage.shop_tasks import ask_for
from storage.shops import shop_by_id

log = logging.getLogger(__name__)


def warn_of_refusal(session: Session, wiring: Wiring, kept: KeptAccount, reason: str) -> None:
    """Have the merchant told that an account was paused; nothing is sent here."""
    log.error("account %s with %s is paused: %s", kept.id, kept.provider, reason)
    if kept.shop_id is not None:
        ask_for(session, kept.shop_id, [ShopTask.TELL_MERCHANT], wiring.clock())


def tell_merchant(wiring: Wiring, shop_id: int) -> Again | None:
    """Send a mail for each paused account of a shop nobody was told of; raise ProviderError.

    One whose provider nobody can ask any more is no matter of its credentials.
    """
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        paused = accounts_not_told_of(session, shop_id)
    for kept in paused:
        if kept.provider not in wiring.switchboard.providers:
            continue
        label = wiring.switchboard.providers[kept.provider].label
        page = f"{wiring.public_url}/settings/carriers"
        words = refused_account_mail(language_for(shop.locale), label, page)
        occasion = f"refused:{kept.id}:{kept.version}:{kept.paused_at}"
        write_to_merchant(wiring, shop, words, occasion)
        with wiring.sessions.begin() as session:
            note_told_of(session, shop_id, kept.id, wiring.clock())
    return None
