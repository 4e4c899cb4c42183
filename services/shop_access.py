"""Speak to a shop with a token that is good now: renewed in time, by one process only."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TypeVar

from cryptography.fernet import InvalidToken

from domain.embedding import EmbeddedApp
from domain.errors import AccessRefusedError, ProviderError
from domain.shop import Shop
from domain.shop_api import Access, ShopApi, ShopSession
from domain.shop_sites import ShopSites
from domain.shop_task import Again
from services.wiring import Wiring
from storage.shop_access import SealedAccess, mark_refused, replace_access, sealed_access
from storage.shops import shop_by_id

Answer = TypeVar("Answer")
GOOD_FOR = timedelta(minutes=5)
"""For how long a token handed out must still be good."""
LOCKED_FOR = 60
"""Seconds one process has a shop's renewal to itself; a pair renewed twice is still kept once."""


@dataclass(frozen=True, slots=True)
class _Granted:
    """A shop, and the very pair of tokens it is spoken to with."""

    shop: Shop
    kept: SealedAccess


def session_for(wiring: Wiring, shop_id: int) -> tuple[ShopApi, ShopSession]:
    """Return a shop's platform and a session with it whose token is good for five minutes more.

    Raises AccessRefusedError when the merchant has to open the app again. May refresh the token:
    never call it with a transaction open, nor on the road of a webhook.
    """
    granted = _good(wiring, shop_id)
    return _api(wiring, granted.shop), _session(wiring, granted)


def with_session(
    wiring: Wiring, shop_id: int, call: Callable[[ShopApi, ShopSession], Answer]
) -> Answer:
    """Ask a shop something; when it refuses our token, renew that and ask once more.

    `call` may run twice. What session_for says of its use goes for this too.
    """
    used = _good(wiring, shop_id)
    api = _api(wiring, used.shop)
    session = _session(wiring, used)
    try:
        return call(api, session)
    except AccessRefusedError as error:
        if not _opened(wiring, used, used.kept.sealed_refresh_token):
            _refuse(wiring, used, error)
            raise
        renewed = _renewed(wiring, shop_id, lambda kept: kept.generation == used.kept.generation)
    session = _session(wiring, renewed)
    try:
        return call(api, session)
    except AccessRefusedError as error:
        _refuse(wiring, renewed, error)
        raise


def sites_of(wiring: Wiring, shop_id: int) -> ShopSites | None:
    """Return the platform of a shop that is a site of its own; None for other shops."""
    with wiring.sessions() as session:
        return wiring.sites.get(shop_by_id(session, shop_id).platform)


def renew_access(wiring: Wiring, shop_id: int) -> Again | None:
    """Renew the pair of a shop nobody has spoken to since its token expired.

    What renews a token expires too, unless it is used: daily is often enough.
    """
    with wiring.sessions() as session:
        kept = sealed_access(session, shop_id)
    if kept is not None:
        session_for(wiring, shop_id)
    return None


def sealed(wiring: Wiring, access: Access) -> SealedAccess:
    """Seal a pair of tokens for keeping."""
    return SealedAccess(
        wiring.vault.seal(access.token),
        wiring.vault.seal(access.refresh_token),
        access.expires_at,
        access.refresh_expires_at,
        sorted(access.scopes),
    )


def _good(wiring: Wiring, shop_id: int) -> _Granted:
    def outworn(kept: SealedAccess) -> bool:
        return kept.expires_at is not None and kept.expires_at < wiring.clock() + GOOD_FOR

    granted = _granted(wiring, shop_id)
    return _renewed(wiring, shop_id, outworn) if outworn(granted.kept) else granted


def _granted(wiring: Wiring, shop_id: int) -> _Granted:
    with wiring.sessions() as session:
        kept = sealed_access(session, shop_id)
        if kept is None:
            raise AccessRefusedError("the shop has granted no access")
        if kept.refused_at is not None:
            raise AccessRefusedError(kept.refused_reason)
        return _Granted(shop_by_id(session, shop_id), kept)


def _renewed(wiring: Wiring, shop_id: int, outworn: Callable[[SealedAccess], bool]) -> _Granted:
    """Return a pair that is not outworn, renewed by us or by another while we waited."""
    with wiring.locks.hold(f"access:{shop_id}", LOCKED_FOR):
        granted = _granted(wiring, shop_id)
        if not outworn(granted.kept):
            return granted
        fresh = sealed(wiring, _refresh(wiring, granted))
        with wiring.sessions.begin() as session:
            # If not replaced, the merchant's visit has brought another pair: that one is good too.
            replace_access(session, shop_id, fresh, granted.kept.generation)
        return _granted(wiring, shop_id)


def _refresh(wiring: Wiring, granted: _Granted) -> Access:
    """Ask the platform for a new pair.

    Should we die before it is kept, the old one is tried again: platforms honour it until the new
    one has been used.
    """
    kept = granted.kept
    access = Access(
        _opened(wiring, granted, kept.sealed_token),
        _opened(wiring, granted, kept.sealed_refresh_token),
        kept.expires_at,
        kept.refresh_expires_at,
        frozenset(kept.scopes),
    )
    if not access.refresh_token:
        error = AccessRefusedError("the token is refused and there is none to renew it with")
        _refuse(wiring, granted, error)
        raise error
    try:
        fresh = _app(wiring, granted.shop).refresh(granted.shop.domain, access)
    except AccessRefusedError as error:
        _refuse(wiring, granted, error)
        raise
    return replace(fresh, scopes=fresh.scopes or access.scopes)


def _session(wiring: Wiring, granted: _Granted) -> ShopSession:
    token = _opened(wiring, granted, granted.kept.sealed_token)
    return ShopSession(granted.shop.domain, token)


def _opened(wiring: Wiring, granted: _Granted, secret: bytes) -> str:
    try:
        return wiring.vault.open(secret)
    except InvalidToken:
        error = AccessRefusedError("none of our keys opens the token we keep")
        _refuse(wiring, granted, error)
        raise error from None


def _refuse(wiring: Wiring, granted: _Granted, error: AccessRefusedError) -> None:
    with wiring.sessions.begin() as session:
        mark_refused(
            session,
            granted.shop.id,
            granted.kept.generation,
            error.reason[:300],
            wiring.clock(),
        )


def _api(wiring: Wiring, shop: Shop) -> ShopApi:
    try:
        return wiring.shop_apis[shop.platform]
    except KeyError:
        raise ProviderError(f"{shop.platform} cannot be asked by this installation") from None


def _app(wiring: Wiring, shop: Shop) -> EmbeddedApp:
    try:
        return wiring.apps[shop.platform]
    except KeyError:
        raise ProviderError(f"this installation is no app of {shop.platform}") from None
