"""Send an endpoint a test event at once, and return its answer; nothing is kept of it."""

from secrets import token_hex

from domain.events import TEST_EVENT, Answer, Event, Target, Verdict
from services.endpoint_secrets import destination_of
from services.event_bodies import Profile, body_of
from services.keep_endpoint import NoSuchEndpointError
from services.open_account import UnopenedAccountError
from services.wiring import Wiring
from storage.event_endpoints import endpoint_of
from storage.shops import shop_by_id


def try_endpoint(wiring: Wiring, shop_id: int, endpoint_id: int) -> Answer:
    """Tell an endpoint, switched on or not, that it is being tried.

    At Klaviyo the event is of the shop's own contact address. Raises NoSuchEndpointError and
    TooManyAttemptsError.
    """
    wiring.limiter.hit("test-endpoint", str(shop_id))
    with wiring.sessions() as session:
        kept = endpoint_of(session, shop_id, endpoint_id)
        shop = shop_by_id(session, shop_id)
    if kept is None:
        raise NoSuchEndpointError(str(endpoint_id))
    now = wiring.clock()
    profile = Profile(shop.contact_email, "") if kept.target is Target.KLAVIYO else None
    body = body_of(TEST_EVENT, now, {"shop": shop.domain}, profile)
    event = Event(f"msg_test_{token_hex(16)}", TEST_EVENT, body)
    try:
        to = destination_of(wiring, kept, now)
    except UnopenedAccountError as error:
        return Answer(Verdict.GONE, reason=str(error))
    return wiring.listeners[kept.target].tell(to, event, now)
