"""Choose whom to ask about a parcel: the shop's own account first, an aggregator last."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.carrier_access import Provider


@dataclass(frozen=True, slots=True)
class OwnedAccount:
    """An account that may be used for a shop; `shared` is the installation's own."""

    id: int
    provider: str
    shared: bool


def accounts_for(
    carrier: str | None, accounts: Sequence[OwnedAccount], providers: Mapping[str, Provider]
) -> list[OwnedAccount]:
    """Return the accounts that can answer for a carrier, the best first.

    A carrier's own interface comes before an aggregator, one made for this carrier before one
    made for many, and the shop's account before the installation's. An aggregator answers for a
    carrier nobody knows (None) as well.
    """
    fitting = [a for a in accounts if _answers_for(carrier, providers.get(a.provider))]
    return sorted(
        fitting,
        key=lambda a: (
            providers[a.provider].aggregates,
            a.shared,
            len(providers[a.provider].serves),
            a.provider,
        ),
    )


def _answers_for(carrier: str | None, provider: Provider | None) -> bool:
    return provider is not None and (provider.aggregates or carrier in provider.serves)
