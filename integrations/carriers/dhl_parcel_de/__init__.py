"""Offer DHL Paket, asked through Parcel DE Tracking, to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.dhl_parcel_de.client import PER_CALL, track
from integrations.carriers.dhl_parcel_de.parser import read
from integrations.carriers.dhl_parcel_de.statuses import STATUSES

adapter = CarrierAdapter(
    key="dhl_parcel_de",
    label="DHL Paket (Parcel DE Tracking)",
    serves=("dhl_paket",),
    credentials=(
        CredentialField(
            "api_key",
            "API key",
            secret=False,
            hint="In your app at developer.dhl.com, with Parcel DE Tracking",
        ),
        CredentialField("api_secret", "API secret", hint="In the same app"),
        CredentialField(
            "appname", "User name", secret=False, hint="Of the DHL business customer portal"
        ),
        CredentialField("password", "Password", hint="Of the same user"),
    ),
    base_url="https://api-eu.dhl.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00340434161094015902"),
    per_call=PER_CALL,
    unconfirmed=(
        "What DHL's errors mean was read in notes of others, not in DHL's own pages.",
        "An event marked as a return is taken to be on the way back to the sender.",
        "How the expected time of day is written is not documented.",
    ),
)
