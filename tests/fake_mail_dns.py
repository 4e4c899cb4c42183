"""Mail domains for tests: each says what a test has put there, or DNS is silent."""

from dataclasses import dataclass, field

from domain.errors import ProviderError
from domain.mail_domain import DomainSaid


@dataclass
class ScriptedMailDns:
    """Answers from `said`; other domains say nothing. Raises `failing` while it is set."""

    said: dict[str, DomainSaid] = field(default_factory=dict)
    failing: ProviderError | None = None
    asked: list[tuple[str, str]] = field(default_factory=list)

    def look_up(self, domain: str, dkim_selector: str) -> DomainSaid:
        self.asked.append((domain, dkim_selector))
        if self.failing:
            raise self.failing
        return self.said.get(domain, DomainSaid())
