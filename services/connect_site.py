"""Connect a shop that is a site of its own: its merchant lets us in there, and it sends us keys.

Keys that come are anybody's word until the very site for which the connection was begun accepts
them; a connection is used once. Nobody is let into the settings by connecting.
"""

import hashlib
import logging
import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from sqlalchemy.orm import Session

from domain.errors import BadTokenError, ProviderError
from domain.shop import PlatformKey
from domain.shop_api import Access
from domain.shop_sites import ShopSites, Site
from domain.shop_task import ON_CONNECTION
from services.meet_plugin import meet_plugin
from services.welcome_shop import take_in
from services.wiring import Wiring
from storage.shop_doors import give_door
from storage.shop_sites import keep_site
from storage.shop_tasks import ask_for
from storage.site_connections import (
    SiteConnection,
    begin_site_connection,
    note_outcome,
    site_connection,
    use_site_connection,
)

CONNECTING_LASTS = timedelta(minutes=30)
CONNECTED, FAILED = "connected", "failed"
_KEYS, _DONE = "/connect/woocommerce/keys", "/connect/woocommerce/done"
log = logging.getLogger(__name__)


def begin_connection(wiring: Wiring, address: str, back_to: str, caller: str) -> str:
    """Return the page of the shop on which its merchant lets us in.

    `back_to` is where the merchant wants to be afterwards; it counts only if it lies on that site.
    Raises SiteRefusedError, TooManyAttemptsError, OverloadedError.
    """
    wiring.limiter.hit("connect-site", caller)
    sites = wiring.sites[PlatformKey.WOOCOMMERCE]
    site = sites.find(address)
    state = secrets.token_urlsafe(24)
    until = wiring.clock() + CONNECTING_LASTS
    back_to = back_to if _on_site(site, back_to) else ""
    with wiring.sessions.begin() as session:
        begin_site_connection(
            session, _digest(state), PlatformKey.WOOCOMMERCE, site, back_to, until
        )
    return sites.consent_address(
        site, state, f"{wiring.public_url}{_DONE}", f"{wiring.public_url}{_KEYS}"
    )


def take_keys(wiring: Wiring, body: bytes) -> None:
    """Keep the keys a shop sends, once the shop itself has accepted them.

    Raises UnreadablePayloadError, BadTokenError for a connection nobody has begun, and what proving
    raises: AccessRefusedError, ScopeMissingError, ProviderError.
    """
    sites = wiring.sites[PlatformKey.WOOCOMMERCE]
    grant = sites.read_grant(body)
    digest = _digest(grant.state)
    with wiring.sessions.begin() as session:
        connection = use_site_connection(session, digest, wiring.clock())
    if connection is None:
        raise BadTokenError("no such connection, or it is over")
    try:
        access = sites.prove(connection.site, grant)
    except ProviderError:
        with wiring.sessions.begin() as session:
            note_outcome(session, digest, FAILED)
        raise
    with wiring.sessions.begin() as session:
        shop_id = _take_in(session, wiring, connection.site, access)
        note_outcome(session, digest, CONNECTED)
    _greet(wiring, sites, shop_id)


def connection_ended(wiring: Wiring, state: str) -> SiteConnection:
    """Return the connection a merchant comes back from; raise BadTokenError."""
    with wiring.sessions() as session:
        connection = site_connection(session, _digest(state))
    if connection is None:
        raise BadTokenError("no such connection")
    return connection


def _take_in(session: Session, wiring: Wiring, site: Site, access: Access) -> int:
    shop_id = take_in(session, wiring, PlatformKey.WOOCOMMERCE, site.name, access)
    secret = wiring.vault.seal(secrets.token_urlsafe(32))
    give_door(session, shop_id, secrets.token_urlsafe(24), secret)
    keep_site(session, shop_id, site)
    ask_for(session, shop_id, ON_CONNECTION, wiring.clock())
    return shop_id


def _greet(wiring: Wiring, sites: ShopSites, shop_id: int) -> None:
    """Meet our plugin at once: its merchant is about to look at it."""
    try:
        meet_plugin(wiring, sites, shop_id)
    except ProviderError as error:
        # Setting up, asked for just now, does it again, and keeps the reason if that fails too.
        log.warning("the plugin was not met: %s", error, extra={"shop": shop_id})


def _on_site(site: Site, address: str) -> bool:
    """Tell whether an address is on a site: nobody is sent elsewhere by a link to us."""
    ours, theirs = urlsplit(site.address), urlsplit(address)
    return (ours.scheme, _host(ours.netloc)) == (theirs.scheme, _host(theirs.netloc))


def _host(netloc: str) -> str:
    return netloc.lower().removeprefix("www.")


def _digest(state: str) -> bytes:
    return hashlib.sha256(state.encode("utf-8", "replace")).digest()
