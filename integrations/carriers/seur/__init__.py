"""Offer SEUR (Spain, Portugal, Andorra) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.seur.client import SIGN_IN_PATH, track
from integrations.carriers.seur.parser import read
from integrations.carriers.seur.statuses import STATUSES

adapter = CarrierAdapter(
    key="seur",
    label="SEUR",
    serves=("seur",),
    credentials=(
        CredentialField("client_id", "API client ID", secret=False),
        CredentialField("client_secret", "API client secret"),
        CredentialField("username", "API user", secret=False),
        CredentialField("password", "API password"),
        CredentialField("tax_id", "Tax number (NIF) of the account", secret=False),
        CredentialField("account_number", "Account number (CCC)", secret=False),
        CredentialField("business_unit", "Franchise", secret=False),
    ),
    base_url="https://servicios.api.seur.io",
    sign_in_path=SIGN_IN_PATH,
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000000000000"),
    unconfirmed=(
        "Which of SEUR's numbers shops write down: the order number is asked for first",
        "Shipments abroad may be left out when the account is named, and it always is",
        "The codes of failed attempts and of customs; a failed attempt is read as an incident",
        "Fields of the extended answer beyond the events",
        "How the account is refused with HTTP 200",
    ),
)
