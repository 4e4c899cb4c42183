"""What the board of exceptions shows: an order a line, in plain words; it decides nothing."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.carriers import KnownCarrier
from messages.language import Language
from services.review_exceptions import ExceptionBoard, OrderInTrouble, StoppedThing, Stops
from settings_screen.addresses import within
from settings_screen.carriers_view import CARRIERS, Looking
from settings_screen.missing_words import MISSING_TO_DO, missing_details, missing_sentence
from settings_screen.trouble_words import said_of, trouble_of
from settings_screen.unsent_words import unsent_reason, unsent_sentence, unsent_to_do

EXCEPTIONS = "/settings/exceptions"
CHANNELS = "/settings/channels"
ENDPOINTS = "/settings/webhooks"


@dataclass(frozen=True, slots=True)
class ToldTrouble:
    """One thing that is wrong: what, details of it, and a word for a badge (may be empty)."""

    what: str
    details: str
    act: str


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One order; `seen` goes along when it is put aside, `again` where messages can be retried."""

    id: int
    number: str
    address: str
    told: Sequence[ToldTrouble]
    since: str
    to_do: str
    seen: str
    again: bool


@dataclass(frozen=True, slots=True)
class StoppedLine:
    """What stands still, and where that is mended."""

    heading: str
    reason: str
    effect: str
    address: str
    link: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is among the pages; an address is empty where there is no such page."""

    place: str
    before: str
    after: str


def exception_lines(
    board: ExceptionBoard, known: Mapping[str, KnownCarrier], looking: Looking
) -> Sequence[ExceptionLine]:
    """Return a page's orders."""
    return [_line(order, known, looking) for order in board.orders]


def _line(
    order: OrderInTrouble, known: Mapping[str, KnownCarrier], looking: Looking
) -> ExceptionLine:
    to_do = []
    if order.parcel:
        to_do.append(said_of(trouble_of(order.parcel).to_do, order.parcel, known, looking.language))
    if order.unsent:
        to_do.append(unsent_to_do(order.unsent, looking.language))
    if order.missing:
        to_do.insert(0, looking.language.say(MISSING_TO_DO))
    return ExceptionLine(
        id=order.order_id,
        number=order.number,
        address=order.page,
        told=list(_told(order, known, looking.language)),
        since=looking.day(order.since),
        to_do=" ".join(to_do),
        seen=" ".join(order.troubles),
        again=bool(order.unsent),
    )


def _told(
    order: OrderInTrouble, known: Mapping[str, KnownCarrier], language: Language
) -> Iterator[ToldTrouble]:
    for one in order.missing:
        yield ToldTrouble(missing_sentence(one, known, language), missing_details(one), "")
    parcel = order.parcel
    if parcel:
        acts = parcel.action_required and parcel.doubt is None
        others = ""
        if order.parcels > 1:
            more = order.parcels - 1
            others = language.count("%(num)d more parcel.", "%(num)d more parcels.", more)
        yield ToldTrouble(
            what=said_of(trouble_of(parcel).what, parcel, known, language),
            details=f"{parcel.tracking_number} {others}".strip(),
            act=language.say("The shopper has to act") if acts else "",
        )
    if order.unsent:
        what = unsent_sentence(order.unsent, language)
        yield ToldTrouble(what, unsent_reason(order.unsent, language), "")


def stopped_lines(
    stopped: Sequence[StoppedThing], language: Language, kept: str
) -> Sequence[StoppedLine]:
    """Return what of the shop's stands still."""
    return [_stopped(one, language, kept) for one in stopped]


def _stopped(one: StoppedThing, language: Language, kept: str) -> StoppedLine:
    say = language.say
    reason = say("Its answer: %(reason)s", reason=one.reason or say("no reason given"))
    if one.what is Stops.ENDPOINT:
        return StoppedLine(
            heading=say("Events no longer go to %(address)s", address=one.label),
            reason=say("The reason: %(reason)s.", reason=one.reason.rstrip(".")),
            effect=say("Nothing is sent there until you switch it on again."),
            address=f"{ENDPOINTS}{kept}",
            link=say("Webhooks"),
        )
    carrier = one.what is Stops.CARRIER
    effect = (
        say("Its parcels are not followed until you enter new ones.")
        if carrier
        else say("No message goes out by it until you enter new ones.")
    )
    return StoppedLine(
        heading=say("%(carrier)s refuses your credentials", carrier=one.label),
        reason=reason,
        effect=effect,
        address=f"{CARRIERS}/{one.key}{kept}" if carrier else f"{CHANNELS}{kept}",
        link=say("Enter new credentials"),
    )


def pager(board: ExceptionBoard, looking: Looking, kept: str) -> Pager | None:
    """Say which of several pages this is; None when there is one only."""
    if board.pages == 1:
        return None
    place = looking.language.say("Page %(page)s of %(pages)s", page=board.page, pages=board.pages)
    before = within(EXCEPTIONS, kept, page=str(board.page - 1)) if board.page > 1 else ""
    more = board.page < board.pages
    after = within(EXCEPTIONS, kept, page=str(board.page + 1)) if more else ""
    return Pager(place, before, after)
