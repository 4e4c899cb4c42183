"""What a shop reads when its shopper has acted or asked: the note, and the mails with the story.

The shopper's words are quoted as they are, and never as anything but text.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from markupsafe import Markup

from domain.order import Order
from domain.shipment import Shipment
from domain.tracking import in_order
from messages.labels import carrier_name, event_text, place_text, status_label
from messages.language import Language, phrase
from messages.phrases import headline
from messages.plain_text import one_line
from messages.render import Rendered

_LONGEST_NUMBER = 60
_LAST_SCANS = 3
_ANSWER = phrase("Answer this mail to write to the shopper.")
_NO_ANSWER = phrase(
    "We do not know the shopper's e-mail address: please look for it in the shop's admin."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is told to a shop: the order, the shopper's words, and where more can be seen.

    `missing` is the parcel that never came, None for a question. `answers_reach` says whether an
    answer goes to the shopper. `page` is the order's tracking page, `board` the shop's exceptions.
    """

    order: Order
    words: str
    asked_at: datetime
    missing: Shipment | None
    answers_reach: bool
    page: str
    board: str


@dataclass(frozen=True, slots=True)
class Reader:
    """How the shop reads it; `carriers` are labels by key, `zone` is the shop's."""

    language: Language
    carriers: Mapping[str, str]
    now: datetime
    zone: tzinfo

    def moment(self, moment: datetime) -> str:
        """Write a moment in the shop's zone."""
        return self.language.moment(moment.astimezone(self.zone), self.now.astimezone(self.zone))


def cancellation_note(language: Language) -> str:
    """Say, for the shop's staff, who has cancelled an order."""
    return language.say("Cancelled by the shopper on the tracking page.")


def inquiry_mail(reader: Reader, told: Told) -> Rendered:
    """Write what a shopper asks, with the order's story."""
    say, number = reader.language.say, one_line(told.order.number, _LONGEST_NUMBER)
    if told.missing is None:
        subject = say("Order %(number)s: a question from your shopper", number=number)
        opening = [say("The shopper of order %(number)s has written to you:", number=number)]
    else:
        subject = say("Order %(number)s: a parcel did not arrive", number=number)
        opening = list(_missing(reader, told, told.missing, number))
    answer = say(_ANSWER if told.answers_reach else _NO_ANSWER)
    return Rendered(
        subject=subject,
        text=_text(reader, told, opening, answer),
        html=_html(reader, told, opening, answer),
    )


def _missing(reader: Reader, told: Told, parcel: Shipment, number: str) -> Iterator[str]:
    say = reader.language.say
    yield say(
        "The shopper of order %(number)s says that parcel %(parcel)s never arrived. They have"
        " looked where it might be, and asked around.",
        number=number,
        parcel=one_line(parcel.tracking_number),
    )
    if parcel.state.since:
        when = reader.moment(parcel.state.since)
        yield say("The carrier says that it was delivered: %(when)s.", when=when)
    yield say("They told us: %(when)s.", when=reader.moment(told.asked_at))


def _story(reader: Reader, told: Told) -> list[tuple[str, Sequence[str]]]:
    """Return the parcels with their last scans."""
    return [_parcel(reader, parcel) for parcel in told.order.shipments]


def _parcel(reader: Reader, parcel: Shipment) -> tuple[str, Sequence[str]]:
    named = (
        carrier_name(parcel, reader.carriers),
        parcel.tracking_number,
        status_label(reader.language, parcel.state),
    )
    scans = []
    for event in reversed(in_order(parcel.events)[-_LAST_SCANS:]):
        place = place_text(reader.language, event.place)
        what = event_text(reader.language, event)
        told = (reader.moment(event.occurred_at), what, place)
        scans.append(one_line(" · ".join(filter(None, told))))
    return one_line(" · ".join(filter(None, named))), scans


def _text(reader: Reader, told: Told, opening: Sequence[str], answer: str) -> str:
    say = reader.language.say
    quoted = "\n".join(f"> {line}" for line in told.words.split("\n")) if told.words else ""
    parcels = (
        "\n".join([named, *(f"  {scan}" for scan in scans)])
        for named, scans in _story(reader, told)
    )
    parts = (
        *opening,
        quoted,
        answer,
        _headline(reader, told),
        *parcels,
        f"{say('The order as its shopper sees it:')} {told.page}",
        f"{say('What needs your attention:')} {told.board}",
    )
    return "\n\n".join(filter(None, parts)) + "\n"


def _html(reader: Reader, told: Told, opening: Sequence[str], answer: str) -> str:
    say, paragraph = reader.language.say, Markup("<p>{}</p>")
    lines = Markup("<br>").join(told.words.split("\n"))
    quoted = Markup("<blockquote>{}</blockquote>").format(lines) if told.words else Markup()
    link = Markup('<p>{0} <a href="{1}">{1}</a></p>')
    parcels = [
        Markup("<p>{}</p><ul>{}</ul>").format(
            named, Markup().join(Markup("<li>{}</li>").format(scan) for scan in scans)
        )
        for named, scans in _story(reader, told)
    ]
    parts = [
        *(paragraph.format(words) for words in opening),
        quoted,
        paragraph.format(answer),
        paragraph.format(_headline(reader, told)),
        *parcels,
        link.format(say("The order as its shopper sees it:"), told.page),
        link.format(say("What needs your attention:"), told.board),
    ]
    return str(Markup("\n").join(part for part in parts if part))


def _headline(reader: Reader, told: Told) -> str:
    here = (reader.now, reader.zone)
    return one_line(headline(reader.language, told.order, reader.carriers, *here))
