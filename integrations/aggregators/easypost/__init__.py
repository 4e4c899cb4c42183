"""Offer EasyPost to the registry."""

from domain.carrier_access import CredentialField
from integrations.aggregators.easypost import push
from integrations.aggregators.easypost.client import AT_MOST, PROBE, track
from integrations.aggregators.easypost.parser import read
from integrations.aggregators.easypost.statuses import STATUSES
from integrations.carrier_adapter import CarrierAdapter, Push

adapter = CarrierAdapter(
    key="easypost",
    label="EasyPost",
    serves=(),
    credentials=(
        CredentialField("api_key", "API key", hint="The production key, not the test key"),
        CredentialField(
            "push_secret",
            "Webhook secret",
            optional=True,
            hint="The one you gave the webhook at EasyPost",
        ),
    ),
    base_url="https://api.easypost.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=PROBE,
    per_call=AT_MOST,
    rates=("5/second",),
    unconfirmed=(
        "How many numbers may be asked for at a time is not published.",
        "How many questions an account may ask is not published.",
        "Whether EasyPost refuses every number without a carrier in the same way is not known.",
    ),
    push=Push("push_secret", push.verify, push.read),
)
