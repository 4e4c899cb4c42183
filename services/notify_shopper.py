"""Send the messages that are due, each at most once. What to say is decided elsewhere."""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from email.headerregistry import Address
from email.utils import format_datetime
from urllib.parse import urlsplit

from sqlalchemy.exc import SQLAlchemyError

from domain.carriers import labels_of
from domain.errors import FrammeError, ProviderError
from domain.notification import still_true
from domain.ports import Message
from domain.zones import zone_named
from messages.language import language_for
from messages.mail_view import MessageStory
from messages.plain_text import one_line
from messages.render import Rendered, render_message
from services.look_up_order import page_address
from services.wiring import Wiring
from storage.notifications import (
    ClaimedNotification,
    NotificationState,
    any_due,
    claim_due,
    close_unconfirmed,
    finish,
    mark_handing_over,
    try_again,
)
from storage.order_reading import read_order
from storage.shops import shop_by_id

LEASE = timedelta(minutes=2)
LONGEST_SEND = timedelta(minutes=1)
"""No message is begun with less than this left of its lease."""
AT_A_TIME = 5
"""So few that a mail server slow for each of them does not outlast the lease."""
MOST_ATTEMPTS = 8
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
UNCONFIRMED = "handed over; the worker died before the provider's answer"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Dropped:
    """A message that is no longer worth sending, and why."""

    reason: str


class _ClaimedAgainError(FrammeError):
    """Another worker has the message: its lease ended while the provider kept us waiting."""


def send_due(wiring: Wiring, limit: int = 20) -> int:
    """Send up to `limit` messages that are due; return how many were taken on."""
    taken_on = 0
    while taken_on < limit:
        count = _claim_and_send(wiring, min(AT_A_TIME, limit - taken_on))
        if not count:
            break
        taken_on += count
    return taken_on


def anything_due(wiring: Wiring) -> bool:
    """Say whether a message waits to be sent."""
    with wiring.sessions() as session:
        return any_due(session, wiring.clock())


def sweep_unconfirmed(wiring: Wiring) -> int:
    """Close messages whose worker died after handing them over; return how many."""
    with wiring.sessions.begin() as session:
        return close_unconfirmed(session, wiring.clock(), UNCONFIRMED)


def _claim_and_send(wiring: Wiring, limit: int) -> int:
    now = wiring.clock()
    lease_until = now + LEASE
    with wiring.sessions.begin() as session:
        claimed = claim_due(session, limit, now, lease_until)
    for notification in claimed:
        if wiring.clock() + LONGEST_SEND > lease_until:
            _try_again(wiring, notification, "the ones before took too long", timedelta())
        else:
            _send_isolated(wiring, notification)
    return len(claimed)


def _send_isolated(wiring: Wiring, notification: ClaimedNotification) -> None:
    """Send one message so that a fault in it does not hold up the others.

    Whatever an order's odd data may set off in rendering ends here, logged and on the row.
    """
    try:
        _send(wiring, notification)
    except SQLAlchemyError:
        raise  # The database is in trouble, not this message: its lease brings it back.
    except Exception as error:
        log.exception("a message cannot be sent", extra=_ids(notification))
        _finish(wiring, notification, NotificationState.FAILED, reason=type(error).__name__)


def _send(wiring: Wiring, notification: ClaimedNotification) -> None:
    story = _story(wiring, notification)
    if isinstance(story, Dropped):
        _finish(wiring, notification, NotificationState.DROPPED, reason=story.reason)
        return
    page_url = page_address(wiring, notification.shop_id, notification.order_id)
    message = _message(wiring, notification, story, page_url)

    def handing_over() -> None:
        with wiring.engine.begin() as connection:
            if not mark_handing_over(connection, notification):
                raise _ClaimedAgainError

    try:
        receipt = wiring.channels[notification.channel].send(message, handing_over)
    except ProviderError as error:
        _after_failure(wiring, notification, error)
    except _ClaimedAgainError:
        log.warning("the lease ended before the hand-over", extra=_ids(notification))
    else:
        _finish(wiring, notification, NotificationState.SENT, receipt=receipt)


def _story(wiring: Wiring, notification: ClaimedNotification) -> MessageStory | Dropped:
    with wiring.sessions() as session:
        order = read_order(session, notification.shop_id, notification.order_id)
        if order is None:
            return Dropped("the order is gone")
        shop = shop_by_id(session, notification.shop_id)
    if shop.uninstalled_at:
        return Dropped("the shop has left")
    shipment = next((s for s in order.shipments if s.id == notification.shipment_id), None)
    if notification.shipment_id and shipment is None:
        return Dropped("the shipment is gone")
    if not still_true(notification.kind, order, shipment):
        return Dropped("no longer true")
    labels = labels_of(wiring.carriers, (one.carrier for one in order.shipments))
    return MessageStory(shop, order, shipment, labels)


def _message(
    wiring: Wiring, notification: ClaimedNotification, story: MessageStory, page_url: str
) -> Message:
    now, shop = wiring.clock(), story.shop
    language = language_for(story.order.locale, shop.locale)
    zone = _zone(wiring, story)
    rendered: Rendered = render_message(notification.kind, story, language, page_url, now, zone)
    return Message(
        message_id=_message_id(wiring, notification),
        sender=str(Address(one_line(shop.name, 60), addr_spec=wiring.mail_from)),
        reply_to=shop.contact_email,
        recipient=notification.recipient,
        subject=rendered.subject,
        text=rendered.text,
        html=rendered.html,
        headers={
            "Date": format_datetime(now),
            "Auto-Submitted": "auto-generated",
            "Content-Language": language.code,
        },
    )


def _message_id(wiring: Wiring, notification: ClaimedNotification) -> str:
    """Name a message the same however often it is tried, so that receivers can see through it."""
    occasion = f"{notification.shop_id}:{notification.dedupe_key}"
    digest = hashlib.sha256(occasion.encode()).hexdigest()[:32]
    return f"<{digest}@{urlsplit(wiring.public_url).hostname}>"


def _zone(wiring: Wiring, story: MessageStory) -> tzinfo:
    """Choose the zone times are told in: the destination's, as on the page, else the shop's."""
    return wiring.zone_of(story.order.address.country) or zone_named(story.shop.time_zone)


def _after_failure(wiring: Wiring, notification: ClaimedNotification, error: ProviderError) -> None:
    if error.permanent or notification.attempts >= MOST_ATTEMPTS:
        _finish(wiring, notification, NotificationState.FAILED, reason=error.reason)
        return
    pause = BACKOFF[min(notification.attempts, len(BACKOFF)) - 1]
    _try_again(wiring, notification, error.reason, max(pause, error.retry_after or timedelta()))


def _try_again(
    wiring: Wiring, notification: ClaimedNotification, reason: str, pause: timedelta
) -> None:
    at: datetime = wiring.clock() + pause
    with wiring.sessions.begin() as session:
        try_again(session, notification, reason, at)


def _finish(
    wiring: Wiring,
    notification: ClaimedNotification,
    state: NotificationState,
    *,
    receipt: str = "",
    reason: str = "",
) -> None:
    with wiring.sessions.begin() as session:
        finish(session, notification, state, wiring.clock(), receipt=receipt, reason=reason)


def _ids(notification: ClaimedNotification) -> dict[str, int]:
    return {
        "notification": notification.id,
        "shop": notification.shop_id,
        "order": notification.order_id,
    }
