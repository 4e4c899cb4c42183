"""Forget a shop's account with a carrier; its parcels go to whoever else can follow them."""

from domain.errors import ChangedMeanwhileError
from services.follow_shop import follow_shop
from services.try_carrier_account import provider_named
from services.wiring import Wiring
from storage.account_trials import lock_version
from storage.audit_log import Change, note_change
from storage.carrier_accounts import forget_account


def forget_carrier_account(
    wiring: Wiring, shop_id: int, provider: str, version: int, who: str
) -> None:
    """Delete an account as it was shown; raise UnknownProviderError, ChangedMeanwhileError.

    Parcels nobody else can follow keep what is known of them.
    """
    provider_named(wiring, provider)
    with wiring.sessions.begin() as session:
        if lock_version(session, shop_id, provider) != version:
            raise ChangedMeanwhileError(provider)
        forget_account(session, shop_id, provider)
        follow_shop(session, wiring, shop_id)
        change = Change(who, "carrier account", provider, {}, {"removed": True})
        note_change(session, shop_id, change, wiring.clock())
