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
        CredentialField("partner_id", "Partner ID (customer code)", secret=False),
        CredentialField("check_word", "Check word"),
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
        "Only operation codes 30, 31, 36, 44, 50, 54, 80, 125 and 204 were seen in real answers.",
        "The limits of 30 calls a second and 3,000 a day are those of new accounts.",
        "Which of SF's error codes ask for a pause was read in others' programs.",
    ),
)
