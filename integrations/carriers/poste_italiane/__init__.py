"""Offer Poste Italiane and SDA, whose parcels it tracks, to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.poste_italiane.client import SIGN_IN_PATH, track
from integrations.carriers.poste_italiane.parser import read
from integrations.carriers.poste_italiane.statuses import STATUSES

adapter = CarrierAdapter(
    key="poste_italiane",
    label="Poste Italiane",
    serves=("poste_italiane", "sda"),
    credentials=(
        CredentialField(
            "client_id",
            "Client ID",
            secret=False,
            hint="With your contract of Poste Delivery Business",
        ),
        CredentialField("secret_id", "Client secret", hint="Poste calls it Secret ID"),
    ),
    base_url="https://apiw.gp.posteitaliane.it/gp/internet",
    sign_in_path=SIGN_IN_PATH,
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("0000000000000"),
    unconfirmed=(
        "The interface is for contracts of Poste Delivery Business, and could not be tried.",
        "Descriptions of how it is called do not agree with each other.",
        "States are understood by their Italian sentences, and only few of them are known.",
        "An answer without events is taken to mean that the number is unknown.",
        "The expected day is taken to be told in an Italian sentence, as on the public page.",
    ),
)
