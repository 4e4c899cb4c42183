"""Choose who sends a shop's messages on a channel: the shop's own account, else ours."""

from dataclasses import dataclass

from domain.channels import Channel
from domain.errors import ProviderError
from domain.kinds import ChannelKey
from services.accept_report import report_path
from services.open_account import UnopenedAccountError, unseal_credentials
from services.wiring import Wiring
from storage.channel_accounts import KeptChannelAccount, account_for_channel
from storage.message_lanes import sender_name


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who sends; `name` tells senders apart, `account` is None for the installation's own."""

    name: str
    channel: Channel
    account: KeptChannelAccount | None = None


def channel_for(wiring: Wiring, shop_id: int, channel: ChannelKey) -> Chosen | None:
    """Return who sends a shop's messages on a channel, paused or not; None when nobody can.

    Raises ProviderError when the shop's own account cannot be opened.
    """
    with wiring.sessions() as session:
        account = account_for_channel(session, shop_id, channel)
    if account is not None:
        return Chosen(sender_name(channel, account.id), _opened(wiring, account), account)
    ours = wiring.channels.get(channel)
    return Chosen(sender_name(channel, None), ours) if ours else None


def report_address(wiring: Wiring, account: KeptChannelAccount) -> str:
    """Return where the provider of an account is to report what became of messages."""
    return f"{wiring.public_url}{report_path(account.report_token)}"


def _opened(wiring: Wiring, account: KeptChannelAccount) -> Channel:
    if account.provider not in wiring.channel_desk.providers:
        raise _unusable("this installation knows no such provider any more")
    try:
        credentials = unseal_credentials(wiring, account.sealed_credentials)
    except UnopenedAccountError as error:
        raise _unusable(str(error)) from None
    return wiring.channel_desk.open(account.provider, credentials, report_address(wiring, account))


def _unusable(reason: str) -> ProviderError:
    return ProviderError(reason, credentials_refused=True)
