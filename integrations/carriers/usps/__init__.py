"""Offer USPS, the United States Postal Service, to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.usps.client import SIGN_IN_PATH, track
from integrations.carriers.usps.parser import read
from integrations.carriers.usps.statuses import STATUSES

adapter = CarrierAdapter(
    key="usps",
    label="USPS",
    serves=("usps",),
    credentials=(
        CredentialField("client_id", "Consumer key", secret=False),
        CredentialField("client_secret", "Consumer secret"),
    ),
    base_url="https://apis.usps.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("9400100000000000000000"),
    sign_in_path=SIGN_IN_PATH,
    rates=("60/hour",),
    unconfirmed=(
        "That an account begins with 60 calls an hour is hearsay.",
        "The less common event codes were read in older lists than today's Publication 199.",
        "In what form the ends of a predicted delivery window are written is not documented.",
    ),
)
