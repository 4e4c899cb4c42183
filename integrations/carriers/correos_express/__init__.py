"""Offer Correos Express (Spain, Portugal) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.correos_express.client import track
from integrations.carriers.correos_express.parser import read
from integrations.carriers.correos_express.statuses import STATUSES

adapter = CarrierAdapter(
    key="correos_express",
    label="Correos Express",
    serves=("correos_express",),
    credentials=(
        CredentialField(
            "customer_code",
            "Customer code",
            secret=False,
            hint="On your contract with Correos Express",
        ),
        CredentialField(
            "user",
            "User name",
            secret=False,
            hint="The one Correos Express gave you for its web services",
        ),
        CredentialField("password", "Password"),
    ),
    base_url="https://www.cexpr.es",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("0000000000000000"),
    unconfirmed=(
        "How it says that it does not know a number, or refuses an account, could not be tried.",
        "Branches in Portugal and the Canary Islands may tell events in their own time.",
        "The reasons it gives for problems are not understood; only the parcel's state is read.",
    ),
)
