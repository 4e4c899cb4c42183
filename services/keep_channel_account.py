"""Keep a shop's own account for a channel: read what was entered, try it, seal it; or forget it.

What is refused is not kept. Nobody overwrites what another has changed meanwhile.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy.orm import Session

from domain.channels import ChannelProvider
from domain.errors import ChangedMeanwhileError
from domain.kinds import ChannelKey
from services.enter_credentials import (
    CredentialsRefusedError,
    InvalidAccountError,
    entered_credentials,
    problems_in,
    suspect,
)
from services.open_account import UnopenedAccountError, seal_credentials, unseal_credentials
from services.try_carrier_account import Trial, Tried, UnknownProviderError
from services.try_channel_account import channel_provider, try_channel_credentials
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.brands import SenderCheck, brand_of, note_sender_check
from storage.channel_accounts import (
    NO_ACCOUNT,
    KeptChannelAccount,
    NewChannelAccount,
    account_for_channel,
    forget_channel_account,
    keep_channel_account,
    lock_channel_version,
)

WHERE = "host"
"""The field that says where secrets are sent to."""


@dataclass(frozen=True, slots=True)
class EnteredChannel:
    """What a merchant enters for a provider; `version` is that of the account it was shown with.

    A secret left empty is the one that is kept already.
    """

    provider: str
    values: Mapping[str, str]
    version: int


def keep_channel(wiring: Wiring, shop_id: int, entered: EnteredChannel, who: str) -> Tried:
    """Try what was entered and keep it, unless it is refused; return what came of the trial.

    It takes the place of the account the shop has for the channel. Raises UnknownProviderError,
    InvalidAccountError, ChangedMeanwhileError, CredentialsRefusedError and TooManyAttemptsError.
    """
    provider = channel_provider(wiring, entered.provider)
    before = _before(wiring, shop_id, provider, entered)
    credentials = entered_credentials(provider.fields, entered.values, before)
    problems = problems_in(provider.fields, credentials)
    if problems:
        raise InvalidAccountError(problems)
    tried = try_channel_credentials(wiring, shop_id, provider.key, credentials)
    if tried.trial is Trial.REFUSED:
        raise CredentialsRefusedError(tried.reason, suspect(provider.fields))
    new = NewChannelAccount(
        channel=provider.channel,
        provider=provider.key,
        sealed_credentials=seal_credentials(wiring, credentials),
        report_token=secrets.token_urlsafe(24),
    )
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        was = _locked(session, shop_id, provider.channel, entered.version)
        keep_channel_account(session, shop_id, new, now if tried.trial is Trial.WORKS else None)
        _unprove(session, shop_id, provider.channel)
        _note(session, wiring, shop_id, who, _Step(provider.channel, was, provider.key))
    return tried


def forget_channel(wiring: Wiring, shop_id: int, provider: str, version: int, who: str) -> None:
    """Delete an account as it was shown; messages go out by the installation's own, if it has one.

    Raises UnknownProviderError and ChangedMeanwhileError.
    """
    channel = channel_provider(wiring, provider).channel
    with wiring.sessions.begin() as session:
        was = _locked(session, shop_id, channel, version)
        if was != provider:
            raise UnknownProviderError(provider)
        forget_channel_account(session, shop_id, channel)
        _unprove(session, shop_id, channel)
        _note(session, wiring, shop_id, who, _Step(channel, was, ""))


def kept_credentials(wiring: Wiring, kept: KeptChannelAccount | None) -> Mapping[str, str]:
    """Return what is known of an account's credentials, to be entered anew; perhaps nothing."""
    try:
        return unseal_credentials(wiring, kept.sealed_credentials) if kept else {}
    except UnopenedAccountError:
        return {}


def _before(
    wiring: Wiring, shop_id: int, provider: ChannelProvider, entered: EnteredChannel
) -> Mapping[str, str]:
    """Return the credentials kept already, if they are those that were shown and still apply."""
    with wiring.sessions() as session:
        kept = account_for_channel(session, shop_id, provider.channel)
    if (kept.version if kept else NO_ACCOUNT) != entered.version:
        raise ChangedMeanwhileError(entered.provider)
    if kept is None or kept.provider != provider.key:
        return {}
    before = kept_credentials(wiring, kept)
    # A secret is never sent to a server other than the one it was entered for.
    moved = entered.values.get(WHERE, "").strip() != before.get(WHERE, "")
    return {} if moved else before


def _locked(session: Session, shop_id: int, channel: ChannelKey, version: int) -> str:
    """Have the account to ourselves, as it was shown; return its provider, empty for none."""
    if lock_channel_version(session, shop_id, channel) != version:
        raise ChangedMeanwhileError(channel)
    kept = account_for_channel(session, shop_id, channel)
    return kept.provider if kept else ""


def _unprove(session: Session, shop_id: int, channel: ChannelKey) -> None:
    """Forget that the sender's address was proven: it was for whoever sent until now."""
    if channel is ChannelKey.EMAIL:
        address = brand_of(session, shop_id).sender_address
        note_sender_check(session, shop_id, address, SenderCheck(), proven=False)


@dataclass(frozen=True, slots=True)
class _Step:
    """From which provider to which a channel went; empty for the installation's own."""

    channel: ChannelKey
    before: str
    after: str


def _note(session: Session, wiring: Wiring, shop_id: int, who: str, step: _Step) -> None:
    change = Change(
        who=who,
        what="channel account",
        subject=step.channel.value,
        before={"provider": step.before},
        after={"provider": step.after},
    )
    note_change(session, shop_id, change, wiring.clock())
