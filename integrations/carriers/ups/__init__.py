"""Offer UPS to the registry."""

from integrations.carrier_adapter import CarrierAdapter, Credential
from integrations.carriers.ups.access_token import AccessToken
from integrations.carriers.ups.client import Ups
from integrations.carriers.ups.parser import read
from integrations.carriers.ups.statuses import STATUSES

adapter = CarrierAdapter(
    key=Ups.key,
    label=Ups.label,
    names=tuple(Ups.names),
    credentials=(
        Credential("client_id", "FRAMME_UPS_CLIENT_ID", "Client ID", secret=False),
        Credential("client_secret", "FRAMME_UPS_CLIENT_SECRET", "Client secret"),
    ),
    base_url="https://onlinetools.ups.com",
    build=lambda credentials, base_url, patience: Ups(
        AccessToken(credentials["client_id"], credentials["client_secret"]), base_url, patience
    ),
    read=read,
    statuses=STATUSES,
)
