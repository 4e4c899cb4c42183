"""Do what privacy requests ask for: gather what is kept of a shopper, or forget it.

The merchant is told by mail where a gathered answer waits; nothing personal is in that mail.
"""

import hashlib
from datetime import timedelta
from email.headerregistry import Address
from email.utils import format_datetime
from urllib.parse import urlsplit

from domain.errors import ProviderError
from domain.notification import ChannelKey
from domain.ports import Message
from domain.shop import Shop
from domain.shop_events import Shopper
from domain.shop_task import Again
from messages.language import language_for
from messages.merchant_mail import privacy_answer_mail
from services.erase_shopper import erase_shopper
from services.export_shopper import export_shopper
from services.privacy_requests import subject_of
from services.wiring import Wiring
from storage.privacy_requests import (
    OpenRequest,
    PrivacyKind,
    close_request,
    keep_answer,
    open_requests,
)
from storage.shops import shop_by_id

KEEP_ANSWERS = timedelta(days=30)


def answer_privacy(wiring: Wiring, shop_id: int) -> Again | None:
    """Answer a shop's open requests, the oldest first.

    A mail that cannot be sent now holds up no other request; its ProviderError is raised at the
    end, and the request stays open. Its answer can be downloaded meanwhile.
    """
    failures: list[ProviderError] = []
    with wiring.sessions() as session:
        waiting = open_requests(session, shop_id)
    for request in waiting:
        try:
            _answer(wiring, shop_id, request)
        except ProviderError as error:
            failures.append(error)
    if failures:
        raise failures[0]
    return None


def _answer(wiring: Wiring, shop_id: int, request: OpenRequest) -> None:
    shopper = subject_of(wiring, request.sealed_subject)
    if request.kind is PrivacyKind.ERASE:
        orders = erase_shopper(wiring, shop_id, shopper)
    else:
        orders = _gather_and_tell(wiring, shop_id, request, shopper)
    with wiring.sessions.begin() as session:
        close_request(session, shop_id, request.id, orders, wiring.clock())


def _gather_and_tell(wiring: Wiring, shop_id: int, request: OpenRequest, shopper: Shopper) -> int:
    gathered = export_shopper(wiring, shop_id, shopper)
    sealed = wiring.vault.seal(gathered.document)
    with wiring.sessions.begin() as session:
        keep_answer(session, shop_id, request.id, gathered.orders, sealed)
        shop = shop_by_id(session, shop_id)
    if shop.contact_email:
        _tell_merchant(wiring, shop, request)
    return gathered.orders


def _tell_merchant(wiring: Wiring, shop: Shop, request: OpenRequest) -> None:
    try:
        wiring.channels[ChannelKey.EMAIL].send(_mail(wiring, shop, request), lambda: None)
    except ProviderError as error:
        if not error.permanent:
            raise
        # No mail reaches the merchant's address: the app's privacy page alone shows the answer.


def _mail(wiring: Wiring, shop: Shop, request: OpenRequest) -> Message:
    language = language_for(shop.locale)
    page = f"{wiring.public_url}/settings/privacy"
    words = privacy_answer_mail(language, page, KEEP_ANSWERS.days)
    occasion = f"privacy:{shop.id}:{request.id}".encode()
    host = urlsplit(wiring.public_url).hostname
    return Message(
        # The same however often it is tried, so that receivers can see through a repetition.
        message_id=f"<{hashlib.sha256(occasion).hexdigest()[:32]}@{host}>",
        sender=str(Address("Framme", addr_spec=wiring.mail_from)),
        reply_to=wiring.mail_from,
        recipient=shop.contact_email,
        subject=words.subject,
        text=words.text,
        html=words.html,
        headers={
            "Date": format_datetime(wiring.clock()),
            "Auto-Submitted": "auto-generated",
            "Content-Language": language.code,
        },
    )
