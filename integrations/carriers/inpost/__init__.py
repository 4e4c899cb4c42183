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
        CredentialField(
            "client_id",
            "Client ID",
            secret=False,
            hint="From InPost; see developers.inpost-group.com",
        ),
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
        "That ten numbers may be asked for at a time was read in others' programs.",
        "A number that the answer leaves out is taken to be unknown to InPost.",
        "Where InPost writes the time of an event is described in two ways; both are read.",
        "The start of the last mile is taken for out for delivery, as InPost calls it in Poland.",
        "Which countries' parcels are answered, and how many questions are allowed, is not known.",
    ),
)
