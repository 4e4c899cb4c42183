"""What the board of exceptions shows: an order a line, in plain words; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.carriers import KnownCarrier
from services.review_exceptions import ExceptionBoard, TroubledOrder
from settings_screen.addresses import within
from settings_screen.carriers_view import CARRIERS, Looking
from settings_screen.trouble_words import said_of, trouble_of

EXCEPTIONS = "/settings/exceptions"


@dataclass(frozen=True, slots=True)
class ExceptionLine:
    """One order; `shopper_acts` when the shopper has to do something."""

    number: str
    address: str
    what: str
    tracking_number: str
    others: str
    since: str
    to_do: str
    shopper_acts: bool


@dataclass(frozen=True, slots=True)
class PausedLine:
    """An account that a carrier refuses."""

    heading: str
    reason: str
    address: str


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
    return [_line(order, board.addresses[order.order_id], known, looking) for order in board.orders]


def _line(
    order: TroubledOrder, address: str, known: Mapping[str, KnownCarrier], looking: Looking
) -> ExceptionLine:
    language, trouble = looking.language, trouble_of(order)
    others = ""
    if order.parcels > 1:
        more = order.parcels - 1
        others = language.count("%(num)d more parcel.", "%(num)d more parcels.", more)
    return ExceptionLine(
        number=order.number,
        address=address,
        what=said_of(trouble.what, order, known, language),
        tracking_number=order.tracking_number,
        others=others,
        since=looking.day(order.since),
        to_do=said_of(trouble.to_do, order, known, language),
        shopper_acts=order.action_required and order.doubt is None,
    )


def paused_lines(board: ExceptionBoard, looking: Looking, kept: str) -> Sequence[PausedLine]:
    """Return the shop's accounts that are paused."""
    say = looking.language.say
    return [
        PausedLine(
            heading=say("%(carrier)s refuses your credentials", carrier=one.label),
            reason=say("Its answer: %(reason)s", reason=one.reason or say("no reason given")),
            address=f"{CARRIERS}/{one.provider}{kept}",
        )
        for one in board.paused
    ]


def pager(board: ExceptionBoard, looking: Looking, kept: str) -> Pager | None:
    """Say which of several pages this is; None when there is one only."""
    if board.pages == 1:
        return None
    place = looking.language.say("Page %(page)s of %(pages)s", page=board.page, pages=board.pages)
    before = within(EXCEPTIONS, kept, page=str(board.page - 1)) if board.page > 1 else ""
    more = board.page < board.pages
    after = within(EXCEPTIONS, kept, page=str(board.page + 1)) if more else ""
    return Pager(place, before, after)
