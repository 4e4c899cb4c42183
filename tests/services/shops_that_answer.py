"""A shop with access granted, whose platform answers as a test has scripted."""

from dataclasses import replace
from datetime import timedelta

from domain.shop import PlatformKey
from services.wiring import Wiring
from storage.shop_access import SealedAccess, keep_access
from tests.fake_shop_api import FakeShopApi


def answering(wiring: Wiring, api: FakeShopApi) -> Wiring:
    """Return the wiring of a process that can ask Shopify's shops."""
    return replace(wiring, shop_apis={PlatformKey.SHOPIFY: api})


def grant_access(wiring: Wiring, shop_id: int) -> None:
    """Grant access that is good for long."""
    sealed = wiring.vault.seal("token")
    until = wiring.clock() + timedelta(days=300)
    access = SealedAccess(sealed, wiring.vault.seal("renewer"), until, until, ())
    with wiring.sessions.begin() as session:
        keep_access(session, shop_id, access)
