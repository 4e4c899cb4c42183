"""A switchboard whose providers answer what a test has scripted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from domain.carrier_access import (
    Account,
    CredentialField,
    Enquiry,
    Outcome,
    Provider,
    Rest,
)
from domain.errors import BadSignatureError, ProviderError, UnreadablePayloadError
from domain.poll_budget import CallsLeft
from domain.ports import RawDelivery
from domain.tracking import TrackingReport
from tests.fakes import ScriptedCarrier

FIELDS = (CredentialField("key", "API key"), CredentialField("secret", "Secret", optional=True))
PUSHED = b"pushed: "


@dataclass
class ScriptedSwitchboard:
    """Reaches scripted carriers, each by a provider of its own name; `calls` per account is kept.

    A push is the word `pushed: ` and numbers; it is proven by the header x-secret.
    """

    carriers: list[ScriptedCarrier]
    own: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    own_rates: Mapping[str, Sequence[str]] = field(default_factory=dict)
    left: dict[str, CallsLeft] = field(default_factory=dict)
    asked: list[Enquiry] = field(default_factory=list)
    refusing: str = ""
    resting: Rest | None = None
    subscribes: bool = False
    confirmed: list[str] = field(default_factory=list)
    quota: int | None = None

    def __post_init__(self) -> None:
        self.own = self.own or {carrier.key: {"key": "own"} for carrier in self.carriers}
        self.providers: Mapping[str, Provider] = {
            carrier.key: Provider(
                key=carrier.key,
                label=carrier.label,
                serves=(carrier.key,),
                fields=FIELDS,
                push_field="secret",
            )
            for carrier in self.carriers
        }

    async def ask(self, enquiries: Sequence[Enquiry]) -> Sequence[Outcome]:
        self.asked.extend(enquiries)
        return [self._outcome(enquiry) for enquiry in enquiries]

    def _outcome(self, enquiry: Enquiry) -> Outcome:
        carrier = self._carrier(enquiry.account.provider)
        answers = [carrier.answer(number) for number in enquiry.numbers]
        return Outcome(
            answers=answers,
            refused=self.refusing,
            rest=self.resting,
            subscribed=enquiry.subscribe if self.subscribes else frozenset(),
            lasting=timedelta(days=14),
            quota_left=self.quota if enquiry.ask_quota else None,
        )

    def calls_left(self, account: Account) -> CallsLeft:
        return self.left.get(account.provider, CallsLeft())

    def check(self, account: Account) -> None:
        carrier = self._carrier(account.provider)
        if carrier.failing:
            raise carrier.failing
        if account.credentials.get("key") == "wrong":
            raise ProviderError("HTTP 401", permanent=True, credentials_refused=True)

    def prove_push(self, account: Account, delivery: RawDelivery) -> None:
        secret = account.credentials.get("secret")
        if not secret or delivery.headers.get("x-secret") != secret:
            raise BadSignatureError("the push is not signed with the account's secret")

    def confirm_push(self, account: Account, push: bytes) -> bool:
        if push == b"confirm me":
            self.confirmed.append(account.provider)
        return push == b"confirm me"

    def reports_in(self, provider: str, push: bytes) -> Sequence[TrackingReport]:
        if not push.startswith(PUSHED):
            raise UnreadablePayloadError("not a push")
        reports = self._carrier(provider).reports
        return [reports[number] for number in push[len(PUSHED) :].decode().split()]

    def _carrier(self, provider: str) -> ScriptedCarrier:
        return next(carrier for carrier in self.carriers if carrier.key == provider)
