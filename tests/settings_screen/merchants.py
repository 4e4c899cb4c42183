"""Merchants at the settings screen, without a browser: in the admin with a token, or outside."""

from dataclasses import replace
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask import Flask
from flask.testing import FlaskClient

from domain.shop import PlatformKey
from integrations.platforms.shopify.scopes import INSTALL_SCOPES
from runtime.clock import utc_now
from services.merchant_entry import invite
from services.wiring import Wiring
from settings_screen.blueprint import blueprint
from storage.shop_access import SealedAccess, keep_access
from tests.session_tokens import SHOP, id_token, merchant_headers

STALE = utc_now() - timedelta(minutes=5)
"""When a proof was made that is none any more."""
OUR_SCRIPT = {"X-Framme": "settings"}


def site(wiring: Wiring) -> Flask:
    """Return an application with the settings and nothing else."""
    app = Flask("settings under test", static_folder=None)
    app.register_blueprint(blueprint(wiring))
    return app


def grant(wiring: Wiring, shop_id: int, *more: str) -> None:
    """Let the shop have granted access, for an hour yet."""
    access = SealedAccess(
        sealed_token=wiring.vault.seal("token"),
        sealed_refresh_token=wiring.vault.seal("refresh token"),
        expires_at=wiring.clock() + timedelta(hours=1),
        refresh_expires_at=wiring.clock() + timedelta(days=90),
        scopes=sorted({*INSTALL_SCOPES, *more}),
    )
    with wiring.sessions.begin() as session:
        keep_access(session, shop_id, access)


def inside(path: str, shop: str = SHOP, **query: str) -> str:
    """Return an address as the admin's frame opens it."""
    wanted = {"shop": shop, "host": "aG9zdA", "embedded": "1", **query}
    fields = "&".join(f"{name}={value}" for name, value in wanted.items())
    return f"{path}?{fields}&id_token={id_token(shop)}"


def headers(shop: str = SHOP, now: datetime | None = None) -> dict[str, str]:
    """Return the headers of a fetch from our page in the admin."""
    return {**merchant_headers(shop, now=now), **OUR_SCRIPT}


def outside(wiring: Wiring) -> dict[str, str]:
    """Return the headers of a fetch from our page outside the admin."""
    return {"Origin": wiring.public_url, **OUR_SCRIPT}


def let_in(
    wiring: Wiring,
    domain: str = SHOP,
    platform: PlatformKey = PlatformKey.SHOPIFY,
    app: Flask | None = None,
) -> FlaskClient:
    """Return the browser of a merchant who came in by a link."""
    client = (app or site(wiring)).test_client()
    address = invite(wiring, platform, domain)
    assert address is not None
    answer = client.get(urlsplit(address).path, base_url=wiring.public_url)
    assert answer.status_code == 200
    return client


def at(wiring: Wiring, public_url: str) -> Wiring:
    """Return the same wiring at another public address."""
    return replace(wiring, public_url=public_url)
