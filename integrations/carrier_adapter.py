"""Say what a carrier's package must offer to be discovered; knows no carrier and does no I/O."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from domain.carrier_access import CredentialField, Provider
from domain.ports import RawDelivery
from domain.status import Meaning
from domain.tracking import TrackedNumber, TrackingAnswer, TrackingReport, UnknownNumber
from integrations.line import Line


@dataclass(frozen=True, slots=True)
class Push:
    """How a provider pushes.

    `secret` names the credential that proves a push. `verify` takes the push and that secret and
    raises BadSignatureError. `read` turns its bytes into reports, one for each number in it; it
    raises UnreadablePayloadError. `subscribe` asks that numbers be pushed to the line's `push_url`
    and returns those that will be; None when whatever is asked for is pushed from then on.
    `confirm` answers a push that asks for an answer, and says whether it did.
    """

    secret: str
    verify: Callable[[RawDelivery, str], None]
    read: Callable[[bytes], Sequence[TrackingReport]]
    subscribe: Callable[[Line, Sequence[TrackedNumber]], Awaitable[frozenset[str]]] | None = None
    lasts: timedelta | None = None
    confirm: Callable[[Line, bytes], Awaitable[bool]] | None = None


@dataclass(frozen=True, slots=True)
class CarrierAdapter:
    """All the product needs of a carrier's package, exposed there as `adapter`.

    `serves` are keys of the directory; empty for an aggregator, which serves every carrier.
    `track` answers for every number it is given, in order. `read` turns the bytes of one answer
    into a report for one number, purely; it raises ProviderError for bytes that are no answer.
    `statuses` is the carrier's table. `rates` are the windows an account keeps to, as in
    "10/second" or "250/day". `probe` is a number of the right form that need not exist.
    `sign_in_path` is where tokens come from, empty without any, and `sign_in_url` their host when
    it is another than `base_url`. `quota` tells how many new numbers an account may still
    register. `unconfirmed` says which facts could not be checked; with any, it is called beta.
    """

    key: str
    label: str
    serves: tuple[str, ...]
    credentials: tuple[CredentialField, ...]
    base_url: str
    track: Callable[[Line, Sequence[TrackedNumber]], Awaitable[Sequence[TrackingAnswer]]]
    read: Callable[[bytes, TrackedNumber], TrackingReport | UnknownNumber]
    statuses: Mapping[str, Meaning] = field(repr=False)
    probe: TrackedNumber
    sign_in_path: str = ""
    sign_in_url: str = ""
    per_call: int = 1
    rates: tuple[str, ...] = ()
    a_day: int = 8
    unconfirmed: tuple[str, ...] = ()
    push: Push | None = None
    quota: Callable[[Line], Awaitable[int | None]] | None = None

    @property
    def provider(self) -> Provider:
        """Describe the adapter to the rest of the product."""
        daily = [int(rate.split("/")[0]) for rate in self.rates if rate.endswith("/day")]
        return Provider(
            key=self.key,
            label=self.label,
            serves=self.serves,
            fields=self.credentials,
            aggregates=not self.serves,
            per_call=self.per_call,
            a_day=self.a_day,
            calls_a_day=min(daily, default=None),
            unconfirmed=self.unconfirmed,
            push_field=self.push.secret if self.push else "",
        )

    def variable(self, credential: CredentialField) -> str:
        """Name the variable that holds a credential of the installation's own account."""
        return f"FRAMME_{self.key.upper()}_{credential.name.upper()}"

    @property
    def rates_variable(self) -> str:
        """Name the variable with other windows for the installation's own account, or `none`."""
        return f"FRAMME_{self.key.upper()}_RATES"

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
