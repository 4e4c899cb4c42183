"""Offer PostNord (Sweden, Denmark, Norway, Finland) to the registry."""

from integrations.carrier_adapter import CarrierAdapter, Credential
from integrations.carriers.postnord.client import PostNord
from integrations.carriers.postnord.parser import read
from integrations.carriers.postnord.statuses import STATUSES

adapter = CarrierAdapter(
    key=PostNord.key,
    label=PostNord.label,
    names=tuple(PostNord.names),
    credentials=(Credential("api_key", "FRAMME_POSTNORD_API_KEY", "API key"),),
    base_url="https://api2.postnord.com",
    build=lambda credentials, base_url, patience: PostNord(
        credentials["api_key"], base_url, patience
    ),
    read=read,
    statuses=STATUSES,
)
