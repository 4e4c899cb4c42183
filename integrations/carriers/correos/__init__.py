"""Offer Correos (Spain's post) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.correos.client import SIGN_IN_PATH, track
from integrations.carriers.correos.parser import read
from integrations.carriers.correos.statuses import STATUSES

# CorreosID gives tokens to one pair of credentials, the gateway lets in the application that
# another pair names: https://developers.correos.es. Some merchants were given one pair for both.
adapter = CarrierAdapter(
    key="correos",
    label="Correos",
    serves=("correos",),
    credentials=(
        CredentialField("client_id", "Client ID", secret=False, hint="Of CorreosID"),
        CredentialField("client_secret", "Client secret", hint="Of CorreosID"),
        CredentialField(
            "gateway_client_id",
            "Application's client ID",
            secret=False,
            optional=True,
            hint="From developers.correos.es, when it is another than that of CorreosID",
        ),
        CredentialField(
            "gateway_client_secret",
            "Application's client secret",
            optional=True,
            hint="From developers.correos.es, with its client ID",
        ),
    ),
    base_url="https://api1.correos.es",
    sign_in_url="https://apioauthcid.correos.es",
    sign_in_path=SIGN_IN_PATH,
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("PQ00000000000000000000X"),
    unconfirmed=(
        "The name of the permission for tracking is known from one merchant only.",
        "That a parcel waits at an office was read in a description, not seen on a parcel.",
        "The event of customs is known from one source only.",
        "Which day is the expected one, and who signed, was not seen on a real parcel.",
        "Events in the Canary Islands may be told in their own time.",
    ),
)
