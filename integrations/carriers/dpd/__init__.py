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
        CredentialField(
            "delis_id",
            "User name",
            secret=False,
            hint="The Delis ID that DPD gave you for its Shipper web services",
        ),
        CredentialField("password", "Password", hint="Of the same user"),
        CredentialField(
            "country",
            "Country",
            secret=False,
            hint="Where your contract with DPD is",
            choices=COUNTRIES,
        ),
    ),
    base_url=BASE_URL,
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("05300000000000"),
    sign_in_path=SIGN_IN_PATH,
    unconfirmed=(
        "An error about a number, or no status, is taken to mean that DPD does not know it.",
        "The wording of Dutch and Belgian statuses was read in samples, not in a list of DPD's.",
        "Dates are read as month, day, year, and times as local to the place of the scan.",
        "A parcel that DPD calls delivered may have been left at a Pickup shop.",
        "How many questions an account may ask is not published.",
    ),
)
