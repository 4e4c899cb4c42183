"""Offer Yanwen (cross-border parcels out of China) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.yanwen.client import PER_CALL, track
from integrations.carriers.yanwen.parser import read
from integrations.carriers.yanwen.statuses import STATUSES

adapter = CarrierAdapter(
    key="yanwen",
    label="Yanwen",
    serves=("yanwen",),
    credentials=(
        CredentialField(
            "merchant_number",
            "Merchant number",
            hint="Your merchant number or ordering account with Yanwen: it works like a password",
        ),
    ),
    base_url="https://api.track.yw56.com.cn",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("UH000000000YP"),
    per_call=PER_CALL,
    unconfirmed=(
        "Yanwen documents no encrypted address, and its certificate is said not to match its name.",
        "We ask encrypted all the same: the merchant number is all that proves the account.",
        "How Yanwen says that a parcel waits at a pick-up point is not known.",
        "How many questions an account may ask is not published.",
        "How Yanwen refuses a merchant number is not known; it counts as an outage.",
    ),
)
