"""The whole application, as an attacker on the internet reaches it, with two shops in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from app import create_app
from runtime.config import ROOT, Config
from services.page_address import page_address
from services.wiring import Wiring
from storage.webhook_inbox import InboxRow
from tests.session_tokens import SHOP, id_token, signed_proxy_query
from tests.settings_screen.merchants import grant
from tests.shop_bodies import SHOPIFY_SECRET
from tests.test_house import tracked
from tests.tracking_page.kept_orders import keep, told

OTHER = "chairs.myshopify.com"
CUSTOMER = "77"
ORDER = "5001"
SECRETS_OF_ORDER = ("alva@example.com", "Storgatan")
__all__ = ["OTHER", "SHOP", "InboxRow", "Stage", "source_files"]


@dataclass(frozen=True, slots=True)
class Stage:
    """Both shops have the app installed; each has an order, the first one's is the prize."""

    wiring: Wiring
    client: FlaskClient
    shop_id: int
    other_id: int
    order_id: int

    def token(self, shop: str = SHOP, now: datetime | None = None, **claims: Any) -> str:
        """Return a merchant's proof."""
        return id_token(shop, now=now, **claims)

    def proxy(
        self,
        shop: str = SHOP,
        secret: str = SHOPIFY_SECRET,
        now: datetime | None = None,
        **fields: str,
    ) -> str:
        """Return what the app proxy adds to an address."""
        return signed_proxy_query(shop, secret, now=now, **fields)

    def link_token(self) -> str:
        """Return the token in the link of the first shop's order."""
        return page_address(self.wiring, self.shop_id, self.order_id).rsplit("/", 1)[1]


def set_stage(wiring: Wiring, connect: Callable[..., int], proxies: int = 0) -> Stage:
    """Set up both shops, with so many trusted proxies in front."""
    shop_id, other_id = connect(), connect(domain=OTHER)
    for shop in (shop_id, other_id):
        grant(wiring, shop)
    order_id = keep(wiring, shop_id, told(platform_id=ORDER, customer=CUSTOMER))
    config = Config(
        production=False,
        database_url="",
        redis_url="",
        public_url=wiring.public_url,
        secret_keys=(),
        smtp_url="",
        mail_from=wiring.mail_from,
        trusted_proxies=proxies,
    )
    client = create_app(wiring, config).test_client()
    return Stage(wiring, client, shop_id, other_id, order_id)


def source_files(*patterns: str) -> dict[str, str]:
    """Return the tracked files of the product, without its tests and benches, by name."""
    files: list[Path] = [
        path
        for path in tracked(*patterns)
        if path.relative_to(ROOT).parts[0] not in {"tests", "bench"}
    ]
    return {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in files}
