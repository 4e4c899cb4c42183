"""Do what privacy requests ask for: gather what is kept of a shopper, or forget it.

The merchant is told by mail where a gathered answer waits; nothing personal is in that mail.
"""

from datetime import timedelta

from domain.errors import ProviderError
from domain.shop_events import Shopper
from domain.shop_task import Again
from messages.language import language_for
from messages.merchant_mail import privacy_answer_mail
from services.erase_shopper import erase_shopper
from services.export_shopper import export_shopper
from services.privacy_requests import subject_of
from services.wiring import Wiring
from services.write_to_merchant import write_to_merchant
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
    page = f"{wiring.public_url}/settings/privacy"
    words = privacy_answer_mail(language_for(shop.locale), page, KEEP_ANSWERS.days)
    write_to_merchant(wiring, shop, words, f"privacy:{shop.id}:{request.id}")
    return gathered.orders
