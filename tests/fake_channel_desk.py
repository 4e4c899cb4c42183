"""Merchants' own channels for tests: every account opens the outbox the test has put there."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.channels import Channel, ChannelProvider, DeliveryReport
from domain.errors import BadSignatureError, ProviderError
from domain.ports import RawDelivery


@dataclass
class ScriptedDesk:
    """Opens what `opened` holds for a provider; refuses credentials while `refusing` is set."""

    providers: dict[str, ChannelProvider] = field(default_factory=dict)
    own: dict[str, Mapping[str, str]] = field(default_factory=dict)
    opened: dict[str, Channel] = field(default_factory=dict)
    refusing: ProviderError | None = None
    reports: tuple[DeliveryReport, ...] | None = None
    tried: list[Mapping[str, str]] = field(default_factory=list)

    def open(self, provider: str, credentials: Mapping[str, str], report_to: str) -> Channel:
        return self.opened[provider]

    def try_out(self, provider: str, credentials: Mapping[str, str]) -> None:
        self.tried.append(credentials)
        if self.refusing:
            raise self.refusing

    def read_reports(
        self,
        provider: str,
        credentials: Mapping[str, str],
        address: str,
        delivery: RawDelivery,
    ) -> tuple[DeliveryReport, ...]:
        if self.reports is None:
            raise BadSignatureError("not signed")
        return self.reports
