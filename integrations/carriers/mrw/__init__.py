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
            "username", "User", secret=False, hint="The user MRW gave you for its tracking service"
        ),
        CredentialField("password", "Password"),
    ),
    base_url="https://trackingservice.mrw.es",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000A000000"),
    unconfirmed=(
        "The words with which it says that it does not know a number, or refuses the account",
        "What the descriptions of states mean was read, not seen on parcels",
        "08 is said of parcels on their way back as well as of those that are back",
    ),
)
