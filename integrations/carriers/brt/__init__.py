"""Offer BRT (Bartolini, Italy) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.brt.client import track
from integrations.carriers.brt.parser import read
from integrations.carriers.brt.statuses import STATUSES

adapter = CarrierAdapter(
    key="brt",
    label="BRT",
    serves=("brt",),
    credentials=(
        CredentialField("user_id", "User ID", secret=False),
        CredentialField("password", "Password"),
    ),
    base_url="https://api.brt.it",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("000000000000000"),
    unconfirmed=(
        "The codes with which it says that it does not know a number, or refuses the account",
        "That the newest event comes first when two have the same minute",
        "That riferimento_partner_estero is the foreign partner's number",
    ),
)
