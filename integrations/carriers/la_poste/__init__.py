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
    credentials=(CredentialField("api_key", "Okapi key"),),
    base_url="https://api.laposte.fr",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("LU000000000FR"),
    per_call=PER_CALL,
    rates=("10/second",),
    unconfirmed=(
        "Ten numbers a call is what others keep to; the vendor's page could not be read.",
        "The list of codes was read in others' programs; MD1 and MD4 are said to exist.",
        "MD2 counts as out for delivery, though its words at times say that the day is prepared.",
        "Where a pick-up point and a partner abroad stand was not seen in a real answer.",
    ),
)
