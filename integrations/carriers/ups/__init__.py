"""Offer UPS to the registry."""

from domain.carrier_access import CredentialField
from domain.tracking import TrackedNumber
from integrations.carrier_adapter import CarrierAdapter, Push
from integrations.carriers.ups import push
from integrations.carriers.ups.client import SIGN_IN_PATH, track
from integrations.carriers.ups.parser import read
from integrations.carriers.ups.statuses import STATUSES

adapter = CarrierAdapter(
    key="ups",
    label="UPS",
    serves=("ups",),
    credentials=(
        CredentialField(
            "client_id", "Client ID", secret=False, hint="In your app at developer.ups.com"
        ),
        CredentialField("client_secret", "Client secret", hint="In the same app"),
        CredentialField(
            "push_secret",
            "Push secret",
            optional=True,
            hint="Any long text of yours; UPS sends it along with every push",
        ),
    ),
    base_url="https://onlinetools.ups.com",
    track=track,
    read=read,
    statuses=STATUSES,
    probe=TrackedNumber("1Z12345E0291980793"),
    sign_in_path=SIGN_IN_PATH,
    push=Push("push_secret", push.verify, push.read, push.subscribe, push.LASTS),
)
