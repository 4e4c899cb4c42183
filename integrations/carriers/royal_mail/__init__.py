"""Offer Royal Mail to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.royal_mail.client import track
from integrations.carriers.royal_mail.parser import read
from integrations.carriers.royal_mail.statuses import STATUSES

adapter = CarrierAdapter(
    key="royal_mail",
    label="Royal Mail",
    serves=("royal_mail",),
    credentials=(
        CredentialField(
            "client_id", "Client ID", secret=False, hint="In your app at developer.royalmail.net"
        ),
        CredentialField("client_secret", "Client secret", hint="In the same app"),
    ),
    base_url="https://api.royalmail.net",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("AA000000000GB"),
    rates=("50/day",),
    unconfirmed=(
        "Royal Mail publishes no list of its events; we read them in texts shown to shoppers.",
        "Events of customs and of posts abroad are not understood yet.",
        "Royal Mail offers a newer interface, and may close this one.",
        "The limit of 50 questions a day is that of the plan for trying it out.",
    ),
)
