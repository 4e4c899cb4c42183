"""Read what a token endpoint of Shopify answers; asks for nothing itself."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from http import HTTPStatus

import httpx
from marshmallow import fields, validate

from domain.errors import (
    AccessRefusedError,
    ProviderError,
    UnreadablePayloadError,
)
from domain.shop_api import Access
from integrations.http import retry_after
from integrations.platforms import RecordSchema, read_object
from integrations.platforms.shopify.scopes import scopes_in

_STALE = "invalid_subject_token"
_NO_MORE = ("invalid_client", "invalid_grant")
_MAY_PASS = (HTTPStatus.PAYMENT_REQUIRED, HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.LOCKED)
_BEARABLE = validate.Length(1, 4096)
_LIFETIME = validate.Range(1, 10**9)


class StaleProofError(ProviderError):
    """Shopify finds an id token expired or used; a fresh one will do."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A pair of tokens in Shopify's words; lifetimes are in seconds, None for ever."""

    access_token: str = field(repr=False)
    refresh_token: str | None = field(repr=False)
    expires_in: int | None
    refresh_token_expires_in: int | None
    scope: str

    def access(self, now: datetime) -> Access:
        """Return it in our words; the lifetimes begin now."""
        return Access(
            token=self.access_token,
            refresh_token=self.refresh_token or "",
            expires_at=_after(now, self.expires_in),
            refresh_expires_at=_after(now, self.refresh_token_expires_in),
            scopes=scopes_in(self.scope),
        )


def _seconds() -> fields.Integer:
    # Absent is allowed, null is not: Shopify's package, which reads it next, would fail.
    return fields.Integer(strict=True, load_default=None, allow_none=False, validate=_LIFETIME)


class _GrantSchema(RecordSchema):
    record = Grant
    access_token = fields.String(required=True, validate=_BEARABLE)
    refresh_token = fields.String(load_default=None, allow_none=False, validate=_BEARABLE)
    expires_in = _seconds()
    refresh_token_expires_in = _seconds()
    scope = fields.String(load_default="")


_GRANT = _GrantSchema()


def read_grant(answer: httpx.Response) -> Grant:
    """Return what is granted. Nothing Shopify says in its own sentences is repeated.

    Raises StaleProofError, AccessRefusedError when only the merchant can help, else ProviderError.
    """
    if answer.status_code != HTTPStatus.OK:
        raise _refusal(answer)
    try:
        grant: Grant = _GRANT.read(read_object(answer.content))
    except UnreadablePayloadError as error:
        raise ProviderError(f"a token answer that cannot be read: {error}") from None
    return grant


def _refusal(answer: httpx.Response) -> ProviderError:
    status = answer.status_code
    reason = f"HTTP {status}"
    if status == HTTPStatus.TOO_MANY_REQUESTS or answer.is_server_error:
        return ProviderError(reason, retry_after=retry_after(answer.headers))
    if not answer.is_client_error:
        return ProviderError(f"{reason} where tokens were expected")
    code = _error_code(answer)
    if code == _STALE:
        return StaleProofError(code)
    if code in _NO_MORE or status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        known = f"{reason} {code}" if code in _NO_MORE else reason
        return AccessRefusedError(known, permanent=True, credentials_refused=True)
    return ProviderError(reason, permanent=status not in _MAY_PASS)


def _error_code(answer: httpx.Response) -> object:
    try:
        return read_object(answer.content).get("error")
    except UnreadablePayloadError:
        return None


def _after(now: datetime, seconds: int | None) -> datetime | None:
    return None if seconds is None else now + timedelta(seconds=seconds)
