"""See that a shop that is a site of its own still tells us of its orders: its webhooks are ours."""

from dataclasses import replace
from datetime import timedelta

from domain.shop_sites import ShopSites
from domain.shop_task import Again
from services.shop_access import sites_of, with_session
from services.wiring import Wiring
from storage.shop_doors import door_of
from storage.shop_sites import note_webhooks, shop_site

DOUBTED_AT_MOST_EVERY = timedelta(days=1)
"""How often all webhooks are made anew because of what the shop says in them."""


def webhooks_prefix(wiring: Wiring, platform: str) -> str:
    """Return how the address of every webhook of ours begins, whichever shop's."""
    return f"{wiring.public_url}/webhooks/{platform}/"


def keep_webhooks(wiring: Wiring, shop_id: int) -> Again | None:
    """Make, mend and tidy up a shop's webhooks; raise ProviderError.

    Those whose maker has lost the right to read orders look as they should: once there is reason
    for doubt they are all made anew, with the rights of the keys we have now.
    """
    sites = sites_of(wiring, shop_id)
    with wiring.sessions() as session:
        site, door = shop_site(session, shop_id), door_of(session, shop_id)
    if sites is None or site is None or door is None or door.sealed_secret is None:
        return None
    ours = webhooks_prefix(wiring, door.platform)
    removed = 0
    if site.webhooks_doubted_at:
        removed = remove_webhooks(wiring, sites, shop_id, door.platform)
    secret = wiring.vault.open(door.sealed_secret)
    care = with_session(
        wiring,
        shop_id,
        lambda _, shop: sites.keep_webhooks(shop, f"{ours}{door.key}", secret, ours),
    )
    care = replace(care, remade=care.remade + removed)
    with wiring.sessions.begin() as session:
        note_webhooks(session, shop_id, care, wiring.clock())
    return None


def remove_webhooks(wiring: Wiring, sites: ShopSites, shop_id: int, platform: str) -> int:
    """Remove all our webhooks from a shop; return how many. Raises ProviderError."""
    ours = webhooks_prefix(wiring, platform)
    return with_session(wiring, shop_id, lambda _, shop: sites.remove_webhooks(shop, ours))
