"""Write down what merchants' endpoints are to be told of changes of orders. It sends nothing."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from domain.events import News, Target, news_of
from domain.order import Order
from domain.page_domain import PageDomain
from services.event_bodies import Profile, Telling, event_body
from services.page_address import LINK_LIFETIME, address_of
from services.tracking_token import token_for
from services.wiring import Wiring
from storage.event_deliveries import NewDelivery, plan_deliveries
from storage.event_endpoints import KeptEndpoint, listening_endpoints
from storage.page_documents import page_part
from storage.tracking_links import link_for_order


def plan_events(
    session: Session,
    wiring: Wiring,
    shop_id: int,
    changes: Sequence[tuple[Order | None, Order]],
    now: datetime,
) -> None:
    """Decide what is to be told, and write it down in the transaction that makes the changes.

    An occasion is told to an endpoint once; what is switched off is told nothing, nor later.
    """
    endpoints = listening_endpoints(session, shop_id)
    if not endpoints:
        return
    planned: list[NewDelivery] = []
    for before, after in changes:
        wanted = [
            (news, endpoint)
            for news in news_of(before, after, now)
            for endpoint in endpoints
            if endpoint.wants(news.type)
        ]
        if wanted:
            telling = _telling(session, wiring, after, now)
            profile = _profile(wiring, after)
            planned += [
                _delivery(news, endpoint, telling, profile)
                for news, endpoint in wanted
                if endpoint.target is Target.WEBHOOK or profile
            ]
    plan_deliveries(session, shop_id, planned, now)


def _telling(session: Session, wiring: Wiring, order: Order, now: datetime) -> Telling:
    link = link_for_order(session, order.shop_id, order.id, now, now + LINK_LIFETIME)
    own = page_part(session, order.shop_id, PageDomain).own
    page = address_of(wiring, token_for(link, wiring.link_keys), own)
    labels = {key: carrier.label for key, carrier in wiring.carriers.items()}
    return Telling(order, page, now, labels)


def _delivery(
    news: News, endpoint: KeptEndpoint, telling: Telling, profile: Profile | None
) -> NewDelivery:
    personal = profile if endpoint.target is Target.KLAVIYO else None
    return NewDelivery(
        endpoint_id=endpoint.id,
        order_id=news.order_id,
        event=news.event_id(endpoint.shop_id),
        kind=news.type,
        body=event_body(news, telling, personal),
    )


def _profile(wiring: Wiring, order: Order) -> Profile | None:
    """Return whom an order is of; None when neither e-mail nor phone is known."""
    phone = wiring.phone(order.contact.phone, order.address.country)
    email = order.contact.email.strip()
    return Profile(email, phone) if email or phone else None
