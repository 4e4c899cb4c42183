"""Claim what is due for shops, have it done, and note when it is due again."""

import logging
from collections.abc import Callable, Mapping
from datetime import timedelta

from sqlalchemy.exc import OperationalError

from domain.errors import AccessRefusedError, FrammeError, ProviderError
from domain.shop_task import LEASE, RECURS, REFUSED, Again, ShopTask, after_failure
from services.answer_privacy import answer_privacy
from services.apply_stage_rules import restage_orders
from services.confirm_orders import confirm_orders
from services.forget_old_orders import forget_old_orders
from services.forward_inquiries import forward_inquiries
from services.keep_webhooks import keep_webhooks
from services.publish_storefront import publish_storefront
from services.read_orders import read_orders_again
from services.review_plan import review_plan
from services.second_recipient import ask_second_recipients
from services.set_up_shop import set_up_shop
from services.shop_access import renew_access
from services.show_scans import show_scans
from services.sync_orders import backfill, reconcile
from services.warn_merchant import tell_merchant
from services.watch_domain import watch_domain
from services.wiring import Wiring
from services.write_to_team import write_to_team
from storage.shop_tasks import ClaimedTask, any_task_due, claim_task, fail_task, finish_task

log = logging.getLogger(__name__)

Work = Callable[[Wiring, int], Again | None]
"""Does a task for a shop. Opens its own transactions, may run twice, raises ProviderError."""

_WORK: Mapping[ShopTask, Work] = {
    ShopTask.SET_UP: set_up_shop,
    ShopTask.BACKFILL: backfill,
    ShopTask.RECONCILE: reconcile,
    ShopTask.REFRESH_ACCESS: renew_access,
    ShopTask.SHOW_SCANS: show_scans,
    ShopTask.PUBLISH: publish_storefront,
    ShopTask.REVIEW_PLAN: review_plan,
    ShopTask.ANSWER_PRIVACY: answer_privacy,
    ShopTask.READ_ORDERS: read_orders_again,
    ShopTask.KEEP_WEBHOOKS: keep_webhooks,
    ShopTask.CONFIRM_ORDERS: confirm_orders,
    ShopTask.TELL_MERCHANT: tell_merchant,
    ShopTask.FORWARD_INQUIRIES: forward_inquiries,
    ShopTask.ASK_SECOND_RECIPIENTS: ask_second_recipients,
    ShopTask.WRITE_TO_TEAM: write_to_team,
    ShopTask.RETENTION: forget_old_orders,
    ShopTask.WATCH_DOMAIN: watch_domain,
    ShopTask.RESTAGE: restage_orders,
}


def anything_to_do(wiring: Wiring) -> bool:
    """Tell whether a shop's task waits."""
    with wiring.sessions() as session:
        return any_task_due(session, wiring.clock())


def run_next(wiring: Wiring) -> bool:
    """Do the task that has been due longest; return False when none was."""
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        claimed = claim_task(session, now, now + LEASE)
    if claimed is None:
        return False
    try:
        again = _WORK[claimed.task](wiring, claimed.shop_id)
    except OperationalError:
        raise  # the database is away: the lease brings the task back
    except FrammeError as error:
        log.warning("a shop's task failed: %s", type(error).__name__, extra=_named(claimed))
        _try_again(wiring, claimed, str(error), error)
    except Exception as error:
        # One shop's task must not stop those of all others behind it; the reason is kept.
        log.exception("a shop's task broke", extra=_named(claimed))
        _try_again(wiring, claimed, f"internal error: {type(error).__name__}", error)
    else:
        _finish(wiring, claimed, again)
    return True


def _finish(wiring: Wiring, claimed: ClaimedTask, again: Again | None) -> None:
    recurs = RECURS.get(claimed.task)
    at = again.at if again else wiring.clock() + recurs if recurs else None
    with wiring.sessions.begin() as session:
        finish_task(session, claimed, at)


def _try_again(wiring: Wiring, claimed: ClaimedTask, reason: str, error: Exception) -> None:
    wanted = error.retry_after if isinstance(error, ProviderError) else None
    pause = REFUSED if isinstance(error, AccessRefusedError) else after_failure(claimed.attempts)
    with wiring.sessions.begin() as session:
        again_at = wiring.clock() + max(pause, wanted or timedelta())
        fail_task(session, claimed, reason[:300], again_at)


def _named(claimed: ClaimedTask) -> dict[str, object]:
    return {"shop": claimed.shop_id, "task": claimed.task.value}
