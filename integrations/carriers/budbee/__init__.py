"""Offer Instabee (Budbee and Instabox) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.budbee.client import track
from integrations.carriers.budbee.parser import read
from integrations.carriers.budbee.statuses import STATUSES

# https://developer.budbee.com: 1000 reading calls in five minutes.
adapter = CarrierAdapter(
    key="budbee",
    label="Instabee (Budbee, Instabox)",
    serves=("budbee", "instabox"),
    credentials=(
        CredentialField(
            "api_key",
            "API key",
            secret=False,
            hint="From Instabee; write to integration@instabee.com",
        ),
        CredentialField("api_secret", "API secret"),
    ),
    base_url="https://api.budbee.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("BUDBEE000000"),
    rates=("1000/5 minutes",),
    unconfirmed=(
        "Where and how a parcel's status is read with an API key could not be tried.",
        "Instabox's numbers may need another key.",
        "When a locker parcel took its steps is known for its arrival in the locker only.",
        "A return is taken to be on its way when Instabee tells of it; it may have ended by then.",
    ),
)
