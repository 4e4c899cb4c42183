"""What our plugin in a connected shop signs, for tests that speak as it does."""

from typing import Any

import jwt

from services.wiring import Wiring
from storage.shop_sites import sealed_plugin_secret

ADMIN = "https://mugs.example"


def plugin_token(wiring: Wiring, shop_id: int, secret: str = "", **changes: Any) -> str:
    """Return a token of a shop's plugin, good now; None leaves a claim out."""
    with wiring.sessions() as session:
        secret = secret or wiring.vault.open(sealed_plugin_secret(session, shop_id) or b"")
    now = int(wiring.clock().timestamp())
    claims = {
        "iss": str(shop_id),
        "aud": wiring.public_url,
        "sub": "shop",
        "iat": now,
        "exp": now + 300,
        "jti": "a1",
        **changes,
    }
    return jwt.encode({name: value for name, value in claims.items() if value is not None}, secret)


def plugin_headers(wiring: Wiring, shop_id: int, **changes: Any) -> dict[str, str]:
    """Return the headers of what the plugin asks, server to server."""
    return {"Authorization": f"Bearer {plugin_token(wiring, shop_id, **changes)}"}


def frame_address(wiring: Wiring, shop_id: int, path: str = "/settings") -> str:
    """Return the address at which the plugin's frame opens our settings."""
    now = int(wiring.clock().timestamp())
    token = plugin_token(wiring, shop_id, sub="merchant:1", origin=ADMIN, exp=now + 60)
    return f"{path}?framed={token}"
