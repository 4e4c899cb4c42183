"""What the privacy page shows: requests and their dates, never whom they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.shop import Shop
from domain.zones import zone_named
from messages.language import Language
from services.export_shopper import PrivacyRequest
from settings_screen.figures import day


@dataclass(frozen=True, slots=True)
class RequestLine:
    """One request; `downloadable` when there is an answer to be passed on."""

    id: int
    what: str
    received: str
    due: str
    answered: str
    orders: int
    late: bool
    downloadable: bool


def request_lines(
    asked: Sequence[PrivacyRequest], shop: Shop, language: Language, now: datetime
) -> Sequence[RequestLine]:
    """Return a line for each request, in the order given."""
    zone = zone_named(shop.time_zone)
    names = {
        "export": language.say("A copy of a shopper's data"),
        "erase": language.say("A shopper's data erased"),
    }
    return [
        RequestLine(
            id=one.id,
            what=names[one.kind.value],
            received=day(language, one.received_at, now, zone),
            due=day(language, one.due_by, now, zone),
            answered=day(language, one.answered_at, now, zone) if one.answered_at else "",
            orders=one.orders,
            late=one.answered_at is None and one.due_by <= now,
            downloadable=one.downloadable,
        )
        for one in asked
    ]
