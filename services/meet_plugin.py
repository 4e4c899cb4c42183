"""Get to know our plugin in a shop, and see that it can speak to us."""

import hashlib
import secrets

from domain.errors import ProviderError
from domain.shop_sites import Introduction, PluginFacts, PluginRefusedError, ShopSites
from services.shop_access import with_session
from services.wiring import Wiring
from storage.shop_sites import keep_plugin_secret, note_plugin, sealed_plugin_secret

CHECKED = 16
"""Hex digits of a secret's hash by which both sides compare what they have."""


def meet_plugin(wiring: Wiring, sites: ShopSites, shop_id: int) -> bool:
    """Note what our plugin says; return whether it is there. Raises ProviderError.

    It is introduced to us when it has no secret of ours, or another than we have.
    """
    facts = with_session(wiring, shop_id, lambda _, shop: sites.plugin_facts(shop))
    if facts and facts.secret_check != _check(_kept(wiring, shop_id)):
        facts = _introduce(wiring, sites, shop_id)
    with wiring.sessions.begin() as session:
        note_plugin(session, shop_id, facts)
    return facts is not None


def _kept(wiring: Wiring, shop_id: int) -> str:
    with wiring.sessions() as session:
        sealed = sealed_plugin_secret(session, shop_id)
    return wiring.vault.open(sealed) if sealed else ""


def _check(secret: str) -> str | None:
    return hashlib.sha256(secret.encode()).hexdigest()[:CHECKED] if secret else None


def _introduce(wiring: Wiring, sites: ShopSites, shop_id: int) -> PluginFacts | None:
    secret = secrets.token_urlsafe(32)
    us = Introduction(wiring.public_url, str(shop_id), secret)
    try:
        facts = with_session(wiring, shop_id, lambda _, shop: sites.introduce(shop, us))
    except PluginRefusedError as error:
        raise ProviderError(f"the plugin is set up for another address: {error}") from error
    # Should we die before it is kept, the two will not agree, and it is done again.
    with wiring.sessions.begin() as session:
        keep_plugin_secret(session, shop_id, wiring.vault.seal(secret))
    return facts
