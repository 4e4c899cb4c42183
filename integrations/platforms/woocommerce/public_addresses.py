"""Say whom we may speak to: shops that anybody can reach. It opens no connection.

A name is resolved here and once more when a connection is made. Should it lead into our own network
the second time, nothing there can show a certificate for it, and nothing is said to it.
"""

from urllib.parse import SplitResult, urlsplit

from domain.shop_sites import SiteProblem, SiteRefusedError
from integrations.public_addresses import (
    LeadsNowhereError,
    NotPublicError,
    Resolve,
    public_address,
    resolved,
)

_PORTS = (None, 80, 443)


def check_public(address: str, *, strict: bool, resolve: Resolve = resolved) -> None:
    """Return if we may speak to an address; raise SiteRefusedError with the reason.

    Unless it is `strict`, this machine itself may be spoken to, without https and at any port.
    """
    parts = _parts(address)
    if strict and parts.scheme != "https":
        raise SiteRefusedError(SiteProblem.NOT_SECURE)
    if strict and parts.port not in _PORTS:
        raise SiteRefusedError(SiteProblem.NOT_PUBLIC)
    try:
        public_address(parts.hostname or "", strict=strict, resolve=resolve)
    except LeadsNowhereError:
        raise SiteRefusedError(SiteProblem.NO_ANSWER) from None
    except NotPublicError:
        raise SiteRefusedError(SiteProblem.NOT_PUBLIC) from None


def _parts(address: str) -> SplitResult:
    try:
        parts = urlsplit(address)
        # To ask for it is to have it read: it may be no number.
        usable = parts.port != 0 and parts.username is None and parts.password is None
    except ValueError:
        usable = False
    if not usable or parts.scheme not in ("http", "https") or not parts.hostname:
        raise SiteRefusedError(SiteProblem.NO_ADDRESS)
    return parts
