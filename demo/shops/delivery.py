"""Hold one webhook on its way and sign it; sends nothing."""

import base64
import hmac
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Delivery:
    """A request as it will be sent, byte for byte; `tries` counts the first one too."""

    label: str
    url: str
    headers: Mapping[str, str]
    body: bytes
    tries: int = 1


def signature(body: bytes, secret: str) -> str:
    """Sign raw bytes as both platforms do: base64 of HMAC-SHA256."""
    return base64.b64encode(hmac.digest(secret.encode(), body, "sha256")).decode()
