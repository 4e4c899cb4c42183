"""Offer Australia Post and StarTrack to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.australia_post.client import PER_CALL, track
from integrations.carriers.australia_post.parser import read
from integrations.carriers.australia_post.statuses import STATUSES

adapter = CarrierAdapter(
    key="australia_post",
    label="Australia Post and StarTrack",
    serves=("australia_post", "startrack"),
    credentials=(
        CredentialField("api_key", "API key", secret=False, hint="From developers.auspost.com.au"),
        CredentialField("password", "Password", hint="The one that came with the API key"),
        CredentialField(
            "account_number",
            "Account number",
            secret=False,
            hint="Your business account with Australia Post or StarTrack",
        ),
    ),
    base_url="https://digitalapi.auspost.com.au",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000000000000000000000"),
    per_call=PER_CALL,
    rates=("10/minute",),
    unconfirmed=(
        "Ten numbers at a time and ten questions a minute are what others keep to.",
        "Australia Post publishes no list of its events; only wordings seen before are understood.",
        "How it says that we ask too often is known from others only.",
    ),
)
