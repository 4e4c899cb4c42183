"""Offer SF Express (mainland China, Hong Kong, Taiwan and abroad) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.sf_express.client import PER_CALL, track
from integrations.carriers.sf_express.parser import read
from integrations.carriers.sf_express.statuses import STATUSES

adapter = CarrierAdapter(
    key="sf_express",
    label="SF Express",
    serves=("sf_express",),
    credentials=(
        CredentialField(
            "partner_id",
            "Partner ID",
            secret=False,
            hint="Your customer code at open.sf-express.com",
        ),
        CredentialField(
            "check_word", "Check word", hint="From open.sf-express.com, with the partner ID"
        ),
    ),
    base_url="https://bspgw.sf-express.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("SF0000000000000"),
    per_call=PER_CALL,
    rates=("30/second", "3000/day"),
    unconfirmed=(
        "Scans abroad are taken to be in Beijing time, as those in China are.",
        "Only nine kinds of events were seen in real answers; the rest was read in SF's list.",
        "The limits of 30 questions a second and 3,000 a day are those of new accounts.",
        "Which of SF's errors ask us to pause was read in others' programs.",
    ),
)
