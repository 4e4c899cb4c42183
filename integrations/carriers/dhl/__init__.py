"""Offer DHL (Express, Freight, eCommerce, Paket, the parcel networks, letters) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter, Push
from integrations.carriers.dhl import push
from integrations.carriers.dhl.client import SERVICES, track
from integrations.carriers.dhl.parser import read
from integrations.carriers.dhl.statuses import STATUSES

# https://developer.dhl.com/api-reference/shipment-tracking: an account begins with 250 calls a
# day and one a second; a shipment may be asked for ten times a day.
adapter = CarrierAdapter(
    key="dhl",
    label="DHL Unified",
    serves=("dhl", *SERVICES),
    credentials=(
        CredentialField(
            "api_key",
            "API key",
            hint="In your app at developer.dhl.com, with Shipment Tracking - Unified",
        ),
        CredentialField(
            "push_secret", "Push token", optional=True, hint="The one of your push subscription"
        ),
    ),
    base_url="https://api-eu.dhl.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00340434292135100186"),
    rates=("1/second", "250/day"),
    push=Push("push_secret", push.verify, push.read, push.nothing_is_sure, confirm=push.confirm),
)
