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
        CredentialField("client_id", "Client ID", secret=False, hint="From SEUR, for its API"),
        CredentialField("client_secret", "Client secret", hint="From SEUR, for its API"),
        CredentialField("username", "User name", secret=False, hint="From SEUR, for its API"),
        CredentialField("password", "Password", hint="Of the same user"),
        CredentialField(
            "tax_id", "Tax number (NIF)", secret=False, hint="The one of your account with SEUR"
        ),
        CredentialField(
            "account_number",
            "Account number (CCC)",
            secret=False,
            hint="On your contract with SEUR",
        ),
        CredentialField(
            "business_unit", "Franchise", secret=False, hint="The SEUR branch of your account"
        ),
    ),
    base_url="https://servicios.api.seur.io",
    sign_in_path=SIGN_IN_PATH,
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000000000000"),
    unconfirmed=(
        "Which number shops write down is not known; the order number is asked for first.",
        "Shipments abroad may be left out, because your account is named in every question.",
        "We know no events of failed attempts and customs; a failed attempt is read as a problem.",
        "Nothing is read of SEUR's answers beyond the events.",
        "How SEUR refuses an account could not be tried.",
    ),
)
