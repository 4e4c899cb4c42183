"""Have events told again: one of them, or all that an endpoint has not taken since some time."""

from datetime import timedelta

from sqlalchemy.orm import Session

from domain.errors import FrammeError
from services.keep_endpoint import NoSuchEndpointError
from services.wiring import Wiring
from storage.event_deliveries import tell_failed_again, tell_once_more
from storage.event_endpoints import locked_endpoint


class SwitchedOffError(FrammeError):
    """Nothing is told to an endpoint that is switched off."""


def replay_one(wiring: Wiring, shop_id: int, endpoint_id: int, delivery_id: int) -> int:
    """Put an event back in line, under its own id; return how many there were of it.

    Raises NoSuchEndpointError and SwitchedOffError.
    """
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        _switched_on(session, shop_id, endpoint_id)
        return tell_once_more(session, shop_id, endpoint_id, delivery_id, now)


def replay_failed(wiring: Wiring, shop_id: int, endpoint_id: int, back: timedelta) -> int:
    """Put back in line what was given up of all that happened since then; return how many.

    Raises NoSuchEndpointError and SwitchedOffError.
    """
    now = wiring.clock()
    with wiring.sessions.begin() as session:
        _switched_on(session, shop_id, endpoint_id)
        return tell_failed_again(session, shop_id, endpoint_id, now - back, now)


def _switched_on(session: Session, shop_id: int, endpoint_id: int) -> None:
    kept = locked_endpoint(session, shop_id, endpoint_id)
    if kept is None:
        raise NoSuchEndpointError(str(endpoint_id))
    if kept.disabled_at:
        raise SwitchedOffError(str(endpoint_id))
