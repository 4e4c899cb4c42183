"""Offer PostNord (Sweden, Denmark, Norway, Finland) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.postnord.client import track
from integrations.carriers.postnord.parser import read
from integrations.carriers.postnord.statuses import STATUSES

adapter = CarrierAdapter(
    key="postnord",
    label="PostNord",
    serves=("postnord",),
    credentials=(CredentialField("api_key", "API key", hint="From developer.postnord.com"),),
    base_url="https://api2.postnord.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000000000000000"),
)
