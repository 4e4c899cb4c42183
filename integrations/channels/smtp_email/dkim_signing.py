"""Sign mail for the domain it is from (DKIM, RFC 6376); it sends nothing and asks no DNS."""

import base64
from dataclasses import dataclass, field

import dkim  # type: ignore[import-untyped]
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from domain.errors import FrammeError

_SIGNED = (
    b"from",
    b"to",
    b"reply-to",
    b"subject",
    b"date",
    b"message-id",
    b"list-id",
    b"list-unsubscribe",
    b"list-unsubscribe-post",
    b"auto-submitted",
    b"mime-version",
    b"content-type",
    b"content-language",
    b"content-transfer-encoding",
)
_SMALLEST = 1024


class BadDkimKeyError(FrammeError):
    """The key cannot sign; the message says why and never repeats it."""


@dataclass(frozen=True, slots=True)
class DkimKey:
    """A key that signs for `domain` and what is below it; others have to publish it themselves.

    `pem` is PKCS#1, as the signing package wants it.
    """

    domain: str
    selector: str
    pem: bytes = field(repr=False)
    public: str

    def sign(self, mail: bytes, sender_domain: str) -> bytes:
        """Return a mail, with CRLF line ends, behind its signature's header.

        Mail from another domain is signed for that domain: such an address is used only once its
        domain was seen to publish this very key.
        """
        own = sender_domain == self.domain or sender_domain.endswith(f".{self.domain}")
        signing = self.domain if own else sender_domain
        # From stands twice: nobody can add a second one to a signed mail.
        headers = [b"from", *(name for name in _SIGNED if _has(mail, name))]
        signature: bytes = dkim.sign(
            mail,
            self.selector.encode(),
            signing.encode(),
            self.pem,
            canonicalize=(b"relaxed", b"relaxed"),
            include_headers=headers,
        )
        return signature + mail


def dkim_key(domain: str, selector: str, pem: str) -> DkimKey:
    """Read a private RSA key in PEM, on one line or several; raise BadDkimKeyError.

    On one line its breaks are written as a backslash and an n.
    """
    try:
        key = load_pem_private_key(pem.replace("\\n", "\n").encode(), password=None)
    except (ValueError, TypeError):
        raise BadDkimKeyError("it is not a private key in PEM without a password") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < _SMALLEST:
        raise BadDkimKeyError(f"it must be an RSA key of at least {_SMALLEST} bits")
    public = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return DkimKey(
        domain=domain.lower(),
        selector=selector,
        pem=key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption()),
        public=base64.b64encode(public).decode(),
    )


def _has(mail: bytes, name: bytes) -> bool:
    head = b"\r\n" + mail.partition(b"\r\n\r\n")[0].lower()
    return b"\r\n" + name + b":" in head
