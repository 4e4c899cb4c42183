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
        CredentialField("api_key", "API key", secret=False),
        CredentialField("password", "Password"),
        CredentialField("account_number", "Account number", secret=False),
    ),
    base_url="https://digitalapi.auspost.com.au",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000000000000000000000"),
    per_call=PER_CALL,
    rates=("10/minute",),
    unconfirmed=(
        "Ten numbers a call and ten calls a minute are what others keep to.",
        "Events have words instead of codes, and no list of the words is published.",
        "Which error stands for too many calls within an answer was read in others' programs.",
    ),
)
