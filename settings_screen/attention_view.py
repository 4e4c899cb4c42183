"""What on the home page calls for a look: orders, what stands still, parcels nobody follows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from domain.carriers import KnownCarrier
from messages.language import Language
from services.review_carriers import CarriersInShort
from services.review_exceptions import Exceptions
from services.wiring import Wiring
from settings_screen.carriers_view import CARRIERS, carrier_name
from settings_screen.exceptions_view import EXCEPTIONS, stopped_lines
from settings_screen.figures import number
from settings_screen.home_view import Notice

NAMED = 5
_WORST_FIRST = ("critical", "warning", "info")


def attention(
    found: Exceptions,
    carriers: CarriersInShort,
    wiring: Wiring,
    kept: str,
    language: Language,
) -> Iterator[Notice]:
    """Yield what calls for a look, each with where to look."""
    say = language.say
    for one in stopped_lines(found.stopped, language, kept):
        yield Notice("critical", one.heading, (one.effect,), one.address, one.link)
    if found.orders:
        heading = language.count(
            "%(num)d order needs your attention",
            "%(num)d orders need your attention",
            found.orders,
        )
        lines = (*_unsent(found.unsent, language), say("Look before the shopper asks."))
        yield Notice("warning", heading, lines, f"{EXCEPTIONS}{kept}", say("Exceptions"))
    parcels = sum(one.parcels for one in carriers.unfollowed)
    if parcels:
        heading = language.count(
            "%(num)d parcel is followed by nobody",
            "%(num)d parcels are followed by nobody",
            parcels,
        )
        about = (
            _carriers(carriers, wiring.carriers, language),
            say("Such parcels show the shop's own status, but no scans."),
        )
        yield Notice("warning", heading, about, f"{CARRIERS}{kept}", say("Carriers"))


def worst_first(notices: Iterable[Notice]) -> Sequence[Notice]:
    """Return notices with the worst on top."""
    return sorted(notices, key=lambda notice: _WORST_FIRST.index(notice.tone))


def _unsent(orders: int, language: Language) -> Iterator[str]:
    if orders:
        yield language.count(
            "For %(num)d of them a message could not be sent.",
            "For %(num)d of them a message could not be sent.",
            orders,
        )


def _carriers(
    carriers: CarriersInShort, known: Mapping[str, KnownCarrier], language: Language
) -> str:
    named = ", ".join(
        f"{carrier_name(one, known, language)} ({number(language, one.parcels)})"
        for one in carriers.unfollowed[:NAMED]
    )
    return language.say("Nobody can be asked about: %(carriers)s.", carriers=named)
