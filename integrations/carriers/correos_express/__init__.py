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
        CredentialField("customer_code", "Customer code", secret=False),
        CredentialField("user", "User of the web services", secret=False),
        CredentialField("password", "Password"),
    ),
    base_url="https://www.cexpr.es",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("0000000000000000"),
    unconfirmed=(
        "How it says that it does not know a number, or refuses the account, with HTTP 200",
        "Branches in Portugal and the Canary Islands may tell events in their own time",
        "What the codes of incidents mean: the state alone is read",
    ),
)
