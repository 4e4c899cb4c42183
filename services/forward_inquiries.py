"""Send a shop what its shoppers ask and miss, with the story of the order; a task does it."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from domain.carriers import labels_of
from domain.errors import ProviderError
from domain.shop import Shop
from domain.shop_task import Again
from domain.team import Role
from domain.zones import zone_named
from messages.addresses import mail_address
from messages.language import language_for
from messages.shopper_acts import Reader, Told, inquiry_mail
from services.page_address import page_address
from services.wiring import Wiring
from services.write_to_merchant import write_mail
from storage.inquiries import Inquiry, inquiries_to_send, note_inquiry_failed, note_inquiry_sent
from storage.members import members_of
from storage.order_reading import read_order
from storage.shops import shop_by_id

BATCH = 50
GONE = "the order is gone"
NOBODY = "the shop has no address to write to"


def forward_inquiries(wiring: Wiring, shop_id: int) -> Again | None:
    """Send what waits, oldest first; what can never arrive is noted with the reason.

    A shop that has left us is not written to. Raises ProviderError for a mail that may arrive yet.
    """
    with wiring.sessions() as session:
        shop = shop_by_id(session, shop_id)
        waiting = [] if shop.uninstalled_at else inquiries_to_send(session, shop_id, BATCH)
        readers = _readers(session, shop) if waiting else ()
    for inquiry in waiting:
        reason = _send(wiring, shop, inquiry, readers)
        with wiring.sessions.begin() as session:
            if reason:
                note_inquiry_failed(session, shop_id, inquiry.id, reason)
            else:
                note_inquiry_sent(session, shop_id, inquiry.id, wiring.clock())
    return Again(wiring.clock()) if len(waiting) == BATCH else None


def _readers(session: Session, shop: Shop) -> Sequence[str]:
    """Return who is written to: the shop's address, else those of its team who may act."""
    if shop.contact_email:
        return [shop.contact_email]
    team = members_of(session, shop.id)
    return [one.email for one in team if one.joined_at and one.role is not Role.VIEWER]


def _send(wiring: Wiring, shop: Shop, inquiry: Inquiry, readers: Sequence[str]) -> str:
    """Send one inquiry to all who read; return why it reached nobody, or nothing.

    One of them is enough. Raises ProviderError when nobody was reached and somebody may be yet.
    """
    with wiring.sessions() as session:
        order = read_order(session, shop.id, inquiry.order_id)
    if order is None:
        return GONE
    answers_to = mail_address(order.contact.email.strip())
    parcels = {parcel.id: parcel for parcel in order.shipments}
    told = Told(
        order=order,
        words=inquiry.text,
        asked_at=inquiry.created_at,
        missing=parcels.get(inquiry.shipment_id) if inquiry.shipment_id else None,
        answers_reach=bool(answers_to),
        page=page_address(wiring, shop.id, order.id),
        board=f"{wiring.public_url}/settings/exceptions",
    )
    carriers = labels_of(wiring.carriers, (parcel.carrier for parcel in order.shipments))
    language, zone = language_for(shop.locale), zone_named(shop.time_zone)
    words = inquiry_mail(Reader(language, carriers, wiring.clock(), zone), told)
    failures = []
    for reader in readers:
        occasion = f"inquiry:{inquiry.id}:{reader}"
        try:
            write_mail(wiring, reader, shop.locale, words, occasion, answers_to)
        except ProviderError as error:
            failures.append(error)
    if len(readers) > len(failures):
        return ""
    for failure in failures:
        if not failure.permanent:
            raise failure
    return failures[0].reason if failures else NOBODY
