"""Senders in this process, as slow as a bench wants them; nothing leaves it."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from domain.channels import Channel, ChannelProvider, DeliveryReport, Outgoing
from domain.kinds import ChannelKey
from domain.ports import RawDelivery


@dataclass
class Sender:
    """A mail server that takes so many seconds for a letter; `last` is when it had the last one."""

    seconds: float
    sent: int = 0
    last: float = 0.0
    key: ChannelKey = ChannelKey.EMAIL

    def send(self, _message: Outgoing, handing_over: Callable[[], None]) -> str:
        """Take a letter."""
        handing_over()
        time.sleep(self.seconds)
        self.sent += 1
        self.last = time.perf_counter()
        return "250 ok"


@dataclass(frozen=True, slots=True)
class OneAccount:
    """A desk that knows one provider, and one account with it."""

    provider: str
    sender: Sender

    @property
    def providers(self) -> Mapping[str, ChannelProvider]:
        """Return that provider."""
        return {self.provider: ChannelProvider(self.provider, "", ChannelKey.EMAIL, fields=())}

    @property
    def own(self) -> Mapping[str, Mapping[str, str]]:
        """Return no accounts of the installation's own."""
        return {}

    def open(self, _provider: str, _credentials: Mapping[str, str], _report_to: str) -> Channel:
        """Return that account's sender."""
        return self.sender

    def try_out(self, _provider: str, _credentials: Mapping[str, str]) -> None:
        """Find nothing wrong."""

    def read_reports(
        self, _provider: str, _credentials: Mapping[str, str], _address: str, _sent: RawDelivery
    ) -> tuple[DeliveryReport, ...]:
        """Read nothing."""
        return ()
