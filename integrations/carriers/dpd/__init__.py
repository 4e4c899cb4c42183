"""Offer DPD (Netherlands and Belgium, the Shipper web services) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.dpd.client import BASE_URL, COUNTRIES, SIGN_IN_PATH, track
from integrations.carriers.dpd.parser import read
from integrations.carriers.dpd.statuses import STATUSES

adapter = CarrierAdapter(
    key="dpd",
    label="DPD (Netherlands, Belgium)",
    serves=("dpd",),
    credentials=(
        CredentialField("delis_id", "Delis ID", secret=False),
        CredentialField("password", "Password"),
        CredentialField("country", "Country", secret=False, choices=COUNTRIES),
    ),
    base_url=BASE_URL,
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("05300000000000"),
    sign_in_path=SIGN_IN_PATH,
    unconfirmed=(
        "How an unknown number is told: a data fault, or no status at all, is taken for it.",
        "The words of Dutch and Belgian statuses were read in samples, not in a list of DPD's.",
        "Times are taken for American notation, local to the place of the scan.",
        "DELIVERED may be said of a parcel that was left at a Pickup shop.",
        "Whether the service keeps a pace is not told.",
    ),
)
