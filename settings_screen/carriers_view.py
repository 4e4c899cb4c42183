"""What the carriers page shows: who is asked, how each does, and whom to add; decides nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.carrier_access import Provider
from domain.carriers import KnownCarrier
from domain.shop import Shop
from domain.zones import zone_named
from messages.language import Language, phrase
from services.review_carriers import CarrierAccount, CarrierReview, Health, Unfollowed
from settings_screen.figures import number

STATES = {
    Health.WORKING: (phrase("Working"), "success"),
    Health.RESTING: (phrase("Resting"), "warning"),
    Health.REFUSED: (phrase("Refused"), "critical"),
    Health.UNTRIED: (phrase("Not tried yet"), "neutral"),
}
AGGREGATES = phrase(
    "An aggregator asks many carriers for you, for a fee of its own: useful for carriers you have"
    " no account with."
)
CARRIERS = "/settings/carriers"


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks, and when: what it takes to write moments and numbers as a shop reads them."""

    shop: Shop
    language: Language
    now: datetime

    def moment(self, at: datetime) -> str:
        """Write an instant as the shop's clock has it."""
        zone = zone_named(self.shop.time_zone)
        return self.language.moment(at.astimezone(zone), self.now.astimezone(zone))

    def day(self, at: datetime) -> str:
        """Write the day of an instant as the shop's calendar has it."""
        zone = zone_named(self.shop.time_zone)
        return self.language.day(at.astimezone(zone), self.now.astimezone(zone))


@dataclass(frozen=True, slots=True)
class AccountLine:
    """Somebody who is asked; `details` are sentences. `tone` is that of a badge."""

    title: str
    details: str
    state: str
    tone: str
    address: str
    shared: bool


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """Somebody who can be added; `words` are what a search looks in, in lower case."""

    title: str
    details: str
    address: str
    words: str
    unconfirmed: Sequence[str]


@dataclass(frozen=True, slots=True)
class UnfollowedLine:
    """Parcels of a carrier nobody follows; `providers` are those who could."""

    title: str
    details: str
    providers: Sequence[ProviderLine]


def account_lines(accounts: Sequence[CarrierAccount], looking: Looking) -> Sequence[AccountLine]:
    """Return who is asked, each with how it does."""
    return [account_line(account, looking) for account in accounts]


def account_line(account: CarrierAccount, looking: Looking) -> AccountLine:
    """Say how an account does."""
    state, tone = STATES[account.health]
    return AccountLine(
        title=account.provider.label,
        details=" ".join(_sentences(account, looking)),
        state=looking.language.say(state),
        tone=tone,
        address=f"{CARRIERS}/{account.provider.key}",
        shared=account.shared,
    )


def _sentences(account: CarrierAccount, looking: Looking) -> Iterator[str]:
    say = looking.language.say
    if account.health is Health.REFUSED:
        yield _refused(account, looking.language)
    elif account.health is Health.RESTING and account.until:
        until = looking.moment(account.until)
        yield say("Left alone until %(when)s.", when=until)
        if account.reason:
            yield say("The reason: %(reason)s.", reason=account.reason.rstrip("."))
    elif account.health is Health.UNTRIED:
        yield say("It is tried with the next parcel.")
    if account.answered_at:
        yield say("Last answer: %(when)s.", when=looking.moment(account.answered_at))
    yield looking.language.count(
        "Follows %(num)d parcel.", "Follows %(num)d parcels.", account.parcels
    )
    yield from _calls(account, looking.language)
    if account.push_url and account.pushed_at:
        yield say("Pushes arrive, the last one %(when)s.", when=looking.moment(account.pushed_at))
    elif account.push_url:
        yield say("No push has arrived yet.")


def _refused(account: CarrierAccount, language: Language) -> str:
    if account.shared:
        return language.say(
            "Paused: its credentials are refused. Whoever runs Framme has to renew them."
        )
    reason = account.reason.rstrip(".") or language.say("no reason given")
    return language.say(
        "Paused: the credentials are refused (%(reason)s). Enter new ones.", reason=reason
    )


def _calls(account: CarrierAccount, language: Language) -> Iterator[str]:
    if account.calls_a_day is None:
        return
    most = number(language, account.calls_a_day)
    if account.calls_left is None:
        yield language.say("At most %(most)s calls a day.", most=most)
    else:
        left = number(language, max(0, account.calls_left))
        yield language.say("%(left)s of %(most)s calls left today.", left=left, most=most)


def provider_lines(
    providers: Sequence[Provider],
    known: Mapping[str, KnownCarrier],
    language: Language,
    query: str = "",
) -> Sequence[ProviderLine]:
    """Return those that can be added and have all words of a query."""
    lines = [provider_line(provider, known, language) for provider in providers]
    wanted = query.casefold().split()
    return [line for line in lines if all(word in line.words for word in wanted)]


def provider_line(
    provider: Provider, known: Mapping[str, KnownCarrier], language: Language
) -> ProviderLine:
    """Describe somebody who can be added."""
    served = [known[key] for key in provider.serves if key in known]
    labels = [carrier.label for carrier in served]
    details = ", ".join(labels) if labels != [provider.label] else ""
    names = " ".join(name for carrier in served for name in (carrier.label, *carrier.names))
    return ProviderLine(
        title=provider.label,
        details=language.say("Aggregator") if provider.aggregates else details,
        address=f"{CARRIERS}/{provider.key}",
        words=f"{provider.label} {names} {provider.key}".casefold(),
        unconfirmed=provider.unconfirmed,
    )


def unfollowed_lines(
    seen: CarrierReview, known: Mapping[str, KnownCarrier], language: Language
) -> Sequence[UnfollowedLine]:
    """Return the carriers whose parcels nobody follows, with who could follow them."""
    return [
        UnfollowedLine(
            title=carrier_name(one, known, language),
            details=_parcels(one, language),
            providers=[
                provider_line(provider, known, language)
                for provider in seen.addable
                if one.carrier in provider.serves
            ],
        )
        for one in seen.unfollowed
    ]


def carrier_name(one: Unfollowed, known: Mapping[str, KnownCarrier], language: Language) -> str:
    """Name a carrier: as we do, else as the shop does."""
    if one.carrier:
        return known[one.carrier].label if one.carrier in known else one.carrier
    return one.text or language.say("No carrier named")


def _parcels(one: Unfollowed, language: Language) -> str:
    return language.count("%(num)d parcel", "%(num)d parcels", one.parcels)
