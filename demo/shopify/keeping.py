"""Keep what shops have granted from one run of the demo to the next, in one file; no orders."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from demo.shopify.accounts import Account, Renewal
from demo.shopify.stores import Store, Stores


@dataclass(frozen=True, slots=True)
class Keeping:
    """Reads and writes the file, which only its owner may read."""

    file: Path

    def read_into(self, stores: Stores) -> None:
        """Give every shop that is open what it had; a file that is not there tells nothing."""
        if not self.file.is_file():
            return
        told = json.loads(self.file.read_text("utf-8"))
        for store in stores.all():
            if kept := told.get(store.domain):
                _restore(store, kept)

    def write(self, stores: Stores) -> None:
        """Write down every shop's account and plan."""
        told = {store.domain: _written(store) for store in stores.all()}
        fresh = self.file.with_suffix(".new")
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(told, indent=1), "utf-8")
        fresh.replace(self.file)


def _written(store: Store) -> dict[str, Any]:
    account = store.account
    return {
        "installed": account.installed,
        "installations": account.installations,
        "scopes": sorted(account.scopes),
        "plan": store.plan,
        "access": {token: ends.isoformat() for token, ends in account.access.items()},
        "renewals": {
            token: {
                "ends": renewal.ends.isoformat(),
                "first_used": renewal.first_used.isoformat() if renewal.first_used else None,
                "before": renewal.before,
            }
            for token, renewal in account.renewals.items()
        },
    }


def _restore(store: Store, kept: dict[str, Any]) -> None:
    store.plan = kept["plan"]
    store.account = Account(
        lifetimes=store.account.lifetimes,
        installed=kept["installed"],
        scopes=frozenset(kept["scopes"]),
        installations=kept["installations"],
        access={t: datetime.fromisoformat(ends) for t, ends in kept["access"].items()},
        renewals={
            token: Renewal(
                datetime.fromisoformat(told["ends"]),
                datetime.fromisoformat(told["first_used"]) if told["first_used"] else None,
                told["before"],
            )
            for token, told in kept["renewals"].items()
        },
    )
