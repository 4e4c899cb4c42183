"""Offer Canada Post to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.canada_post.client import track
from integrations.carriers.canada_post.parser import read
from integrations.carriers.canada_post.statuses import STATUSES

adapter = CarrierAdapter(
    key="canada_post",
    label="Canada Post",
    serves=("canada_post",),
    credentials=(
        CredentialField(
            "username",
            "API key, before the colon",
            secret=False,
            hint="From the developer program at canadapost.ca",
        ),
        CredentialField("password", "API key, after the colon"),
    ),
    base_url="https://soa-gw.canadapost.ca",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("0000000000000000"),
    unconfirmed=(
        "How Canada Post's errors arrive could not be tried.",
        "Canada Post is moving to a newer interface, and may close this one.",
        "How many questions a minute are allowed is not published; we pause when told to.",
    ),
)
