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
        CredentialField("client_id", "Client ID", secret=False),
        CredentialField("client_secret", "Client secret"),
    ),
    base_url="https://api.royalmail.net",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("AA000000000GB"),
    rates=("50/day",),
    unconfirmed=(
        "No list of event codes is published; meanings were read in texts shown to shoppers.",
        "Events of customs and of posts abroad have codes we do not know.",
        "A successor, version 3 of the interface, is on offer; version 2 may end.",
        "The limit of 50 calls a day is that of the plan for trying it out.",
    ),
)
