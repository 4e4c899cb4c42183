"""The scheduler: a loop that looks at the database once a second and hints at what is due.

It carries no work and no state: a second scheduler does no harm, a dead one costs time only.
"""

import logging
import threading
from collections.abc import Callable

from redis.exceptions import RedisError
from sqlalchemy.exc import OperationalError

from jobs.pulse import RedisPulse
from services.apply_pushes import any_push_to_apply
from services.claim_parcels import anything_to_ask
from services.notify_shopper import anything_due
from services.open_incidents import anything_to_open
from services.own_accounts import settle_own_accounts
from services.run_shop_tasks import anything_to_do
from services.tell_events import anything_to_tell
from services.wiring import Wiring

TICK = 1.0
SWEEP_EVERY = 30
log = logging.getLogger(__name__)


def run_scheduler(wiring: Wiring, pulse: RedisPulse, stop: threading.Event) -> None:
    """Hint at what is due, once a second, until told to stop."""
    survive(lambda: settle_own_accounts(wiring))
    ticks = 0
    while not stop.wait(TICK):
        survive(lambda: tick(wiring, pulse, sweep=ticks % SWEEP_EVERY == 0))  # noqa: B023
        ticks += 1


def tick(wiring: Wiring, pulse: RedisPulse, *, sweep: bool) -> None:
    """Look once and hint at everything that is due."""
    pulse.beat()
    wiring.hints.hint("process_inbox")
    if anything_to_ask(wiring):
        wiring.hints.hint("poll_carriers")
    if any_push_to_apply(wiring):
        wiring.hints.hint("apply_pushes")
    if anything_due(wiring):
        wiring.hints.hint("send_notifications")
    if anything_to_tell(wiring):
        wiring.hints.hint("tell_events")
    if anything_to_do(wiring):
        wiring.hints.hint("run_shop_tasks")
    if anything_to_open(wiring):
        wiring.hints.hint("open_incidents")
    if sweep:
        wiring.hints.hint("sweep")


def survive(look: Callable[[], None]) -> None:
    """Let the database or Redis be away for a while: the next tick looks again."""
    try:
        look()
    except (RedisError, OperationalError) as error:
        log.warning("nothing hinted at this second: %s", type(error).__name__)
