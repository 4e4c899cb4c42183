"""What Shopify knows of the app, as deployed from its TOML file; reads files, decides nothing."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from demo.shopify.proofs import AppKeys

STOREFRONT = Path(__file__).parents[2] / "storefront" / "shopify"
PROXY_PATH = "/apps/track"


@dataclass(frozen=True, slots=True)
class AppSettings:
    """The app: where it is, what it asks for; `web_url` has no trailing slash."""

    keys: AppKeys
    web_url: str
    name: str
    handle: str
    scopes: frozenset[str]
    optional_scopes: frozenset[str]

    @property
    def client_id(self) -> str:
        """Return the app's public name."""
        return self.keys.client_id


def deployed(keys: AppKeys, web_url: str, folder: Path = STOREFRONT) -> AppSettings:
    """Return the settings in the folder's shopify.app.toml, at our own address."""
    told = tomllib.loads((folder / "shopify.app.toml").read_text("utf-8"))
    access = told["access_scopes"]
    asked = access["scopes"]
    return AppSettings(
        keys=keys,
        web_url=web_url,
        name=told["name"],
        handle=told["handle"],
        scopes=frozenset(asked.split(",") if isinstance(asked, str) else asked),
        optional_scopes=frozenset(access.get("optional_scopes", ())),
    )
