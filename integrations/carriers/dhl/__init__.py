"""Offer DHL (Express, Freight, eCommerce, Paket and the parcel networks) to the registry."""

from integrations.carrier_adapter import CarrierAdapter, Credential
from integrations.carriers.dhl.client import Dhl
from integrations.carriers.dhl.parser import read
from integrations.carriers.dhl.statuses import STATUSES

adapter = CarrierAdapter(
    key=Dhl.key,
    label=Dhl.label,
    names=tuple(Dhl.names),
    credentials=(Credential("api_key", "FRAMME_DHL_API_KEY", "API key"),),
    base_url="https://api-eu.dhl.com",
    build=lambda credentials, base_url, patience: Dhl(credentials["api_key"], base_url, patience),
    read=read,
    statuses=STATUSES,
)
