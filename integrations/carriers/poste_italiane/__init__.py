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
        CredentialField("client_id", "Client ID", secret=False),
        CredentialField("secret_id", "Secret ID"),
    ),
    base_url="https://apiw.gp.posteitaliane.it/gp/internet",
    sign_in_path=SIGN_IN_PATH,
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("0000000000000"),
    unconfirmed=(
        "The interface is for contracts of Poste Delivery Business, and we have none",
        "Descriptions call it with GET and with POST, with the word Bearer and without",
        "Its codes of states: the sentences beside them are read instead, and few are known",
        "How it says that it does not know a number: message 207, or no events",
        "That it tells the expected day as the public page does, in an Italian sentence",
    ),
)
