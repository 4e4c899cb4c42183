"""Say in plain words that a shopper misses a parcel; decides nothing."""

from collections.abc import Mapping

from domain.carriers import KnownCarrier, labels_of
from messages.language import Language, phrase
from messages.plain_text import one_line
from services.review_exceptions import MissingParcel

MISSING_TO_DO = phrase(
    "Ask the carrier for its proof, and send the shopper another one or give the money back."
)
_LONGEST_TEXT = 300


def missing_sentence(
    one: MissingParcel, known: Mapping[str, KnownCarrier], language: Language
) -> str:
    """Say what the shopper says, against whose word."""
    label = labels_of(known, [one.carrier]).get(one.carrier or "", "") or one.carrier_text
    carrier = one_line(label) or language.say("the carrier")
    return language.say(
        "The shopper says it never arrived; %(carrier)s says it was delivered.", carrier=carrier
    )


def missing_details(one: MissingParcel) -> str:
    """Return the parcel's number, and what the shopper added."""
    quoted = f"“{one_line(one.text, _LONGEST_TEXT)}”" if one.text else ""
    return " ".join(filter(None, (one.tracking_number, quoted)))
