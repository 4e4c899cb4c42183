"""Say who carries a parcel: what the shop wrote, else what the number tells; doubts are noted."""

from dataclasses import dataclass

from domain.detection import Clues, Doubt
from services.wiring import Wiring

SURE_ENOUGH = 0.6
"""How sure a number alone must be of its carrier before that carrier is asked."""


@dataclass(frozen=True, slots=True)
class Identified:
    """Who carries a parcel, as far as can be told, and what looks wrong about it.

    `carrier` is a key of the directory, None when nobody can be named. `likelier` is who seems to
    carry it instead, when the doubt is about the carrier.
    """

    carrier: str | None
    doubt: Doubt | None = None
    likelier: str | None = None


def identify(wiring: Wiring, number: str, carrier_text: str, country: str) -> Identified:
    """Name the carrier of a number; a carrier the shop named is never overruled, only doubted."""
    if not number:
        return Identified(None)
    named = wiring.carrier_for(carrier_text)
    ranked = wiring.detector.detect(number, Clues(named, country))
    if named is None:
        best = next(iter(ranked), None)
        return Identified(best.carrier if best and best.score >= SURE_ENOUGH else None)
    doubt = wiring.detector.doubt(number, named)
    others = (one.carrier for one in ranked if one.checked and one.carrier != named)
    return Identified(named, doubt, next(others, None) if doubt else None)


def others_to_try(wiring: Wiring, number: str, carrier: str | None, country: str) -> list[str]:
    """Name, best first, who else may carry a number that its first carrier does not know."""
    ranked = wiring.detector.detect(number, Clues(None, country))
    return [
        one.carrier
        for one in ranked
        if one.carrier != carrier and (one.checked or one.score >= SURE_ENOUGH)
    ]
