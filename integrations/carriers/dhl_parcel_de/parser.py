"""Read answers of DHL's Parcel DE Tracking interface; asks nobody anything.

Shape: elements named "data" all the way down, told apart by their attribute "name":
piece-shipment-list, piece-shipment, piece-event-list, piece-event; oldest event first.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from domain.errors import ProviderError
from domain.tracking import (
    FailedLookup,
    Place,
    ProofOfDelivery,
    TrackedNumber,
    TrackingAnswer,
    TrackingEvent,
    TrackingReport,
    UnknownNumber,
)
from integrations.carriers.dhl_parcel_de.countries import country_named
from integrations.carriers.dhl_parcel_de.statuses import meaning_of
from integrations.carriers.dhl_parcel_de.times import HOME, estimate_of, moment_of
from integrations.reports import events_of, report_of
from integrations.untrusted import code, country, raw_json, several, text, xml_object

Row = Mapping[str, Any]
_FINE = frozenset({"", "0"})
# No data, no announcement, and a number whose check digit is wrong.
_NUMBER_AT_FAULT = frozenset({"41", "100", "200"})
# The login fails, has failed too often, or lacks the right.
_ACCOUNT_AT_FAULT = frozenset({"5", "6", "62"})


def read(body: bytes, asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    """Turn an answer into a report; raise ProviderError when it is none."""
    pieces = _pieces(body)
    return UnknownNumber(asked.number) if pieces is None else _answer(pieces, asked)


def read_all(body: bytes, group: Sequence[TrackedNumber]) -> dict[str, TrackingAnswer]:
    """Answer for every number of a group; raise ProviderError when an answer is none."""
    pieces = _pieces(body)
    answers: dict[str, TrackingAnswer] = {}
    for asked in group:
        try:
            answers[asked.number] = _answer(pieces or [], asked)
        except ProviderError as error:
            answers[asked.number] = FailedLookup(asked.number, error)
    return answers


def _pieces(body: bytes) -> list[Row] | None:
    """Return the parcels of an answer with their events in them; None when it knows no number."""
    root = next(iter(several(xml_object(body).get("data"))), None)
    if root is None:
        raise ProviderError("the answer is not a list of shipments")
    status = code(root.get("@code"))
    if status in _NUMBER_AT_FAULT:
        return None
    if status not in _FINE:
        refused = status in _ACCOUNT_AT_FAULT
        reason = f"DHL reports error {status[:20]}"
        raise ProviderError(reason, permanent=refused, credentials_refused=refused)
    parts = several(root.get("data"))
    beside = {code(part.get("@piece-id")): part for part in _named(parts, "piece-event-list")}
    return [
        {**part, "beside": beside.get(code(part.get("@piece-id")))}
        for part in _named(parts, "piece-shipment")
    ]


def _named(parts: list[Row], name: str) -> list[Row]:
    return [part for part in parts if part.get("@name") == name]


def _answer(pieces: list[Row], asked: TrackedNumber) -> TrackingReport | UnknownNumber:
    piece = next((piece for piece in pieces if _is_of(piece, asked.number)), None)
    if piece is None:
        return UnknownNumber(asked.number)
    status = code(piece.get("@error-status"))
    if status in _NUMBER_AT_FAULT:
        return UnknownNumber(asked.number)
    if status not in _FINE:
        raise ProviderError(f"DHL reports error {status[:20]} for a number")
    destination = country(piece.get("@dest-country")) or asked.country
    events = events_of(_events(piece), _event, newest_first=False)
    return report_of(asked, events, estimate=estimate_of(piece, destination), proof=_proof(piece))


def _is_of(piece: Row, number: str) -> bool:
    """Compare numbers without the zeros before them, which some of the attributes lack."""
    names = ("@searched-piece-code", "@piece-code", "@piece-identifier")
    return number.lstrip("0") in {code(piece.get(name)).lstrip("0") for name in names}


def _events(piece: Row) -> list[Row]:
    """Return the events, whose list lies within the parcel or beside it."""
    within = _named(several(piece.get("data")), "piece-event-list")
    lists = within or several(piece.get("beside"))
    return [row for told in lists[:1] for row in _named(several(told.get("data")), "piece-event")]


def _event(row: Row, sequence: int) -> TrackingEvent | None:
    named = text(row.get("@event-country"))
    here = country_named(named)
    moment = moment_of(row.get("@event-timestamp"), here, HOME)
    if moment is None:
        return None
    codes = [code(row.get(name)).upper() for name in ("@ice", "@ric", "@standard-event-code")]
    return TrackingEvent(
        occurred_at=moment[0],
        raw_code="/".join(filter(None, codes)),
        raw_text=text(row.get("@event-status")) or text(row.get("@event-text")),
        meaning=meaning_of(*codes, back=text(row.get("@ruecksendung")).lower() == "true"),
        place=Place(
            city=text(row.get("@event-location")), country=here, name="" if here else named
        ),
        zone_assumed=moment[1],
        sequence=sequence,
        raw=raw_json({name.lstrip("@"): value for name, value in row.items()}),
    )


def _proof(piece: Row) -> ProofOfDelivery | None:
    """Return who took it in; before it is delivered, the name is that of whom it is for."""
    name = text(piece.get("@recipient-name"))
    delivered = text(piece.get("@delivery-event-flag")) == "1"
    return ProofOfDelivery(name) if delivered and name else None
