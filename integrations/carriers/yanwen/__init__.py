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
    credentials=(CredentialField("merchant_number", "Merchant number or ordering account"),),
    base_url="https://api.track.yw56.com.cn",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("UH000000000YP"),
    per_call=PER_CALL,
    unconfirmed=(
        "Yanwen documents http only, and its https certificate is said not to match its name.",
        "We ask over https all the same: the merchant number is all that proves the account.",
        "Which code stands for waiting at a pick-up point is not known.",
        "No limit on the number of calls is published.",
        "How Yanwen words a refused merchant number is not known; it counts as an outage.",
    ),
)
