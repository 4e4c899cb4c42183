"""Publish what the storefront's blocks read: delivery answers from real data, and our page's path.

Blocks are drawn by the platform without asking us, so that a storefront is never slower for us.
"""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta

from domain.delivery_terms import FaqBook
from domain.shop import Shop
from domain.shop_task import Again, ShopTask
from messages.faq import FaqFacts, delivery_faq
from messages.language import LANGUAGES, language, language_for
from services.answer_faq import faq_facts
from services.shop_access import with_session
from services.shop_figures import figures_now
from services.wiring import Wiring
from storage.page_documents import shop_page
from storage.publications import (
    Publication,
    installation_of,
    last_publication,
    note_publication,
)
from storage.shop_tasks import ask_for
from storage.shops import shop_by_id

TRACKING_PAGE = "/apps/track"
AT_LEAST_EVERY = timedelta(days=7)
"""Published again after so long, should the platform have lost it."""


def publish_storefront(wiring: Wiring, shop_id: int) -> Again | None:
    """Publish when something has changed; nothing before the platform has named our installation.

    Raises ProviderError.
    """
    now = wiring.clock()
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        installation = installation_of(session, shop_id)
        if not installation or shop.platform not in wiring.shop_apis:
            return None
        page = f"{shop.storefront_url}{TRACKING_PAGE}"
        kept = shop_page(session, shop_id)
        facts = faq_facts(shop, kept, figures_now(session, wiring, shop), page)
        values = _documents(shop, facts, kept.faq)
        last = last_publication(session, shop_id)
    fingerprint = _fingerprint(installation, values)
    if last and _still_good(last, fingerprint, now):
        return None
    with_session(wiring, shop_id, lambda api, shop: api.publish(shop, installation, values))
    with wiring.sessions.begin() as session:
        note_publication(session, shop_id, fingerprint, now)
    return None


def publish_soon(wiring: Wiring, shop_id: int) -> None:
    """Have what a merchant has just changed published by the next worker that is free."""
    with wiring.sessions.begin() as session:
        ask_for(session, shop_id, [ShopTask.PUBLISH], wiring.clock())


def _documents(shop: Shop, facts: FaqFacts, book: FaqBook) -> Mapping[str, str]:
    """Write a document a language: all of them in one would be more than a platform takes.

    https://shopify.dev/docs/apps/build/metafields/metafield-limits (JSON: 128 KB).
    """
    answers = {
        f"faq_{code.lower()}": _json(
            [
                {"id": one.id, "question": one.question, "answer": one.answer, "tag": one.tag}
                for one in delivery_faq(language(code), facts, book)
            ]
        )
        for code in LANGUAGES
    }
    page = {"path": TRACKING_PAGE, "language": language_for(shop.locale).code}
    return {**answers, "page": _json(page)}


def _json(document: object) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True)


def _fingerprint(installation: str, values: Mapping[str, str]) -> str:
    told = "\x1f".join((installation, *(f"{key}={values[key]}" for key in sorted(values))))
    return hashlib.sha256(told.encode()).hexdigest()


def _still_good(last: Publication, fingerprint: str, now: datetime) -> bool:
    return last.fingerprint == fingerprint and now - last.published_at < AT_LEAST_EVERY
