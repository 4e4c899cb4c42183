"""Tell a merchant who is asked about the shop's parcels, how each does, and whom to add."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from domain.carrier_access import Account, Provider
from services.open_account import openable_credentials, push_url
from services.try_carrier_account import provider_named
from services.wiring import Wiring
from storage.carrier_accounts import KeptAccount, account_of, accounts_open_to
from storage.carriers_review import Unfollowed, parcels_by_account, unfollowed_parcels

__all__ = [
    "CarrierAccount",
    "CarrierForm",
    "CarrierReview",
    "CarriersInShort",
    "Health",
    "Unfollowed",
    "carrier_form",
    "carriers_in_short",
    "review_carriers",
]

LOOKED_AT = timedelta(days=60)
MOST_UNFOLLOWED = 30


class Health(StrEnum):
    """How an account does."""

    REFUSED = "refused"
    """Its credentials are refused: it is paused until they are renewed."""
    RESTING = "resting"
    WORKING = "working"
    UNTRIED = "untried"


@dataclass(frozen=True, slots=True)
class CarrierAccount:
    """An account that may be used for a shop, without its credentials.

    `shared` is the installation's own: the provider's words and calls are not the shop's to see.
    `until` is when it stops resting. `calls_a_day` is the account's own limit or the provider's;
    `calls_left` are those of today. `push_url` is empty where nothing is pushed.
    """

    provider: Provider
    shared: bool
    version: int
    health: Health
    reason: str
    until: datetime | None
    answered_at: datetime | None
    pushed_at: datetime | None
    parcels: int
    calls_a_day: int | None = None
    calls_left: int | None = None
    push_url: str = ""


@dataclass(frozen=True, slots=True)
class CarrierReview:
    """Everybody who is asked for a shop, and everybody who could be.

    `addable` are those the shop has no account with: carriers first, then aggregators.
    """

    accounts: Sequence[CarrierAccount]
    addable: Sequence[Provider]
    unfollowed: Sequence[Unfollowed]


@dataclass(frozen=True, slots=True)
class CarrierForm:
    """What is known already of an account to be entered or changed; secrets only by their names.

    `account` is the shop's, `provided` the installation's. `values` are those that are no secret.
    """

    provider: Provider
    account: CarrierAccount | None
    provided: CarrierAccount | None
    values: Mapping[str, str]
    secrets_kept: frozenset[str]
    own_limit: int | None


@dataclass(frozen=True, slots=True)
class CarriersInShort:
    """Whether anybody can be asked for a shop, and the parcels that nobody follows, by carrier."""

    connected: bool
    unfollowed: Sequence[Unfollowed]


def review_carriers(wiring: Wiring, shop_id: int) -> CarrierReview:
    """Return who is asked about a shop's parcels, the shop's own accounts first."""
    providers = wiring.switchboard.providers
    accounts = _accounts(wiring, shop_id)
    mine = {account.provider.key for account in accounts if not account.shared}
    rest = [provider for key, provider in providers.items() if key not in mine]
    return CarrierReview(
        accounts=sorted(accounts, key=lambda a: (a.shared, a.provider.label.casefold())),
        addable=sorted(rest, key=lambda p: (p.aggregates, p.label.casefold())),
        unfollowed=_unfollowed(wiring, shop_id),
    )


def carrier_form(wiring: Wiring, shop_id: int, provider: str) -> CarrierForm:
    """Return what is known of a shop's account with a provider; raise UnknownProviderError."""
    described = provider_named(wiring, provider)
    accounts = [a for a in _accounts(wiring, shop_id) if a.provider.key == provider]
    with wiring.sessions() as session:
        kept = account_of(session, shop_id, provider)
    credentials = openable_credentials(wiring, kept)
    secret = {field.name for field in described.fields if field.secret}
    return CarrierForm(
        provider=described,
        account=next((a for a in accounts if not a.shared), None),
        provided=next((a for a in accounts if a.shared), None),
        values={name: value for name, value in credentials.items() if name not in secret},
        secrets_kept=frozenset(credentials) & secret,
        own_limit=kept.calls_a_day if kept else None,
    )


def carriers_in_short(wiring: Wiring, shop_id: int) -> CarriersInShort:
    """Return how a shop stands with carriers, in one look."""
    with wiring.sessions() as session:
        kept = accounts_open_to(session, shop_id)
    usable = any(one.paused_at is None for one in kept)
    return CarriersInShort(usable, _unfollowed(wiring, shop_id))


def _unfollowed(wiring: Wiring, shop_id: int) -> Sequence[Unfollowed]:
    since = wiring.clock() - LOOKED_AT
    with wiring.sessions() as session:
        return unfollowed_parcels(session, shop_id, since, MOST_UNFOLLOWED)


def _accounts(wiring: Wiring, shop_id: int) -> list[CarrierAccount]:
    with wiring.sessions() as session:
        kept = [
            one
            for one in accounts_open_to(session, shop_id)
            if one.provider in wiring.switchboard.providers
        ]
        parcels = parcels_by_account(session, shop_id, [one.id for one in kept])
    return [_account(wiring, one, parcels.get(one.id, 0)) for one in kept]


def _account(wiring: Wiring, kept: KeptAccount, parcels: int) -> CarrierAccount:
    provider = wiring.switchboard.providers[kept.provider]
    health, reason = _health(kept, wiring.clock())
    shared = kept.shop_id is None
    answers = [moment for moment in (kept.answered_at, kept.checked_at) if moment]
    seen = CarrierAccount(
        provider=provider,
        shared=shared,
        version=kept.version,
        health=health,
        reason="" if shared else reason,
        until=kept.not_before if health is Health.RESTING else None,
        answered_at=max(answers, default=None),
        pushed_at=None if shared else kept.pushed_at,
        parcels=parcels,
    )
    return seen if shared else _with_calls(wiring, seen, kept)


def _with_calls(wiring: Wiring, seen: CarrierAccount, kept: KeptAccount) -> CarrierAccount:
    """Add what concerns the owner of an account alone."""
    # The pace is kept by the account's name: nothing need be opened to ask for it.
    unopened = Account(f"{kept.id}.{kept.version}", kept.provider, {}, "", kept.calls_a_day)
    left = wiring.switchboard.calls_left(unopened).today
    return replace(
        seen,
        calls_a_day=kept.calls_a_day or seen.provider.calls_a_day,
        calls_left=kept.quota_left if left is None else left,
        push_url=push_url(wiring, kept.push_token) if seen.provider.push_field else "",
    )


def _health(kept: KeptAccount, now: datetime) -> tuple[Health, str]:
    if kept.paused_at:
        return Health.REFUSED, kept.paused_reason
    if kept.not_before and kept.not_before > now:
        return Health.RESTING, kept.resting_reason
    return (Health.WORKING if kept.answered_at or kept.checked_at else Health.UNTRIED), ""
