"""Hand one bundle's letters to whoever sends them, and write down what became of each.

No transaction is open while a provider is spoken to. A fault in one letter holds up no other.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

from sqlalchemy.exc import SQLAlchemyError

from domain.errors import FrammeError, GoneError, ProviderError
from domain.kinds import ChannelKey, Kind
from domain.letters import NO_WAY_TO_SEND
from messages.story import Voucher
from services.choose_channel import Chosen, channel_for
from services.pause_channel import pause_channel_account
from services.prepare_letters import PreparedLetter, PutOff, prepare, put_off_until
from services.promise_voucher import NoVoucherError, promise_voucher
from services.wiring import Wiring
from services.write_letter import UnsendableError, Vouchers, write_letter
from storage.channel_accounts import KeptChannelAccount, account_for_channel
from storage.message_claims import (
    Bundle,
    drop,
    finish,
    mark_handing_over,
    put_off,
    try_again,
)
from storage.notifications import NotificationState
from storage.push_subscriptions import end_subscription
from storage.suppressions import suppress

LONGEST_SEND = timedelta(minutes=1)
"""No letter is begun with less than this left of its lease."""
MOST_ATTEMPTS = 8
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180))
A_MOMENT = timedelta(minutes=1)
TOO_LATE = "the ones before took too long"

log = logging.getLogger(__name__)


class _ClaimedAgainError(FrammeError):
    """Another worker has the letter: its lease ended while the provider kept us waiting."""


def send_bundle(wiring: Wiring, bundle: Bundle) -> None:
    """Send what is due to one recipient, each message at most once; several threads may."""
    letters: tuple[PreparedLetter, ...] = ()
    with _by_itself(wiring, bundle):
        prepared = prepare(wiring, bundle)
        letters = prepared.letters
        with wiring.sessions.begin() as session:
            for message, reason in prepared.dropped:
                drop(session, (message,), reason, wiring.clock())
    for letter in letters:
        with _by_itself(wiring, letter.messages):
            held = _held(wiring, letter)
            if held:
                _put_off(wiring, letter.messages, held)
            else:
                _send(wiring, letter)


@contextmanager
def _by_itself(wiring: Wiring, messages: Bundle) -> Iterator[None]:
    """Let a fault in some messages end with them, logged and on their rows."""
    try:
        yield
    except SQLAlchemyError:
        raise  # The database is in trouble, not these messages: their lease brings them back.
    except Exception as error:
        log.exception("a message cannot be sent", extra=_ids(messages))
        _finish(wiring, messages, NotificationState.FAILED, reason=type(error).__name__)


def _held(wiring: Wiring, letter: PreparedLetter) -> PutOff | None:
    now = wiring.clock()
    if now + LONGEST_SEND > letter.lead.lease_until:
        return PutOff(now, TOO_LATE, gathered=letter.lead.gathered)
    return put_off_until(wiring, letter)


def _send(wiring: Wiring, letter: PreparedLetter) -> None:
    try:
        chosen = channel_for(wiring, letter.shop.id, letter.lead.channel)
    except ProviderError as error:
        _after_failure(wiring, letter, error, _own_account(wiring, letter))
        return
    if chosen is None:
        _drop(wiring, letter.messages, NO_WAY_TO_SEND)
        return
    try:
        left, vouchers = _promised(wiring, letter)
    except ProviderError as error:
        _later(wiring, letter, error)
        return
    if left:
        _hand_over(wiring, left, vouchers, chosen)


def _promised(wiring: Wiring, letter: PreparedLetter) -> tuple[PreparedLetter | None, Vouchers]:
    """Promise what a letter is to give; return what is left of it, where there is nothing to give.

    Raises ProviderError, with nothing dropped.
    """
    vouchers: dict[int, Voucher] = {}
    refused: dict[int, str] = {}
    for one in letter.messages:
        if one.kind is Kind.DELAY_VOUCHER:
            try:
                vouchers[one.order_id] = promise_voucher(
                    wiring, letter.shop, one.order_id, letter.settings.voucher
                )
            except NoVoucherError as error:
                refused[one.id] = error.reason
    for one in letter.messages:
        if one.id in refused:
            _drop(wiring, (one,), refused[one.id])
    left = tuple(one for one in letter.messages if one.id not in refused)
    return (replace(letter, messages=left) if left else None), vouchers


def _hand_over(wiring: Wiring, letter: PreparedLetter, vouchers: Vouchers, chosen: Chosen) -> None:
    def handing_over() -> None:
        with wiring.engine.begin() as connection:
            if not mark_handing_over(connection, letter.messages, wiring.clock()):
                raise _ClaimedAgainError

    try:
        outgoing = write_letter(wiring, letter, vouchers)
        receipt = chosen.channel.send(outgoing, handing_over)
    except UnsendableError as error:
        _drop(wiring, letter.messages, error.reason)
    except ProviderError as error:
        _after_failure(wiring, letter, error, chosen.account)
    except _ClaimedAgainError:
        log.warning("the lease ended before the hand-over", extra=_ids(letter.messages))
    else:
        _finish(wiring, letter.messages, NotificationState.SENT, receipt=receipt)


def _after_failure(
    wiring: Wiring,
    letter: PreparedLetter,
    error: ProviderError,
    account: KeptChannelAccount | None,
) -> None:
    """Do what a channel's failure calls for; `account` is the shop's own, if that was used."""
    if isinstance(error, GoneError):
        _after_the_last(wiring, letter, error)
    elif error.credentials_refused and account:
        pause_channel_account(wiring, account.id, error.reason, account.version)
        later = PutOff(wiring.clock() + A_MOMENT, error.reason, gathered=letter.lead.gathered)
        _put_off(wiring, letter.messages, later)
    else:
        _later(wiring, letter, error)


def _own_account(wiring: Wiring, letter: PreparedLetter) -> KeptChannelAccount | None:
    with wiring.sessions() as session:
        return account_for_channel(session, letter.shop.id, letter.lead.channel)


def _later(wiring: Wiring, letter: PreparedLetter, error: ProviderError) -> None:
    attempts = letter.lead.attempts
    if error.permanent or attempts >= MOST_ATTEMPTS:
        _finish(wiring, letter.messages, NotificationState.FAILED, reason=error.reason)
        return
    pause = BACKOFF[min(attempts, len(BACKOFF)) - 1]
    at = wiring.clock() + max(pause, error.retry_after or timedelta())
    with wiring.sessions.begin() as session:
        try_again(session, letter.messages, error.reason, at)


def _after_the_last(wiring: Wiring, letter: PreparedLetter, error: GoneError) -> None:
    """Close the letter, and see that nothing more goes where nothing arrives."""
    lead, now = letter.lead, wiring.clock()
    is_push = lead.channel is ChannelKey.PUSH
    state = NotificationState.DROPPED if is_push else NotificationState.FAILED
    with wiring.sessions.begin() as session:
        finish(session, letter.messages, state, now, reason=error.reason)
        if is_push:
            end_subscription(session, lead.shop_id, int(lead.recipient))
        else:
            suppress(session, lead.shop_id, lead.channel, lead.recipient, error.reason, now)


def _put_off(wiring: Wiring, messages: Bundle, held: PutOff) -> None:
    with wiring.sessions.begin() as session:
        put_off(session, messages, held.reason, held.until, gathered=held.gathered)


def _drop(wiring: Wiring, messages: Bundle, reason: str) -> None:
    with wiring.sessions.begin() as session:
        drop(session, messages, reason, wiring.clock())


def _finish(
    wiring: Wiring,
    messages: Bundle,
    state: NotificationState,
    *,
    receipt: str = "",
    reason: str = "",
) -> None:
    with wiring.sessions.begin() as session:
        finish(session, messages, state, wiring.clock(), receipt=receipt, reason=reason)


def _ids(messages: Bundle) -> dict[str, int]:
    lead = messages[0]
    return {"notification": lead.id, "shop": lead.shop_id, "order": lead.order_id}
