"""Say what a carrier's package must offer to be discovered; knows no carrier and does no I/O."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from domain.ports import Carrier
from domain.status import Meaning
from domain.tracking import TrackedNumber, TrackingReport, UnknownNumber
from integrations.http import Patience


@dataclass(frozen=True, slots=True)
class Credential:
    """One thing a carrier asks of those who call it; `env` is the variable that holds it."""

    name: str
    env: str
    label: str
    secret: bool = True


@dataclass(frozen=True, slots=True)
class CarrierAdapter:
    """All the product needs of a carrier's package, exposed there as `adapter`.

    `names` are what shops write, lower case. `build` takes credentials by their name, the
    address of the interface, and how long to wait for it. `read` turns the bytes of one answer
    into a report, purely; it raises ProviderError for bytes that are no answer. `statuses` is
    the carrier's table.
    """

    key: str
    label: str
    names: tuple[str, ...]
    credentials: tuple[Credential, ...]
    base_url: str
    build: Callable[[Mapping[str, str], str, Patience], Carrier]
    read: Callable[[bytes, TrackedNumber], TrackingReport | UnknownNumber]
    statuses: Mapping[str, Meaning] = field(repr=False)

    @property
    def url_variable(self) -> str:
        """Name the variable that points the client at another address, such as a simulator."""
        return f"FRAMME_{self.key.upper()}_URL"


def by_code(groups: Mapping[Meaning, str], separator: str | None = None) -> dict[str, Meaning]:
    """Turn meanings with the codes that have them, written in one string, into a table.

    Raises ValueError for a code with two meanings.
    """
    meanings: dict[str, Meaning] = {}
    for meaning, codes in groups.items():
        for code in map(str.strip, codes.split(separator)):
            if code in meanings:
                raise ValueError(f"{code} has two meanings")
            meanings[code] = meaning
    return meanings
