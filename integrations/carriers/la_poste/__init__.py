"""Offer La Poste, Colissimo and Chronopost, which share one interface, to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.la_poste.client import PER_CALL, track
from integrations.carriers.la_poste.parser import read
from integrations.carriers.la_poste.statuses import STATUSES

adapter = CarrierAdapter(
    key="la_poste",
    label="La Poste, Colissimo and Chronopost",
    serves=("la_poste", "colissimo", "chronopost"),
    credentials=(
        CredentialField(
            "api_key", "API key", hint="The Okapi key of your application at developer.laposte.fr"
        ),
    ),
    base_url="https://api.laposte.fr",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("LU000000000FR"),
    per_call=PER_CALL,
    rates=("10/second",),
    unconfirmed=(
        "Ten numbers at a time is what others keep to; La Poste's page could not be read.",
        "The list of events was read in others' programs, and may lack some.",
        "An event that counts as out for delivery may at times mean that the day is prepared.",
        "Pick-up points and partners abroad were not seen in a real answer.",
    ),
)
