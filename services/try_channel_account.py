"""Try a merchant's account with a provider of messages, before it is kept or whenever asked."""

from collections.abc import Mapping

from domain.channels import ChannelProvider
from domain.errors import ProviderError
from services.open_account import UnopenedAccountError, unseal_credentials
from services.pause_channel import pause_channel_account
from services.try_carrier_account import Trial, Tried, UnknownProviderError
from services.wiring import Wiring
from storage.channel_accounts import (
    account_for_channel,
    lock_channel_version,
    note_channel_works,
)


def channel_provider(wiring: Wiring, key: str) -> ChannelProvider:
    """Return a provider of messages; raise UnknownProviderError."""
    try:
        return wiring.channel_desk.providers[key]
    except KeyError as error:
        raise UnknownProviderError(key) from error


def try_channel_credentials(
    wiring: Wiring, shop_id: int, provider: str, credentials: Mapping[str, str]
) -> Tried:
    """Try credentials, with no transaction open; raise TooManyAttemptsError."""
    wiring.limiter.hit("try-channel", str(shop_id))
    try:
        wiring.channel_desk.try_out(provider, credentials)
    except ProviderError as error:
        trial = Trial.REFUSED if error.credentials_refused else Trial.UNCLEAR
        return Tried(trial, error.reason)
    return Tried(Trial.WORKS)


def try_channel_account(wiring: Wiring, shop_id: int, provider: str) -> Tried:
    """Try the account a shop has; raise UnknownProviderError, TooManyAttemptsError.

    Refused credentials pause it, working ones set it going again.
    """
    channel = channel_provider(wiring, provider).channel
    with wiring.sessions() as session:
        kept = account_for_channel(session, shop_id, channel)
    if kept is None or kept.provider != provider:
        raise UnknownProviderError(provider)
    try:
        credentials = unseal_credentials(wiring, kept.sealed_credentials)
        tried = try_channel_credentials(wiring, shop_id, provider, credentials)
    except UnopenedAccountError as error:
        tried = Tried(Trial.REFUSED, str(error))
    if tried.trial is Trial.REFUSED:
        pause_channel_account(wiring, kept.id, tried.reason, kept.version)
    elif tried.trial is Trial.WORKS:
        with wiring.sessions.begin() as session:
            if lock_channel_version(session, shop_id, channel) == kept.version:
                note_channel_works(session, shop_id, kept.id, wiring.clock())
    return tried
