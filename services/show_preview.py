"""Keep a rendered mail for a moment, to be shown in a frame at an address nobody can guess."""

from secrets import token_urlsafe

from services.wiring import Wiring

KEPT_SECONDS = 600


def keep_shown(wiring: Wiring, html: str) -> str:
    """Keep a mail's HTML; return the token it is shown by, for ten minutes."""
    token = token_urlsafe(24)
    wiring.page_cache.put(_key(token), html.encode(), KEPT_SECONDS)
    return token


def shown_by(wiring: Wiring, token: str) -> str | None:
    """Return the HTML kept by a token; None when it is kept no more, or never was."""
    kept = wiring.page_cache.get(_key(token))
    return kept.decode() if kept else None


def _key(token: str) -> str:
    return f"preview:{token[:64]}"
