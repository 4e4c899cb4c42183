"""Offer InPost (the group's Tracking interface) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.inpost.client import AT_ONCE, SIGN_IN_PATH, track
from integrations.carriers.inpost.parser import read
from integrations.carriers.inpost.statuses import STATUSES

adapter = CarrierAdapter(
    key="inpost",
    label="InPost",
    serves=("inpost",),
    credentials=(
        CredentialField("client_id", "Client ID", secret=False),
        CredentialField("client_secret", "Client secret"),
    ),
    base_url="https://api.inpost-group.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("000000000000000000000000"),
    sign_in_path=SIGN_IN_PATH,
    per_call=AT_ONCE,
    unconfirmed=(
        "That ten numbers fit into a call was read in other clients.",
        "How an unknown number among others is told: one left out is taken for unknown.",
        "Whether an event's time is called timestamp or eventTimestamp; both are read.",
        "LMD.1001, the last mile, is taken for out for delivery, as it is named in Poland.",
        "Which countries' parcels are answered, and how many calls an account may make.",
    ),
)
