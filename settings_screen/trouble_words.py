"""Say in plain words what is wrong with a parcel, and what its merchant can do; decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass

from domain.carriers import KnownCarrier
from domain.detection import Doubt
from domain.status import Status, SubStatus
from messages.language import Language, phrase
from services.review_exceptions import TroubledParcel


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong, and what to do about it; untranslated, with places for names."""

    what: str
    to_do: str


_ASK = phrase("Ask %(carrier)s what is needed, and tell the shopper.")
_CLAIM = phrase("Claim it from %(carrier)s, and offer the shopper another one or the money back.")
_NEW_ADDRESS = phrase("Ask the shopper for the right address, and give it to %(carrier)s.")
_PAY = phrase("Tell the shopper what has to be paid and how, or pay it.")
_TRIES_AGAIN = phrase("Most carriers try again. Help the shopper if they ask.")
_DOUBTS = {
    Doubt.WRONG_NUMBER: Trouble(
        phrase("The tracking number cannot be right: %(carrier)s gives out no such number."),
        phrase("Compare it with the label, and correct it in the shop's admin."),
    ),
    Doubt.WRONG_CARRIER: Trouble(
        phrase("The tracking number is not one of %(carrier)s, but looks like %(likelier)s."),
        phrase("Correct the carrier in the shop's admin."),
    ),
    Doubt.UNKNOWN_NUMBER: Trouble(
        phrase("Nobody knows the tracking number, though the parcel was sent days ago."),
        phrase("Find out whether %(carrier)s has the parcel, and compare the number."),
    ),
}
_NOBODY_LIKELIER = phrase("The tracking number does not look like one of %(carrier)s.")
_BY_STATUS = {
    Status.EXCEPTION: Trouble(phrase("%(carrier)s reports a problem with the parcel."), _ASK),
    Status.ATTEMPT_FAILED: Trouble(phrase("The parcel could not be handed over."), _TRIES_AGAIN),
    Status.RETURNING: Trouble(
        phrase("The parcel is on its way back to you."),
        phrase("Ask the shopper whether to send it again or to give the money back."),
    ),
}
_BY_DETAIL = {
    SubStatus.CUSTOMS_HOLD: Trouble(phrase("The parcel is held by customs."), _ASK),
    SubStatus.DOCUMENTS: Trouble(phrase("Documents for customs are missing."), _ASK),
    SubStatus.PAYMENT_DUE: Trouble(phrase("Something has to be paid before it goes on."), _PAY),
    SubStatus.ADDRESS: Trouble(phrase("There is a problem with the address."), _NEW_ADDRESS),
    SubStatus.DAMAGED: Trouble(phrase("The parcel is damaged."), _CLAIM),
    SubStatus.LOST: Trouble(phrase("The parcel is lost."), _CLAIM),
    SubStatus.DESTROYED: Trouble(phrase("The parcel was destroyed."), _CLAIM),
    SubStatus.SECURITY: Trouble(phrase("The parcel is held for a security check."), _ASK),
    SubStatus.UNCLAIMED: Trouble(
        phrase("Nobody has collected the parcel."),
        phrase("Ask the shopper to collect it before it goes back."),
    ),
    SubStatus.REJECTED_BY_CARRIER: Trouble(phrase("%(carrier)s does not take the parcel."), _ASK),
    SubStatus.NOT_HOME: Trouble(phrase("Nobody was at home."), _TRIES_AGAIN),
    SubStatus.CLOSED: Trouble(phrase("The place was closed."), _TRIES_AGAIN),
    SubStatus.NO_ACCESS: Trouble(
        phrase("The courier could not get in."),
        phrase("Ask the shopper for a door code or another address."),
    ),
    SubStatus.REFUSED: Trouble(
        phrase("The parcel was not accepted at the door."),
        phrase("Ask the shopper whether they still want it."),
    ),
    SubStatus.PAYMENT: Trouble(phrase("It had to be paid at the door, and was not."), _PAY),
}


def trouble_of(parcel: TroubledParcel) -> Trouble:
    """Return what is wrong with a parcel."""
    if parcel.doubt is Doubt.WRONG_CARRIER and not parcel.likelier:
        return Trouble(_NOBODY_LIKELIER, _DOUBTS[Doubt.WRONG_CARRIER].to_do)
    if parcel.doubt:
        return _DOUBTS[parcel.doubt]
    detailed = _BY_DETAIL.get(parcel.sub_status) if parcel.sub_status else None
    if parcel.status is Status.RETURNING or detailed is None:
        return _BY_STATUS[parcel.status]
    return detailed


def said_of(
    words: str, parcel: TroubledParcel, known: Mapping[str, KnownCarrier], language: Language
) -> str:
    """Say words of a trouble with the names that belong in it."""
    carrier = _label(parcel.carrier, known) or parcel.carrier_text or language.say("the carrier")
    likelier = _label(parcel.likelier, known)
    said = language.say(words, carrier=carrier, likelier=likelier)
    return said[:1].upper() + said[1:]


def _label(carrier: str | None, known: Mapping[str, KnownCarrier]) -> str:
    if carrier is None:
        return ""
    return known[carrier].label if carrier in known else carrier
