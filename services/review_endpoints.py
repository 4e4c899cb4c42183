"""Tell a merchant how their endpoints do, and what was told to each; no secret is in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from domain.events import Target
from services.keep_endpoint import NoSuchEndpointError
from services.wiring import Wiring
from storage.event_deliveries import (
    DeliveryState,
    KeptDelivery,
    deliveries_of,
    delivery_of,
    last_taken,
)
from storage.event_endpoints import KeptEndpoint, endpoint_of, endpoints_of

__all__ = ["DeliveryState", "Endpoint", "EndpointHealth", "KeptDelivery", "Target"]

SHOWN_FOR = timedelta(days=7)
MOST_SHOWN = 100


class EndpointHealth(StrEnum):
    """How an endpoint does."""

    WORKING = "working"
    UNTRIED = "untried"
    FAILING = "failing"
    PAUSED = "paused"
    """Its merchant wants it so."""
    SWITCHED_OFF = "switched_off"
    """It wants no more, or has failed for days."""


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An endpoint; `kinds` empty is all. `last_taken` is None when nothing was in 14 days."""

    id: int
    target: Target
    url: str
    kinds: tuple[str, ...]
    health: EndpointHealth
    last_taken: datetime | None
    failing_since: datetime | None
    reason: str
    version: int


def review_endpoints(wiring: Wiring, shop_id: int) -> Sequence[Endpoint]:
    """Return a shop's endpoints, the oldest first."""
    with wiring.sessions() as session:
        kept = endpoints_of(session, shop_id)
        taken = last_taken(session, shop_id) if kept else {}
    return [_endpoint(one, taken.get(one.id)) for one in kept]


def review_endpoint(wiring: Wiring, shop_id: int, endpoint_id: int) -> Endpoint:
    """Return one of a shop's endpoints; raise NoSuchEndpointError."""
    with wiring.sessions() as session:
        kept = endpoint_of(session, shop_id, endpoint_id)
        if kept is None:
            raise NoSuchEndpointError(str(endpoint_id))
        return _endpoint(kept, last_taken(session, shop_id).get(kept.id))


def review_deliveries(wiring: Wiring, shop_id: int, endpoint_id: int) -> Sequence[KeptDelivery]:
    """Return what was to be told in the last 7 days, the newest 100."""
    with wiring.sessions() as session:
        since = wiring.clock() - SHOWN_FOR
        return deliveries_of(session, shop_id, endpoint_id, since, MOST_SHOWN)


def review_delivery(
    wiring: Wiring, shop_id: int, endpoint_id: int, delivery_id: int
) -> KeptDelivery:
    """Return one event for an endpoint; raise NoSuchEndpointError."""
    with wiring.sessions() as session:
        kept = delivery_of(session, shop_id, endpoint_id, delivery_id)
    if kept is None:
        raise NoSuchEndpointError(str(endpoint_id))
    return kept


def _endpoint(kept: KeptEndpoint, taken: datetime | None) -> Endpoint:
    return Endpoint(
        id=kept.id,
        target=kept.target,
        url=kept.url,
        kinds=kept.kinds,
        health=_health(kept, taken),
        last_taken=taken,
        failing_since=kept.failing_since,
        reason=kept.disabled_reason,
        version=kept.version,
    )


def _health(kept: KeptEndpoint, taken: datetime | None) -> EndpointHealth:
    if kept.disabled_at:
        return EndpointHealth.SWITCHED_OFF if kept.disabled_reason else EndpointHealth.PAUSED
    if kept.failing_since:
        return EndpointHealth.FAILING
    return EndpointHealth.WORKING if taken else EndpointHealth.UNTRIED
