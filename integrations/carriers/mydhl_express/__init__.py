"""Offer DHL Express, asked through MyDHL, to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.mydhl_express.client import PER_CALL, track
from integrations.carriers.mydhl_express.parser import read
from integrations.carriers.mydhl_express.statuses import STATUSES

adapter = CarrierAdapter(
    key="mydhl_express",
    label="MyDHL (DHL Express)",
    serves=("dhl_express",),
    credentials=(
        CredentialField(
            "username",
            "API key",
            secret=False,
            hint="In your app at developer.dhl.com, with MyDHL API",
        ),
        CredentialField("password", "API secret", hint="In the same app"),
    ),
    base_url="https://express.api.dhl.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("0000000000"),
    per_call=PER_CALL,
    unconfirmed=("A number that the answer leaves out is taken to be unknown to DHL.",),
)
