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
    credentials=(
        CredentialField("api_key", "API key", hint="From PostNL; see developer.postnl.nl"),
    ),
    base_url="https://api.postnl.nl",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("3SDEVC000000000"),
    unconfirmed=(
        "A delivery window is read with the month before the day, as in PostNL's example.",
        "One kind of address is taken to be that of the pick-up point.",
        "How PostNL says that it does not know a number could not be tried.",
        "No limit is published; PostNL asks not to call for every parcel every minute.",
    ),
)
