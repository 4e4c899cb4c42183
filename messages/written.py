"""Write a message's parts: the merchant's own text where it can be used, else ours."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from domain.kinds import ChannelKey, Kind
from messages.facts import facts_of
from messages.liquid import fill
from messages.mail_view import MailView, ParcelView, mail_view
from messages.story import MessageStory, Writing
from messages.text_error import TextError
from messages.texts import our_texts


@dataclass(frozen=True, slots=True)
class Written:
    """A message's parts with every place filled; `fault` says why they are not the merchant's.

    The body of a mail is HTML that is still to be cleaned; everything else is plain text.
    """

    parts: Mapping[str, str]
    view: MailView
    fault: str = ""


Spelling = Callable[[str], str]
_AS_HTML = (ChannelKey.EMAIL, "body")


def write(
    kind: Kind,
    channel: ChannelKey,
    story: MessageStory,
    writing: Writing,
    spelt: Spelling = str,
) -> Written:
    """Fill the parts of a message; a part of the merchant's that comes out empty is ours.

    What is filled in is `spelt` as the channel needs it.
    """
    view = mail_view(kind, story, writing)
    ours = our_texts(kind, channel, writing.language, facts_of(kind, story, view))
    own = {part: text for part, text in (writing.texts or {}).items() if text and part in ours}
    values = _spelt(values_of(view), spelt)

    def filled(part: str, source: str) -> str:
        return fill(source, values, html=(channel, part) == _AS_HTML).strip()

    try:
        theirs, fault = {part: filled(part, text) for part, text in own.items()}, ""
    except TextError as error:
        theirs, fault = {}, str(error)
    parts = {part: theirs.get(part) or filled(part, text) for part, text in ours.items()}
    return Written(parts, view, fault)


def _spelt(values: Mapping[str, object], spelt: Spelling) -> Mapping[str, object]:
    return {name: _each(value, spelt) for name, value in values.items()}


def _each(value: object, spelt: Spelling) -> object:
    if isinstance(value, str):
        return spelt(value)
    if isinstance(value, Mapping):
        return _spelt(value, spelt)
    assert isinstance(value, Sequence)
    return [_each(one, spelt) for one in value]


def values_of(view: MailView) -> Mapping[str, object]:
    """Return the value of every variable there is (messages/variables.py)."""
    pickup = view.pickup_points[0] if view.pickup_points else None
    voucher = view.voucher
    parcels = tuple(_parcel(parcel, view) for parcel in view.parcels)
    return {
        "shop": {"name": view.shop_name, "email": view.contact_email, "url": view.shop_url},
        "order": {
            "number": view.order_number,
            "date": view.order_date,
            "total": view.order_total,
            "items": tuple(
                {"title": item.title, "quantity": str(item.quantity), "variant": item.variant}
                for item in view.items
            ),
        },
        "shopper": {"name": view.shopper_name},
        "parcel": parcels[0] if parcels else _parcel(ParcelView("", "", "", ""), view),
        "parcels": parcels,
        "sentence": view.sentence,
        "advice": view.advice,
        "pickup": {
            "name": pickup.name if pickup else "",
            "address": ", ".join(pickup.address) if pickup else "",
            "opening_hours": "; ".join(pickup.opening_hours) if pickup else "",
            "code": pickup.code if pickup else "",
        },
        "voucher": {
            "code": voucher.code if voucher else "",
            "worth": voucher.worth if voucher else "",
            "until": voucher.until if voucher else "",
        },
        "page_url": view.page_url,
        "preferences_url": view.preferences_url,
    }


def _parcel(parcel: ParcelView, view: MailView) -> Mapping[str, object]:
    return {
        "carrier": parcel.carrier or view.any_carrier,
        "tracking_number": parcel.tracking_number,
        "sentence": parcel.sentence,
        "expected": parcel.expected,
    }
