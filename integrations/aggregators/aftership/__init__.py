"""Offer AfterShip to the registry."""

from domain.carrier_access import CredentialField
from integrations.aggregators.aftership import push
from integrations.aggregators.aftership.client import AT_MOST, PROBE, track
from integrations.aggregators.aftership.parser import read
from integrations.aggregators.aftership.statuses import STATUSES
from integrations.carrier_adapter import CarrierAdapter, Push

# https://www.aftership.com/docs/tracking/2026-07/quickstart/rate-limit: lists are the slowest.
adapter = CarrierAdapter(
    key="aftership",
    label="AfterShip",
    serves=(),
    credentials=(
        CredentialField("api_key", "API key", hint="Settings, API keys"),
        CredentialField(
            "push_secret", "Webhook secret", optional=True, hint="Settings, Webhooks, Secret"
        ),
    ),
    base_url="https://api.aftership.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=PROBE,
    per_call=AT_MOST,
    rates=("6/second",),
    push=Push("push_secret", push.verify, push.read),
)
