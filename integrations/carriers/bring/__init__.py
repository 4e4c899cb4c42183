"""Offer Bring and Posten (Norway and the Nordic countries) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.bring.client import track
from integrations.carriers.bring.parser import read
from integrations.carriers.bring.statuses import STATUSES

adapter = CarrierAdapter(
    key="bring",
    label="Bring (Posten)",
    serves=("bring",),
    credentials=(
        CredentialField("api_uid", "Mybring user", secret=False),
        CredentialField("api_key", "Mybring API key"),
        CredentialField("client_url", "Address of the shop", secret=False, optional=True),
    ),
    base_url="https://api.bring.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("370000000000000000"),
    unconfirmed=(
        "How an unknown number is told inside HTTP 200.",
        "How a span of time for the delivery is written.",
        "How many calls an account may make is not told.",
    ),
)
