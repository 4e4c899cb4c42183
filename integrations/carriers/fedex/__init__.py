"""Offer FedEx (Express, Ground and Freight) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.fedex.client import PER_CALL, SIGN_IN_PATH, track
from integrations.carriers.fedex.parser import read
from integrations.carriers.fedex.statuses import STATUSES

# 1,400 calls in ten seconds: https://developer.fedex.com/api/en-us/guides/ratelimits.html
adapter = CarrierAdapter(
    key="fedex",
    label="FedEx",
    serves=("fedex",),
    credentials=(
        CredentialField(
            "client_id",
            "API key",
            secret=False,
            hint="Of a project of its own with the Track API, at developer.fedex.com",
        ),
        CredentialField("client_secret", "Secret key", hint="Of the same project"),
    ),
    base_url="https://apis.fedex.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("000000000000"),
    sign_in_path=SIGN_IN_PATH,
    per_call=PER_CALL,
    rates=("140/second",),
    unconfirmed=(
        "What four kinds of exceptions mean was read in lists of others, not in FedEx's pages.",
    ),
)
