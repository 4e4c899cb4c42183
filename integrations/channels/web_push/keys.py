"""The key pair by which push services know this installation (VAPID, RFC 8292)."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import jwt
from cryptography.hazmat.primitives.asymmetric.ec import (
    SECP256R1,
    EllipticCurvePrivateKey,
    derive_private_key,
    generate_private_key,
)
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from domain.errors import FrammeError

_BYTES = 32
_GOOD_FOR = timedelta(hours=12)
_SUBJECT = re.compile(r"mailto:[^\s@]+@[^\s@]+|https://[^\s/]+\S*")


class BadVapidKeyError(FrammeError):
    """It is no private key, or nobody to write to; the message never repeats the key."""


@dataclass(frozen=True, slots=True)
class VapidKey:
    """A private key, and whom a push service may write to about us (mailto: or https:).

    `public` is its other half as browsers want it when they subscribe: a point in base64url.
    """

    private: EllipticCurvePrivateKey = field(repr=False)
    public: str
    subject: str

    def authorization(self, audience: str, now: datetime) -> str:
        """Return the Authorization header for a push service, named by scheme and host."""
        claims = {"aud": audience, "exp": now + _GOOD_FOR, "sub": self.subject}
        token = jwt.encode(claims, self.private, algorithm="ES256")
        return f"vapid t={token}, k={self.public}"


def vapid_key(private: str, subject: str) -> VapidKey:
    """Take a key as `new_private_key` makes it; raise BadVapidKeyError."""
    if not _SUBJECT.fullmatch(subject):
        raise BadVapidKeyError("the subject must be mailto: or https:")
    try:
        raw = urlsafe_b64decode(private + "=" * (-len(private) % 4))
        number = int.from_bytes(raw, "big") if len(raw) == _BYTES else 0
        key = derive_private_key(number, SECP256R1())
    except ValueError:
        raise BadVapidKeyError("the key is not one that bin/framme new-vapid-key prints") from None
    point = key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return VapidKey(key, _base64url(point), subject)


def new_private_key() -> str:
    """Make a key: 32 bytes in base64url."""
    numbers = generate_private_key(SECP256R1()).private_numbers()
    return _base64url(numbers.private_value.to_bytes(_BYTES, "big"))


def _base64url(value: bytes) -> str:
    return urlsafe_b64encode(value).decode().rstrip("=")
