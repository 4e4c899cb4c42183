"""Name a page by everything it depends on: the same name, the same page. It keeps nothing."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from domain.access import Level
from messages.language import LANGUAGES, Language, language_for
from messages.locale_names import code_named
from services.look_up_order import LinkTarget

KEPT_FOR_SECONDS = 900
"""A page says "today" and "late": it is told afresh every quarter of an hour, when days begin."""

_LONGEST_HEADER = 200


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader asks for: a language chosen, and the best one the browser names; or empty.

    Both are in LANGUAGES, but that a platform's page may have chosen any locale.
    """

    chosen: str
    accepted: str

    def language(self, order_locale: str, shop_locale: str) -> Language:
        """Choose: the reader's choice, the order's language, the browser's, the shop's."""
        return language_for(self.chosen, order_locale, self.accepted, shop_locale)


def wish_of(chosen: str, accept_language: str) -> Wish:
    """Read a reader's wish; anything unknown counts as none."""
    if chosen in LANGUAGES:
        return Wish(chosen, "")
    return Wish("", _best(accept_language[:_LONGEST_HEADER]))


def page_name(
    target: LinkTarget, document: str, wish: Wish, now: datetime, page_version: str
) -> str:
    """Return the name of what is told of an order, for ETags and the cache; it tells nothing.

    `document` says what that is: the page a link opens, or which of the shells' documents.
    """
    quarter = int(now.timestamp()) // KEPT_FOR_SECONDS
    parts = (
        target.shop_id,
        target.order_id,
        target.version,
        target.page_version,
        target.checked_at,
        document,
        wish.chosen,
        wish.accepted,
        quarter,
        page_version,
    )
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:32]


def name_for(page: str, link_token: str, level: Level, visit: str) -> str:
    """Return the name of a page as one visitor sees it; its forms are for this link and visit."""
    parts = (page, link_token, str(int(level)), visit)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:32]


def list_name(
    targets: Sequence[LinkTarget], document: str, wish: Wish, now: datetime, page_version: str
) -> str:
    """Return the name of a list of orders, in their order."""
    names = (page_name(target, document, wish, now, page_version) for target in targets)
    return hashlib.sha256("\x1f".join(names).encode()).hexdigest()[:32]


@lru_cache(maxsize=1024)
def _best(header: str) -> str:
    accepted = parse_accept_header(header, LanguageAccept)
    codes = (code_named(name) for name, quality in accepted if quality > 0)
    return next((code for code in codes if code in LANGUAGES), "")
