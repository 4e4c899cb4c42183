"""Frame the tracking page in what is being chosen, and say with which order it is looked at."""

from collections.abc import Mapping
from dataclasses import replace

from messages.language import LANGUAGES, language, phrase
from services.preview_message import UnknownOrderError
from services.preview_page import Draft, keep_draft, order_to_show
from services.wiring import Wiring
from settings_screen.framing import ancestors_of
from settings_screen.tracking_design_view import LEVELS, WIDTHS, Looked
from settings_screen.tracking_words import SAMPLES
from settings_screen.visits import Visit

NO_ORDER = phrase("You have no order of this number.")


def framed(wiring: Wiring, visit: Visit, draft: Draft) -> str:
    """Keep what is being chosen; return the address of its page, for a frame of this visit's."""
    return f"/t/preview/{keep_draft(wiring, replace(draft, ancestors=ancestors_of(visit)))}"


def looked_at(
    wiring: Wiring, visit: Visit, looked: Looked, draft: Draft, place: str = ""
) -> Mapping[str, object]:
    """Return what `tracking/look.html` shows of a draft: its frame, or why there is none.

    `place` is the id of the part of the page that is looked at first.
    """
    try:
        order_id = order_to_show(wiring, visit.shop.id, looked.order)
    except UnknownOrderError:
        problem = visit.language.say(NO_ORDER)
        return {"looked": looked, "seen": "", "no_order": problem, "faults": ()}
    shown = replace(draft, order_id=order_id, sample=looked.sample, level=looked.as_level)
    address = framed(wiring, visit, shown)
    seen = f"{address}#{place}" if place else address
    return {"looked": looked, "seen": seen, "no_order": "", "faults": ()}


def ways_to_look() -> Mapping[str, object]:
    """Return how the page may be looked at, for `tracking/preview.html`."""
    return {
        "samples": SAMPLES,
        "levels": LEVELS,
        "widths": WIDTHS,
        "spoken": {code: language(code).name for code in LANGUAGES},
    }
