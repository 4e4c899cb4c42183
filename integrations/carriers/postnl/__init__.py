"""Offer PostNL to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.postnl.client import track
from integrations.carriers.postnl.parser import read
from integrations.carriers.postnl.statuses import STATUSES

adapter = CarrierAdapter(
    key="postnl",
    label="PostNL",
    serves=("postnl",),
    credentials=(CredentialField("api_key", "API key"),),
    base_url="https://api.postnl.nl",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("3SDEVC000000000"),
    unconfirmed=(
        "The delivery window is taken to begin with the month, as the vendor's example does.",
        "The address of type 09 is taken to be the pick-up point.",
        "How PostNL answers for an unknown number could not be tried.",
        "No limit is published; PostNL asks not to call for every parcel every minute.",
    ),
)
