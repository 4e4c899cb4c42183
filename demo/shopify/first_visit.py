"""Look at the app once, as a merchant who has just installed it would; shows nothing."""

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from demo.shopify.app_settings import AppSettings
from demo.shopify.frames import frame_address
from demo.shopify.outside import AppAwayError, Outside
from demo.shopify.stores import Store

log = logging.getLogger(__name__)

TRIES = 5
PAUSE = 1.0


async def visit(
    outside: Outside,
    app: AppSettings,
    store: Store,
    authority: str,
    now: Callable[[], datetime],
    pause: float = PAUSE,
) -> int:
    """Return the status of the app's home page: the last one, or 0 when it never answered.

    This first page is the only way an app learns that it was installed.
    """
    status = 0
    for _ in range(TRIES):
        try:
            address = frame_address(app, store, authority, now())
            status = (await outside.ask("GET", address, {"Accept": "text/html"})).status
        except AppAwayError:
            status = 0
        if status and status < HTTPStatus.INTERNAL_SERVER_ERROR:
            break
        await asyncio.sleep(pause)
    log.info("the merchant of %s has opened the app: HTTP %s", store.domain, status)
    return status
