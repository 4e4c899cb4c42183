"""End a key of a merchant's programs at once and for good."""

from services.wiring import Wiring
from storage.api_keys import revoke_key
from storage.audit_log import Change, note_change


def revoke_api_key(wiring: Wiring, shop_id: int, key_id: int, who: str) -> bool:
    """Revoke a key; return whether there was one that was good."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        gone = revoke_key(session, shop_id, key_id, now)
        if gone is None:
            return False
        was = {"begins": gone.begins, "may_write": gone.may_write}
        note_change(session, shop_id, Change(who, "api key", gone.name, was, {}), now)
    return True
