"""What the page on data and privacy shows: requests and their dates, never whom they are about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.shop import Shop
from domain.zones import zone_named
from messages.language import Language
from services.export_shopper import PrivacyRequest
from services.find_shopper import Found
from services.set_retention import LONGEST, SHORTEST, OutOfBoundsError
from settings_screen.figures import day, number
from settings_screen.form_fields import FieldLine

PRIVACY = "/settings/privacy"
ERASING = f"{PRIVACY}/erase"


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


def shopper_field(value: str, error: str, language: Language) -> FieldLine:
    """Return the field in which a merchant says whom they mean."""
    label = language.say("E-mail address or order number")
    return FieldLine("shopper", label, "text", value, error=error)


def retention_field(value: str, error: str, language: Language) -> FieldLine:
    """Return the field for how long shoppers are remembered."""
    return FieldLine(
        "months",
        language.say("Months after the order"),
        "number",
        value,
        language.say("Leave it empty to remember them as long as your shop is connected."),
        error,
        optional=True,
    )


def months_entered(typed: str) -> int | None:
    """Read a number of months; None for an empty field. Raises OutOfBoundsError."""
    said = typed.strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(LONGEST))):
        raise OutOfBoundsError(said[:10])
    return int(said)


def retention_words(language: Language) -> str:
    """Say which numbers of months there may be."""
    return language.say(
        "Please enter a whole number from %(shortest)s to %(longest)s, or nothing.",
        shortest=number(language, SHORTEST),
        longest=number(language, LONGEST),
    )


def asked_about(found: Found, language: Language) -> Sequence[str]:
    """Say whom an erasing would be about, and what would go."""
    return (
        language.say("You mean the shopper of “%(named)s”.", named=found.named),
        language.count(
            "%(num)d order of theirs is kept here.",
            "%(num)d orders of theirs are kept here.",
            found.orders,
        ),
    )
