"""Tell events to merchants' own addresses, signed as Standard Webhooks has it.

https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
"""

import base64
import hashlib
import hmac
from datetime import datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from domain.events import Answer, Destination, Event, Verdict
from integrations.listeners.verdicts import PATIENCE, posted, read_answer
from integrations.posting import Request, Sender
from integrations.public_addresses import Strangers

PREFIX = "whsec_"


class StandardWebhook:
    """Posts events, each in a thread of its caller; several threads may use it at once.

    Only public addresses are spoken to, by https; unless it is `strict`, this machine as well, and
    by http.
    """

    def __init__(self, *, strict: bool, sender: Sender | None = None) -> None:
        self._sender = sender or Sender(PATIENCE, Strangers(strict=strict))
        self._schemes = {"https"} if strict else {"https", "http"}

    def accepts(self, url: str) -> bool:
        """Tell whether an address can be posted to: whole, and with no password in it."""
        try:
            parts = urlsplit(url)
            usable = parts.port != 0 and parts.username is None and parts.password is None
        except ValueError:
            return False
        clean = url.isascii() and url.isprintable() and " " not in url
        return usable and clean and parts.scheme in self._schemes and bool(parts.hostname)

    def tell(self, to: Destination, event: Event, now: datetime) -> Answer:
        """Post an event with a signature by each of the secrets; 410 means: never again."""
        at = str(int(now.timestamp()))
        signatures = (signature(secret, event.id, at, event.body) for secret in to.secrets)
        headers = {
            "Content-Type": "application/json",
            "webhook-id": event.id,
            "webhook-timestamp": at,
            "webhook-signature": " ".join(signatures),
        }
        answered = posted(self._sender, Request("POST", to.url, headers, event.body))
        if isinstance(answered, Answer):
            return answered
        read = read_answer(answered)
        if read.status == HTTPStatus.GONE:
            return Answer(Verdict.GONE, read.status, "HTTP 410: it wants no more", read.said)
        return read


def signature(secret: str, event_id: str, at: str, body: bytes) -> str:
    """Sign an event's id, the time in seconds and the body with a secret that begins `whsec_`."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = b".".join((event_id.encode(), at.encode(), body))
    return f"v1,{base64.b64encode(hmac.digest(key, signed, hashlib.sha256)).decode()}"
