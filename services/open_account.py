"""Open an account kept sealed, so that it can be asked."""

import json
from collections.abc import Mapping

from cryptography.fernet import InvalidToken

from domain.carrier_access import Account
from domain.errors import FrammeError
from services.wiring import Wiring
from storage.carrier_accounts import KeptAccount


class UnopenedAccountError(FrammeError):
    """None of our keys opens the credentials that are kept."""


def open_account(wiring: Wiring, kept: KeptAccount) -> Account:
    """Return an account with its credentials; the installation's own come from its environment.

    Raises UnopenedAccountError.
    """
    return Account(
        name=f"{kept.id}.{kept.version}",
        provider=kept.provider,
        credentials=credentials_of(wiring, kept),
        push_url=push_url(wiring, kept.push_token),
        calls_a_day=kept.calls_a_day,
        rates=wiring.switchboard.own_rates.get(kept.provider) if kept.shop_id is None else None,
    )


def credentials_of(wiring: Wiring, kept: KeptAccount) -> Mapping[str, str]:
    """Return an account's credentials by its provider's fields; raise UnopenedAccountError."""
    if kept.sealed_credentials is None:
        return wiring.switchboard.own.get(kept.provider, {})
    return unseal_credentials(wiring, kept.sealed_credentials)


def unseal_credentials(wiring: Wiring, sealed: bytes) -> Mapping[str, str]:
    """Return credentials by their provider's fields; raise UnopenedAccountError."""
    try:
        opened: dict[str, str] = json.loads(wiring.vault.open(sealed))
    except InvalidToken:
        raise UnopenedAccountError("none of our keys opens the credentials we keep") from None
    return opened


def openable_credentials(wiring: Wiring, kept: KeptAccount | None) -> Mapping[str, str]:
    """Return what is known of an account's credentials, to be entered anew; perhaps nothing."""
    try:
        return credentials_of(wiring, kept) if kept else {}
    except UnopenedAccountError:
        return {}


def seal_credentials(wiring: Wiring, credentials: Mapping[str, str]) -> bytes:
    """Seal credentials for keeping."""
    return wiring.vault.seal(json.dumps(dict(credentials)))


def push_url(wiring: Wiring, push_token: str) -> str:
    """Return where a provider may push to."""
    return f"{wiring.public_url}/webhooks/carriers/{push_token}"
