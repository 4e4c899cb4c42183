"""What the shopper may do now, by kind of message and the detail a carrier gave; often nothing."""

from collections.abc import Mapping, Sequence

from domain.kinds import Kind
from domain.shipment import Shipment
from domain.status import SubStatus
from messages.expectation import Here, last_seen, late, was_expected
from messages.language import phrase
from messages.phrases import sentence_of
from messages.story import MessageStory

_CARD = phrase(
    "Look for a card or a message from %(carrier)s: it says whether they will come again or"
    " where the parcel can be collected."
)
_CODE = phrase(
    "If a door code or a telephone number is needed to reach you, give it to %(carrier)s."
)
_ADDRESS = phrase("Check the delivery address on your order, and write to us if it is wrong.")
_PAYMENT = phrase(
    "%(carrier)s can tell you what has to be paid, and how. Go to their own site yourself: false"
    " messages about parcels are common."
)

_DETAILS: Mapping[Kind, Mapping[SubStatus, str]] = {
    Kind.ATTEMPT_FAILED: {
        SubStatus.NOT_HOME: _CARD,
        SubStatus.CLOSED: _CARD,
        SubStatus.NO_ACCESS: _CODE,
        SubStatus.ADDRESS: _ADDRESS,
        SubStatus.PAYMENT: _PAYMENT,
        SubStatus.REFUSED: phrase(
            "If the parcel was refused by mistake, write to us as soon as you can."
        ),
    },
    Kind.ACTION_REQUIRED: {
        SubStatus.NO_ACCESS: _CODE,
        SubStatus.ADDRESS: _ADDRESS,
        SubStatus.PAYMENT: _PAYMENT,
        SubStatus.PAYMENT_DUE: _PAYMENT,
        SubStatus.DOCUMENTS: phrase(
            "Papers are missing. %(carrier)s can tell you which, and where to send them."
        ),
    },
    Kind.DELIVERED_ELSEWHERE: {
        SubStatus.NEIGHBOUR: phrase(
            "Look for a card or a message from %(carrier)s: it often names the neighbour."
        ),
        SubStatus.SAFE_PLACE: phrase(
            "Look where parcels are usually left: by the door, behind the house, in the garage."
        ),
    },
}
_OTHERWISE: Mapping[Kind, str] = {
    Kind.ATTEMPT_FAILED: phrase(
        "You need not do anything yet: what happens next is shown on the page as soon as"
        " %(carrier)s tells."
    ),
    Kind.ACTION_REQUIRED: phrase("%(carrier)s can tell you what is needed."),
    Kind.CUSTOMS: phrase(
        "Parcels from abroad go through this. You need not do anything unless customs or"
        " %(carrier)s get in touch with you."
    ),
}


def advice(
    kind: Kind,
    story: MessageStory,
    told: Sequence[Shipment],
    carriers: Sequence[str],
    here: Here,
) -> str:
    """Say what may be done about parcels; `carriers` name theirs, in the same order."""
    said = [
        _about(kind, story, shipment, carrier, here)
        for shipment, carrier in zip(told, carriers, strict=True)
    ]
    return " ".join(dict.fromkeys(filter(None, said)))


def _about(kind: Kind, story: MessageStory, shipment: Shipment, carrier: str, here: Here) -> str:
    language, detail = here.language, shipment.state.sub_status
    if kind is Kind.DELAYED:
        return _last_seen(shipment, here)
    if kind is Kind.NEW_DATE:
        return _before(story, here)
    by_detail = _DETAILS.get(kind, {}).get(detail) if detail else None
    message = by_detail or _OTHERWISE.get(kind)
    return _capital(language.say(message, carrier=carrier)) if message else ""


def _last_seen(shipment: Shipment, here: Here) -> str:
    """Say where a parcel was last, unless its own sentence does."""
    clauses = last_seen(shipment, here)
    return sentence_of(here.language, clauses) if clauses and not late(shipment, here) else ""


def _before(story: MessageStory, here: Here) -> str:
    if story.estimate_before is None:
        return ""
    day = was_expected(story.estimate_before, here)
    return here.language.say("Before, it was expected %(day)s.", day=day)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
