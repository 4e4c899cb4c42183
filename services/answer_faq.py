"""Answer a shop's delivery questions from what is true of it."""

from datetime import timedelta

from sqlalchemy.orm import Session

from domain.carriers import labels_of
from domain.kinds import Kind
from domain.shop import Shop
from domain.zones import zone_named
from messages.faq import Faq, FaqFacts, delivery_faq
from messages.language import Language
from messages.plain_text import one_line
from services.wiring import Wiring
from storage.delivery_facts import carriers_used, delivery_facts
from storage.settings import merchant_settings

LOOKED_AT = timedelta(days=60)
CARRIERS = 6
ENOUGH_TO_SAY = 20
"""Deliveries from which on we say how long they take."""


def answer_faq(wiring: Wiring, shop: Shop, language: Language, page: str) -> tuple[Faq, ...]:
    """Return questions and answers; `page` is where the shop shows orders."""
    with wiring.sessions() as session:
        return delivery_faq(language, faq_facts(session, wiring, shop, page))


def faq_facts(session: Session, wiring: Wiring, shop: Shop, page: str) -> FaqFacts:
    """Return what is true of a shop's deliveries; `page` is where it shows orders."""
    since = wiring.clock() - LOOKED_AT
    wanted = merchant_settings(session, shop.id).notifications
    used = carriers_used(session, shop.id, since, CARRIERS)
    seen = delivery_facts(session, shop.id, since, str(zone_named(shop.time_zone)))
    labels = labels_of(wiring.carriers, (one.carrier for one in used))
    names = [labels.get(one.carrier or "", one.carrier_text or one.carrier or "") for one in used]
    return FaqFacts(
        shop_name=one_line(shop.name, 60),
        page=page,
        carriers=tuple(dict.fromkeys(one_line(name, 60) for name in names)),
        pickup_points=seen.pickup_points,
        several_parcels=seen.several_parcels,
        days=seen.days if seen.deliveries >= ENOUGH_TO_SAY else None,
        told=frozenset(kind for kind in Kind if wanted.channels_of(kind)),
        contact=shop.contact_url or shop.contact_email,
    )
