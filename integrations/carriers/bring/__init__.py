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
        CredentialField(
            "api_uid", "User name", secret=False, hint="The one you sign in to Mybring with"
        ),
        CredentialField("api_key", "API key", hint="In Mybring's settings, under API"),
        CredentialField(
            "client_url",
            "Address of your shop",
            secret=False,
            optional=True,
            hint="Such as https://shop.example",
        ),
    ),
    base_url="https://api.bring.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("370000000000000000"),
    unconfirmed=(
        "How Bring says that it does not know a number could not be tried.",
        "How Bring writes a time window for the delivery is not documented.",
        "How many questions an account may ask is not published.",
    ),
)
