"""What the page says of a parcel that is said to be delivered and is not there; decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from domain.carriers import labels_of
from domain.missing_parcel import Check, checks
from domain.order_parcels import parcels_said_delivered
from domain.shipment import Shipment
from messages.language import Language, phrase
from messages.phrases import carrier_name
from services.look_up_order import OrderStory
from services.report_missing import Ending, Incident
from tracking_page.safe_links import web_address

_CHECKS: Mapping[Check, str] = {
    Check.NEIGHBOUR: phrase("Ask your neighbours: couriers often leave parcels with them."),
    Check.SAFE_PLACE: phrase(
        "Look where a courier might have put it: in the mailbox, by the back door, in the garage or"
        " the shed."
    ),
    Check.PROOF: phrase("Look at what the carrier noted when it was handed over."),
    Check.HOUSEHOLD: phrase("Ask who lives with you, or at the reception."),
}


@dataclass(frozen=True, slots=True)
class MissingParcel:
    """A parcel said to be delivered: where to look, and what has come of an earlier report.

    `signed_by` and `proof_link` may be empty. `told` says how a report stands, empty without one;
    `reported` is true while it is not closed.
    """

    id: int
    name: str
    delivered: str
    checks: tuple[str, ...]
    signed_by: str
    proof_link: str
    told: str
    reported: bool


@dataclass(frozen=True, slots=True)
class Looking:
    """Who reads it, when and where."""

    language: Language
    now: datetime
    zone: tzinfo

    def day(self, moment: datetime) -> str:
        """Write a day as part of a sentence."""
        return self.language.on_day(moment.astimezone(self.zone), self.now.astimezone(self.zone))

    def moment(self, moment: datetime) -> str:
        """Write a day and time as part of a sentence."""
        here = self.now.astimezone(self.zone)
        return self.language.at_moment(moment.astimezone(self.zone), here)


def missing_parcels(
    story: OrderStory, incidents: Mapping[int, Incident], looking: Looking
) -> Sequence[MissingParcel]:
    """Show the parcels of an order that are said to be delivered."""
    parcels = parcels_said_delivered(story.order)
    return [_parcel(story, parcel, incidents.get(parcel.id), looking) for parcel in parcels]


def reports_told(
    story: OrderStory, incidents: Mapping[int, Incident], looking: Looking
) -> tuple[str, ...]:
    """Say how the shopper's reports stand that are not closed, with the parcel where many came."""
    parcels = missing_parcels(story, incidents, looking)
    told = [one for one in parcels if one.reported]
    return tuple(f"{one.name}: {one.told}" if len(parcels) > 1 else one.told for one in told)


def _parcel(
    story: OrderStory, parcel: Shipment, incident: Incident | None, looking: Looking
) -> MissingParcel:
    carrier = carrier_name(parcel, labels_of(story.carriers, [parcel.carrier]))
    since, proof = parcel.state.since, parcel.proof
    return MissingParcel(
        id=parcel.id,
        name=" ".join(filter(None, (carrier, parcel.tracking_number))),
        delivered=looking.moment(since) if since else "",
        checks=tuple(looking.language.say(_CHECKS[check]) for check in checks(parcel)),
        signed_by=proof.signed_by if proof else "",
        proof_link=web_address(proof.document_url) if proof else "",
        told=_told(story, incident, looking) if incident else "",
        reported=incident is not None and incident.closed_at is None,
    )


def _told(story: OrderStory, incident: Incident, looking: Looking) -> str:
    say = looking.language.say
    if incident.closed_at is None:
        if incident.opened_at is not None:
            if not story.order.contact.email:
                # Nobody can write to them: it is not promised.
                return say("We have noted that your parcel is missing.")
            when = looking.day(incident.opened_at)
            return say(
                "The shop was told %(when)s that the parcel is missing. It looks into it and writes"
                " to you.",
                when=when,
            )
        return say(
            "You told us %(told)s. Parcels are sometimes marked as delivered ahead of time: if"
            " yours has not turned up by then, the shop is told %(when)s.",
            told=looking.day(incident.reported_at),
            when=looking.moment(incident.due_at),
        )
    when = looking.day(incident.closed_at)
    if incident.outcome is Ending.SETTLED:
        return say("The shop has settled your report %(when)s.", when=when)
    if incident.outcome is Ending.FOUND:
        return say("You told us %(when)s that it has turned up.", when=when)
    return say("The carrier corrected itself %(when)s, after you had told us.", when=when)
