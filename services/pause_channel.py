"""Pause a merchant's account for a channel whose provider refuses the credentials."""

import logging

from domain.shop_task import ShopTask
from services.wiring import Wiring
from storage.channel_accounts import pause_channel
from storage.shop_tasks import ask_for

log = logging.getLogger(__name__)


def pause_channel_account(
    wiring: Wiring, account_id: int, reason: str, version: int | None = None
) -> None:
    """Pause an account, and have its merchant told; one that is paused already stays as it is.

    With a `version`, an account whose credentials are others by now is left alone.
    """
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        paused = pause_channel(session, account_id, version, reason, now)
        if paused:
            ask_for(session, paused.shop_id, [ShopTask.TELL_MERCHANT], now)
    if paused:
        log.error("account %s with %s is paused: %s", paused.id, paused.provider, reason)
