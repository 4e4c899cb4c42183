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
        CredentialField(
            "client_id", "Consumer key", secret=False, hint="In your app at developers.usps.com"
        ),
        CredentialField("client_secret", "Consumer secret", hint="In the same app"),
    ),
    base_url="https://apis.usps.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("9400100000000000000000"),
    sign_in_path=SIGN_IN_PATH,
    rates=("60/hour",),
    unconfirmed=(
        "That an account begins with 60 questions an hour is hearsay.",
        "The less common events were read in older lists than USPS's present one.",
        "How USPS writes the ends of a predicted delivery window is not documented.",
    ),
)
