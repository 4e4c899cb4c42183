"""Welcome a shop whose merchant opens the app, as often as it comes."""

from sqlalchemy.orm import Session

from domain.embedding import EmbeddedApp, MerchantVisit
from domain.shop import PlatformKey, Shop
from domain.shop_api import Access
from domain.shop_task import ON_WELCOME
from services.follow_shop import follow_shop
from services.shop_access import sealed
from services.wiring import Wiring
from storage.order_syncs import want_backfill
from storage.shop_access import Standing, keep_access, standing
from storage.shop_tasks import ask_for
from storage.shops import introduce_shop, shop_by_id


def welcome(wiring: Wiring, platform: PlatformKey, visit: MerchantVisit) -> Shop:
    """Return the shop of a visit, with access to it granted; one read when all is well.

    A shop that is new, returned, or refuses what we have is asked for access, and its background
    work begins. Raises NotVerifiedError when the visit's proof is stale, ProviderError.
    """
    app = wiring.apps[platform]
    with wiring.sessions() as session:
        known = standing(session, platform, visit.shop_domain)
    if known and _all_is_well(known, app):
        return known.shop
    return welcome_by_code(wiring, platform, visit.shop_domain, app.exchange(visit))


def welcome_by_code(wiring: Wiring, platform: PlatformKey, domain: str, access: Access) -> Shop:
    """Keep access that a shop has granted, and begin its background work; return the shop.

    May run twice, also at once: the later access is kept.
    """
    with wiring.sessions.begin() as session:
        shop_id = take_in(session, wiring, platform, domain, access)
        ask_for(session, shop_id, ON_WELCOME, wiring.clock())
        return shop_by_id(session, shop_id)


def take_in(
    session: Session, wiring: Wiring, platform: PlatformKey, domain: str, access: Access
) -> int:
    """Meet a shop, or have it back, with access it has granted; return its id.

    Its background work is left to be asked for.
    """
    now = wiring.clock()
    known = standing(session, platform, domain)
    shop_id = introduce_shop(session, platform, domain, now)
    if known and known.shop.uninstalled_at:
        follow_shop(session, wiring, shop_id)
    keep_access(session, shop_id, sealed(wiring, access))
    want_backfill(session, shop_id)
    return shop_id


def _all_is_well(known: Standing, app: EmbeddedApp) -> bool:
    if known.shop.uninstalled_at is not None or known.scopes is None:
        return False
    return not app.missing_scopes(known.scopes, app.install_scopes)
