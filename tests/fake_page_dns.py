"""Hosts for tests: each leads where a test has put it, or DNS is silent."""

from dataclasses import dataclass, field

from domain.errors import ProviderError
from domain.page_domain import HostSaid


@dataclass
class ScriptedPageDns:
    """Answers from `said`; other hosts lead nowhere. Raises `failing` while it is set."""

    said: dict[str, HostSaid] = field(default_factory=dict)
    failing: ProviderError | None = None

    def look_up(self, host: str) -> HostSaid:
        if self.failing:
            raise self.failing
        return self.said.get(host, HostSaid())
