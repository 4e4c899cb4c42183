"""Tell a merchant what of theirs stands still: credentials, endpoints, a host of their own.

An operator reads it in the log.
"""

import logging
from dataclasses import replace
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from domain.page_domain import PageDomain
from domain.shop_task import Again, ShopTask
from messages.language import language_for
from messages.merchant_mail import (
    lost_domain_mail,
    refused_account_mail,
    refused_channel_mail,
    silenced_endpoint_mail,
)
from services.wiring import Wiring
from services.write_to_merchant import write_to_merchant
from storage.carrier_accounts import KeptAccount, accounts_not_told_of, note_told_of
from storage.channel_accounts import channels_not_told_of, note_channel_told_of
from storage.event_endpoints import endpoints_not_told_of, note_endpoint_told_of
from storage.page_documents import keep_page_part, page_part
from storage.shop_tasks import ask_for
from storage.shops import shop_by_id

KLAVIYO = "Klaviyo"
log = logging.getLogger(__name__)


def warn_of_refusal(session: Session, wiring: Wiring, kept: KeptAccount, reason: str) -> None:
    """Have the merchant told that an account was paused; nothing is sent here."""
    log.error("account %s with %s is paused: %s", kept.id, kept.provider, reason)
    if kept.shop_id is not None:
        ask_for(session, kept.shop_id, [ShopTask.TELL_MERCHANT], wiring.clock())


def tell_merchant(wiring: Wiring, shop_id: int) -> Again | None:
    """Send a mail for each thing of a shop's that was stopped untold; raise ProviderError.

    An account whose provider nobody can ask any more is no matter of its credentials.
    """
    _tell_of_channels(wiring, shop_id)
    _tell_of_endpoints(wiring, shop_id)
    _tell_of_domain(wiring, shop_id)
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


def _tell_of_channels(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        paused = channels_not_told_of(session, shop_id)
    for kept in paused:
        provider = wiring.channel_desk.providers.get(kept.provider)
        if provider is None:
            continue
        page = f"{wiring.public_url}/settings/channels"
        words = refused_channel_mail(language_for(shop.locale), provider.label, page)
        occasion = f"refused channel:{kept.id}:{kept.version}:{kept.paused_at}"
        write_to_merchant(wiring, shop, words, occasion)
        with wiring.sessions.begin() as session:
            note_channel_told_of(session, shop_id, kept.id, wiring.clock())


def _tell_of_endpoints(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        silenced = endpoints_not_told_of(session, shop_id)
    for kept in silenced:
        page = f"{wiring.public_url}/settings/webhooks"
        where = urlsplit(kept.url).hostname or KLAVIYO
        words = silenced_endpoint_mail(language_for(shop.locale), where, page)
        occasion = f"silenced endpoint:{kept.id}:{kept.version}:{kept.disabled_at}"
        write_to_merchant(wiring, shop, words, occasion)
        with wiring.sessions.begin() as session:
            note_endpoint_told_of(session, shop_id, kept.id, wiring.clock())


def _tell_of_domain(wiring: Wiring, shop_id: int) -> None:
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        kept = page_part(session, shop_id, PageDomain)
    if not kept.lost:
        return
    page = f"{wiring.public_url}/settings/tracking/domain"
    words = lost_domain_mail(language_for(shop.locale), kept.host, page)
    write_to_merchant(wiring, shop, words, f"lost domain:{shop_id}:{kept.version}")
    with wiring.sessions.begin() as session:
        # What the merchant has done about it meanwhile stays as it is.
        keep_page_part(session, shop_id, replace(kept, unseen_since=None))
