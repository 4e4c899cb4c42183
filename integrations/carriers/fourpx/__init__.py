"""Offer 4PX (cross-border parcels out of China) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.fourpx.client import track
from integrations.carriers.fourpx.parser import read
from integrations.carriers.fourpx.statuses import STATUSES

adapter = CarrierAdapter(
    key="fourpx",
    label="4PX",
    serves=("fourpx",),
    credentials=(
        CredentialField("app_key", "App key", secret=False, hint="In your app at open.4px.com"),
        CredentialField("app_secret", "App secret", hint="In the same app"),
    ),
    base_url="https://open.4px.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("4PX0000000000000CN"),
    unconfirmed=(
        "4PX publishes no list of its events; their meanings were read in others' programs.",
        "Scan times are taken to be in Chinese time wherever the scan was.",
        "How many questions an account may ask is not published.",
        "How 4PX words a refused key or too many questions is not known; both count as an outage.",
    ),
)
