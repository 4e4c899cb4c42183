"""Read a shop's profile from its platform, and ask for what follows from a change."""

from domain.shop_api import ShopApi, ShopProfile, ShopSession
from domain.shop_task import Again, ShopTask
from services.meet_plugin import meet_plugin
from services.shop_access import sites_of, with_session
from services.wiring import Wiring
from storage.shop_tasks import ask_for
from storage.shops import update_profile


def set_up_shop(wiring: Wiring, shop_id: int) -> Again | None:
    """Take over the shop's name, languages, zone, plan and the rest of its profile.

    Where the shop has a plugin of ours, it is met again. Raises ProviderError.
    """
    profile = with_session(wiring, shop_id, _profile)
    if sites := sites_of(wiring, shop_id):
        meet_plugin(wiring, sites, shop_id)
    with wiring.sessions.begin() as session:
        now = wiring.clock()
        changes = update_profile(session, shop_id, profile, now)
        if changes.plan:
            ask_for(session, shop_id, [ShopTask.REVIEW_PLAN], now)
        if changes.storefront:
            ask_for(session, shop_id, [ShopTask.PUBLISH], now)
    return None


def _profile(api: ShopApi, session: ShopSession) -> ShopProfile:
    return api.profile(session)
