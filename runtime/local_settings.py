"""The settings bin/start makes for this machine, kept in .framme/ where bin/framme finds them."""

import json
import os
import secrets
from collections.abc import Callable, Mapping
from pathlib import Path

from cryptography.fernet import Fernet

from integrations.channels.web_push import new_private_key
from runtime.config import ROOT


def own_environment() -> dict[str, str]:
    """Return the environment as it was given to this process."""
    return dict(os.environ)  # noqa: TID251 - this is configuration


LOCAL = Path(own_environment().get("FRAMME_LOCAL", ROOT / ".framme"))
"""Where bin/start keeps its databases, secrets and logs."""
_SETTINGS = LOCAL / "settings.json"
_SECRETS: Mapping[str, Callable[[], str]] = {
    "SECRET_KEYS": lambda: Fernet.generate_key().decode(),
    "SHOPIFY_API_SECRETS": lambda: secrets.token_hex(16),
    "VAPID_PRIVATE_KEY": new_private_key,
}


def local_environment() -> Mapping[str, str]:
    """Return the environment, with what bin/start has set beneath it unless a database is named."""
    given = own_environment()
    if "DATABASE_URL" in given or not _SETTINGS.exists():
        return given
    return {**json.loads(_SETTINGS.read_text()), **given}


def keep_local_settings(settings: Mapping[str, str]) -> None:
    """Write what bin/start has set, readable by this user only."""
    _SETTINGS.touch(mode=0o600)
    _SETTINGS.write_text(json.dumps(settings, indent=2))


def local_secrets(folder: Path = LOCAL) -> Mapping[str, str]:
    """Return this machine's own secrets, each made at the first start that needs it, and kept."""
    file = folder / "secrets.json"
    folder.mkdir(exist_ok=True)
    file.touch(mode=0o600)
    found: dict[str, str] = json.loads(file.read_text() or "{}")
    for name, make in _SECRETS.items():
        if name not in found:
            found[name] = make()
    file.write_text(json.dumps(found, indent=2))
    return found


def log_folder() -> Path:
    """Return the folder where the processes of bin/start write their logs."""
    folder = LOCAL / "log"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
