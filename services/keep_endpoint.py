"""Keep the endpoints of a shop: add, change, pause, resume, remove them, and replace secrets.

Nobody overwrites what another has changed meanwhile, and each change is written down.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from domain.errors import ChangedMeanwhileError, FrammeError
from domain.events import EventType, Target
from services.endpoint_secrets import new_secret, seal_replacing, seal_secret
from services.tell_events import SWITCHED_OFF
from services.wiring import Wiring
from storage.audit_log import Change, note_change
from storage.event_deliveries import give_up_deliveries
from storage.event_endpoints import (
    KeptEndpoint,
    NewEndpoint,
    add_endpoint,
    endpoints_of,
    keep_kinds,
    keep_secret,
    lock_endpoints,
    locked_endpoint,
    remove_endpoint,
    switch_off,
    switch_on,
)

MOST_ENDPOINTS = 10
LONGEST_URL = 2000
SHORTEST_KEY, LONGEST_KEY = 10, 200
WHAT, KLAVIYO = "endpoint", "Klaviyo"
"""What endpoints are called in the list of changes, and the one there; others go by address."""


class NoSuchEndpointError(FrammeError):
    """The shop has no endpoint of this number."""


class UnusableAddressError(FrammeError):
    """Nothing can be sent to an address: it is malformed, or not https."""


class UnusableKeyError(FrammeError):
    """What was entered is no private key of Klaviyo's."""


class TooManyEndpointsError(FrammeError):
    """A shop has ten endpoints at most, and one of them at Klaviyo."""


@dataclass(frozen=True, slots=True)
class Shown:
    """An endpoint as a merchant saw it, and who they are; `version` is that of what was shown."""

    endpoint_id: int
    version: int
    who: str


@dataclass(frozen=True, slots=True)
class Added:
    """An endpoint that was added, and its secret, which nobody is shown again."""

    endpoint_id: int
    secret: str


def add_webhook(wiring: Wiring, shop_id: int, url: str, kinds: Sequence[str], who: str) -> Added:
    """Add an address; `kinds` are types of event, none stands for all.

    Raises UnusableAddressError and TooManyEndpointsError.
    """
    address = url.strip()
    usable = wiring.listeners[Target.WEBHOOK].accepts(address)
    if not usable or len(address) > LONGEST_URL:
        raise UnusableAddressError("not an address events can be sent to")
    secret = new_secret()
    new = NewEndpoint(Target.WEBHOOK, address, seal_secret(wiring, secret), known_kinds(kinds))
    return Added(_add(wiring, shop_id, new, who), secret)


def connect_klaviyo(wiring: Wiring, shop_id: int, key: str, kinds: Sequence[str], who: str) -> int:
    """Have events told to Klaviyo with a private key; return the endpoint's number.

    Raises UnusableKeyError and TooManyEndpointsError.
    """
    given = key.strip()
    fits = SHORTEST_KEY <= len(given) <= LONGEST_KEY
    if not (fits and given.isascii() and given.isprintable() and " " not in given):
        raise UnusableKeyError("not a private key")
    new = NewEndpoint(Target.KLAVIYO, "", seal_secret(wiring, given), known_kinds(kinds))
    return _add(wiring, shop_id, new, who)


def change_kinds(wiring: Wiring, shop_id: int, shown: Shown, kinds: Sequence[str]) -> None:
    """Let an endpoint be told of other types of event; raises what `_changing` does."""
    wanted = known_kinds(kinds)
    with _changing(wiring, shop_id, shown) as (session, kept):
        keep_kinds(session, shop_id, kept.id, wanted)
        was: dict[str, object] = {"kinds": list(kept.kinds)}
        _note(session, wiring, kept, shown.who, _Step({"kinds": list(wanted)}, was))


def replace_secret(wiring: Wiring, shop_id: int, shown: Shown) -> str:
    """Give an address a new secret and return it; the former one is good for a day more.

    Raises NoSuchEndpointError for Klaviyo, whose keys are its own, and what `_changing` does.
    """
    secret = new_secret()
    with _changing(wiring, shop_id, shown) as (session, kept):
        if kept.target is not Target.WEBHOOK:
            raise NoSuchEndpointError(str(kept.id))
        sealed = seal_replacing(wiring, kept, secret, wiring.clock())
        keep_secret(session, shop_id, kept.id, sealed)
        _note(session, wiring, kept, shown.who, _Step({"rotated": True}))
    return secret


def pause(wiring: Wiring, shop_id: int, shown: Shown) -> None:
    """Switch an endpoint off: what still waits for it is given up, and can be sent again later.

    Raises what `_changing` does.
    """
    now = wiring.clock()
    with _changing(wiring, shop_id, shown) as (session, kept):
        switch_off(session, shop_id, kept.id, "", now)
        give_up_deliveries(session, shop_id, kept.id, SWITCHED_OFF, now)
        _note(session, wiring, kept, shown.who, _Step({"paused": True}))


def resume(wiring: Wiring, shop_id: int, shown: Shown) -> None:
    """Switch an endpoint on again; raises what `_changing` does."""
    with _changing(wiring, shop_id, shown) as (session, kept):
        switch_on(session, shop_id, kept.id)
        _note(session, wiring, kept, shown.who, _Step({"paused": False}))


def remove(wiring: Wiring, shop_id: int, shown: Shown) -> None:
    """Delete an endpoint with its secret and its events; raises what `_changing` does."""
    with _changing(wiring, shop_id, shown) as (session, kept):
        remove_endpoint(session, shop_id, kept.id)
        _note(session, wiring, kept, shown.who, _Step({"removed": True}))


def known_kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    """Return those of some types of event that there are, in their own order."""
    return tuple(kind.value for kind in EventType if kind.value in kinds)


def _add(wiring: Wiring, shop_id: int, new: NewEndpoint, who: str) -> int:
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        lock_endpoints(session, shop_id)
        others = endpoints_of(session, shop_id)
        twice = new.target is Target.KLAVIYO and any(one.target is new.target for one in others)
        if twice or len(others) >= MOST_ENDPOINTS:
            raise TooManyEndpointsError("enough endpoints")
        number = add_endpoint(session, shop_id, new, now)
        told = {"new": True, "kinds": list(new.kinds)}
        note_change(session, shop_id, Change(who, WHAT, _called(new.url), {}, told), now)
    return number


@contextmanager
def _changing(wiring: Wiring, shop_id: int, shown: Shown) -> Iterator[tuple[Session, KeptEndpoint]]:
    """Have an endpoint to ourselves; raise NoSuchEndpointError and ChangedMeanwhileError."""
    with wiring.sessions.begin() as session:
        kept = locked_endpoint(session, shop_id, shown.endpoint_id)
        if kept is None:
            raise NoSuchEndpointError(str(shown.endpoint_id))
        if kept.version != shown.version:
            raise ChangedMeanwhileError(f"endpoint {kept.id}")
        yield session, kept


@dataclass(frozen=True, slots=True)
class _Step:
    """What differs after a change, and before it."""

    after: dict[str, object]
    before: dict[str, object] = field(default_factory=dict)


def _note(session: Session, wiring: Wiring, kept: KeptEndpoint, who: str, step: _Step) -> None:
    change = Change(who, WHAT, _called(kept.url), step.before, step.after)
    note_change(session, kept.shop_id, change, wiring.clock())


def _called(url: str) -> str:
    """Return what an endpoint is called where no secret may stand: without its query."""
    return url.partition("?")[0] or KLAVIYO
