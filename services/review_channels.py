"""Tell a merchant by whose account messages go out, channel by channel, and how each does."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.channels import ChannelProvider
from domain.kinds import ChannelKey
from services.choose_channel import report_address
from services.keep_channel_account import kept_credentials
from services.try_channel_account import channel_provider
from services.wiring import Wiring
from storage.brands import brand_of
from storage.channel_accounts import (
    NO_ACCOUNT,
    KeptChannelAccount,
    account_for_channel,
    channel_accounts_of,
)

__all__ = [
    "ChannelAccount",
    "ChannelForm",
    "ChannelHealth",
    "ChannelReview",
    "channel_form",
    "review_channels",
]


class ChannelHealth(StrEnum):
    """How an account does."""

    REFUSED = "refused"
    """Its credentials are refused: it is paused until they are renewed."""
    WORKING = "working"
    UNTRIED = "untried"


@dataclass(frozen=True, slots=True)
class ChannelAccount:
    """A shop's own account for a channel, without its credentials.

    `report_url` is where its provider is to report, empty for one that reports nothing.
    """

    provider: ChannelProvider
    version: int
    health: ChannelHealth
    reason: str
    checked_at: datetime | None
    reported_at: datetime | None
    report_url: str


@dataclass(frozen=True, slots=True)
class ChannelReview:
    """Who sends on a channel: the shop's own `account`, else the installation if it is `provided`.

    `providers` are those an account may be with. `sender_missing` says that mails by the shop's own
    account would still bear the installation's address.
    """

    channel: ChannelKey
    account: ChannelAccount | None
    provided: bool
    providers: Sequence[ChannelProvider]
    sender_missing: bool = False


@dataclass(frozen=True, slots=True)
class ChannelForm:
    """What is known of an account to be entered or changed; secrets only by their names.

    `account` is the shop's with this provider, `replaces` the provider of another it has for the
    channel. `version` is that of whichever there is.
    """

    provider: ChannelProvider
    account: ChannelAccount | None
    replaces: ChannelProvider | None
    provided: bool
    version: int
    values: Mapping[str, str]
    secrets_kept: frozenset[str]


def review_channels(wiring: Wiring, shop_id: int) -> Sequence[ChannelReview]:
    """Return who sends a shop's messages, for every channel there is."""
    with wiring.sessions() as session:
        kept = {one.channel: one for one in channel_accounts_of(session, shop_id)}
        proven = brand_of(session, shop_id).sender_proven
    providers = wiring.channel_desk.providers.values()
    return [
        ChannelReview(
            channel=channel,
            account=_account(wiring, kept.get(channel)),
            provided=channel in wiring.channels,
            providers=[one for one in providers if one.channel is channel],
            sender_missing=channel is ChannelKey.EMAIL and channel in kept and not proven,
        )
        for channel in ChannelKey
    ]


def channel_form(wiring: Wiring, shop_id: int, provider: str) -> ChannelForm:
    """Return what is known of a shop's account with a provider; raise UnknownProviderError."""
    described = channel_provider(wiring, provider)
    with wiring.sessions() as session:
        kept = account_for_channel(session, shop_id, described.channel)
    mine = kept if kept and kept.provider == provider else None
    credentials = kept_credentials(wiring, mine)
    secret = {field.name for field in described.fields if field.secret}
    other = kept.provider if kept and not mine else ""
    return ChannelForm(
        provider=described,
        account=_account(wiring, mine),
        replaces=wiring.channel_desk.providers.get(other),
        provided=described.channel in wiring.channels,
        version=kept.version if kept else NO_ACCOUNT,
        values={name: value for name, value in credentials.items() if name not in secret},
        secrets_kept=frozenset(credentials) & secret,
    )


def _account(wiring: Wiring, kept: KeptChannelAccount | None) -> ChannelAccount | None:
    provider = wiring.channel_desk.providers.get(kept.provider) if kept else None
    if kept is None or provider is None:
        return None
    return ChannelAccount(
        provider=provider,
        version=kept.version,
        health=_health(kept),
        reason=kept.paused_reason,
        checked_at=kept.checked_at,
        reported_at=kept.reported_at,
        report_url=report_address(wiring, kept) if provider.reports else "",
    )


def _health(kept: KeptChannelAccount) -> ChannelHealth:
    if kept.paused_at:
        return ChannelHealth.REFUSED
    return ChannelHealth.WORKING if kept.checked_at else ChannelHealth.UNTRIED
