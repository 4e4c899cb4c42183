"""Ways to reach shoppers, as shapes that adapters fill: what they send, and what they report."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol

from domain.carrier_access import CredentialField
from domain.kinds import ChannelKey
from domain.ports import Message, RawDelivery


@dataclass(frozen=True, slots=True)
class ShortMessage:
    """A text; `recipient` is E.164. `reference` comes back in reports about it."""

    reference: str
    recipient: str
    text: str


@dataclass(frozen=True, slots=True)
class PushNote:
    """A note to one browser, with what its subscription gave us; `url` is opened by a press.

    Of two with the same `topic` a browser shows the later one only.
    """

    reference: str
    endpoint: str
    p256dh: str
    auth: str
    title: str
    body: str
    url: str
    topic: str


Outgoing = Message | ShortMessage | PushNote
"""What a channel may be given: each takes its own kind and no other."""


class Channel(Protocol):
    """A way to reach a shopper; several threads may use it at once."""

    key: ChannelKey

    def send(self, message: Any, handing_over: Callable[[], None]) -> str:
        """Send the one kind of Outgoing it takes; return the provider's receipt in its own words.

        Calls `handing_over` at the last moment from which the provider may have the message.
        Raises ProviderError; GoneError when the recipient will never be reached again.
        """
        ...


class Outcome(StrEnum):
    """What became of a message after its provider had taken it."""

    DELIVERED = "delivered"
    FAILED = "failed"
    """It did not arrive; another may."""
    BOUNCED = "bounced"
    """There is no such recipient: nothing will arrive there."""
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"
    RESUBSCRIBED = "resubscribed"


ENDS_IT = frozenset({Outcome.BOUNCED, Outcome.COMPLAINED, Outcome.UNSUBSCRIBED})
"""After these nothing more is sent there."""


@dataclass(frozen=True, slots=True)
class DeliveryReport:
    """What a provider says of a message; `reference` is empty where it is about the recipient."""

    outcome: Outcome
    recipient: str
    reference: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChannelProvider:
    """A provider a merchant may have an account with; `fields` are what is asked for."""

    key: str
    label: str
    channel: ChannelKey
    fields: tuple[CredentialField, ...]
    reports: bool = False
    """It reports to an address of ours, which the merchant enters there."""


class ChannelDesk(Protocol):
    """Opens accounts with providers of channels; knows nothing of shops."""

    @property
    def providers(self) -> Mapping[str, ChannelProvider]:
        """Return the providers there are, by key."""
        ...

    @property
    def own(self) -> Mapping[str, Mapping[str, str]]:
        """Return the credentials of the installation's own accounts, by provider."""
        ...

    def open(self, provider: str, credentials: Mapping[str, str], report_to: str) -> Channel:
        """Return the channel of an account; `report_to` is where its provider is to report."""
        ...

    def try_out(self, provider: str, credentials: Mapping[str, str]) -> None:
        """See whether credentials are accepted; raise ProviderError, with what it says if not."""
        ...

    def read_reports(
        self,
        provider: str,
        credentials: Mapping[str, str],
        address: str,
        delivery: RawDelivery,
    ) -> tuple[DeliveryReport, ...]:
        """Prove and read what a provider sent to an address of ours.

        Raises BadSignatureError and UnreadablePayloadError.
        """
        ...
