"""Make, seal and open the secrets of endpoints; while one is being replaced, both are good."""

import base64
import json
import secrets
from datetime import datetime, timedelta

from cryptography.fernet import InvalidToken

from domain.events import Destination
from services.open_account import UnopenedAccountError
from services.wiring import Wiring
from storage.event_endpoints import KeptEndpoint

FORMER_IS_GOOD_FOR = timedelta(hours=24)
_BYTES = 32


def new_secret() -> str:
    """Return a secret as Standard Webhooks writes them."""
    return f"whsec_{base64.b64encode(secrets.token_bytes(_BYTES)).decode()}"


def seal_secret(wiring: Wiring, secret: str) -> bytes:
    """Seal a secret for keeping."""
    return wiring.vault.seal(json.dumps({"secret": secret}))


def seal_replacing(wiring: Wiring, kept: KeptEndpoint, secret: str, now: datetime) -> bytes:
    """Seal a new secret beside the one it replaces, which is good for a day more.

    One that none of our keys opens is gone.
    """
    try:
        former = destination_of(wiring, kept, now).secrets[0]
    except UnopenedAccountError:
        return seal_secret(wiring, secret)
    until = (now + FORMER_IS_GOOD_FOR).isoformat()
    return wiring.vault.seal(json.dumps({"secret": secret, "former": former, "until": until}))


def destination_of(wiring: Wiring, kept: KeptEndpoint, now: datetime) -> Destination:
    """Return where an endpoint's events go, with the secrets that are good now.

    Raises UnopenedAccountError.
    """
    try:
        opened: dict[str, str] = json.loads(wiring.vault.open(kept.sealed_secret))
    except InvalidToken:
        raise UnopenedAccountError("none of our keys opens the secret we keep") from None
    both = "former" in opened and now < datetime.fromisoformat(opened["until"])
    return Destination(kept.url, (opened["secret"], *([opened["former"]] if both else [])))
