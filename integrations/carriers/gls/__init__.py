"""Offer GLS (the group's Track And Trace interface) to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter
from integrations.carriers.gls.client import AT_ONCE, SIGN_IN_PATH, track
from integrations.carriers.gls.parser import read
from integrations.carriers.gls.statuses import STATUSES

# https://dev-portal.gls-group.net, Track And Trace V1: ten numbers a call, 500 calls a day.
adapter = CarrierAdapter(
    key="gls",
    label="GLS",
    serves=("gls",),
    credentials=(
        CredentialField(
            "client_id", "Client ID", secret=False, hint="In your app at dev-portal.gls-group.net"
        ),
        CredentialField("client_secret", "Client secret", hint="In the same app"),
    ),
    base_url="https://api.gls-group.net",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("00000000000"),
    sign_in_path=SIGN_IN_PATH,
    per_call=AT_ONCE,
    rates=("500/day",),
    unconfirmed=(
        "The events of customs, problems and returns are listed for account holders only.",
        "The events of depots, deliveries and hand-outs were read in others' programs.",
    ),
)
