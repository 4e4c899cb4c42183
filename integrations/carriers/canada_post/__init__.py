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
        CredentialField("username", "API key: the part before the colon"),
        CredentialField("password", "API key: the part after the colon"),
    ),
    base_url="https://soa-gw.canadapost.ca",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("0000000000000000"),
    unconfirmed=(
        "With which HTTP statuses Canada Post sends its messages could not be tried.",
        "Canada Post moves to a newer interface with OAuth; this one may end.",
        "The limit of calls a minute is not published; we pause when told.",
    ),
)
