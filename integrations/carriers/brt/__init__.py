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
        CredentialField(
            "user_id",
            "User name",
            secret=False,
            hint="The user ID that BRT gave you for its web services",
        ),
        CredentialField("password", "Password"),
    ),
    base_url="https://api.brt.it",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("000000000000000"),
    unconfirmed=(
        "How BRT says that it does not know a number, or refuses an account, could not be tried.",
        "Of two events in the same minute, the first in the answer is taken to be the newer.",
        "Where BRT gives a foreign partner's number was not seen on a real parcel.",
    ),
)
