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
        CredentialField("api_key", "API key", hint="The production key"),
        CredentialField(
            "push_secret", "Webhook secret", optional=True, hint="The webhook_secret you gave it"
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
        "how many numbers a batch may hold",
        "how fast an account may ask",
        "whether every tracker that cannot be made is refused with HTTP 422",
    ),
    push=Push("push_secret", push.verify, push.read),
)
