"""Offer MRW (Spain, Portugal, Andorra, Gibraltar) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.mrw.client import track
from integrations.carriers.mrw.parser import read
from integrations.carriers.mrw.statuses import STATUSES

adapter = CarrierAdapter(
    key="mrw",
    label="MRW",
    serves=("mrw",),
    credentials=(
        CredentialField(
            "username",
            "User name",
            secret=False,
            hint="The one MRW gave you for its tracking service",
        ),
        CredentialField("password", "Password"),
    ),
    base_url="https://trackingservice.mrw.es",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000A000000"),
    unconfirmed=(
        "How MRW says that it does not know a number, or refuses an account, could not be tried.",
        "What the states mean was read in descriptions, not seen on parcels.",
        "MRW says the same of parcels on their way back and of those that are back.",
    ),
)
