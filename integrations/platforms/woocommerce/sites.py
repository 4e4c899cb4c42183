"""Fill the port ShopSites for WooCommerce: shops are found, keyed, and listened to."""

from collections.abc import Collection
from dataclasses import replace
from http import HTTPStatus
from urllib.parse import urlencode

from domain.errors import ScopeMissingError
from domain.shop_api import Access, ShopSession
from domain.shop_sites import Grant, Introduction, PluginFacts, Site, WebhookCare
from integrations.platforms.woocommerce import discovery, keys, plugin, webhooks
from integrations.platforms.woocommerce.keys import Keys, write_keys
from integrations.platforms.woocommerce.orders import IN_BIN
from integrations.platforms.woocommerce.pages import Pages
from integrations.platforms.woocommerce.refusals import refusal
from integrations.platforms.woocommerce.rest import ORDERS, PROOF, Question, Rest

_AT_ONCE = 100
_NOT_SHOWN = "woocommerce_rest_cannot_view"
"""What a shop says to keys it does not know, and where its server has kept keys from it."""


class WooCommerceSites:
    """Sites on which WooCommerce runs; `strict` is as for `check_public`."""

    def __init__(self, rest: Rest, pages: Pages, *, strict: bool) -> None:
        self._rest = rest
        self._pages = pages
        self._strict = strict

    def find(self, address: str) -> Site:
        """Find the shop's interface from any address of it; raise SiteRefusedError."""
        return discovery.find(self._pages, address, strict=self._strict)

    def consent_address(self, site: Site, state: str, back_to: str, keys_to: str) -> str:
        """Return where the merchant lets us in; `state` comes back with the keys, unchanged.

        Source: https://woocommerce.github.io/woocommerce-rest-api-docs/#rest-api-keys
        """
        asked = {
            "app_name": "Framme",
            "scope": "read_write",
            "user_id": state,
            "return_url": back_to,
            "callback_url": keys_to,
        }
        joined = "&" if "?" in site.consent else "?"
        return f"{site.consent}{joined}{urlencode(asked)}"

    def read_grant(self, body: bytes) -> Grant:
        """Read what a shop sends to `keys_to`; raise UnreadablePayloadError."""
        return keys.read_grant(body)

    def prove(self, site: Site, grant: Grant) -> Access:
        """Return access with the grant's keys once the shop itself has accepted them.

        Some servers keep the header with the keys from WordPress: they get them in the query.
        Raises AccessRefusedError, ScopeMissingError, ProviderError.
        """
        if not grant.may_write:
            raise ScopeMissingError("the keys do not let us write", permanent=True)
        held = Keys(site.root, grant.key, grant.secret)
        also = frozenset({HTTPStatus.UNAUTHORIZED})
        answer = self._rest.ask(_session(site, held), Question(ORDERS, PROOF, also=also))
        if answer.code == _NOT_SHOWN and site.root.startswith("https://"):
            held = replace(held, in_query=True)
            answer = self._rest.get(_session(site, held), ORDERS, PROOF)
        if answer.code:
            raise refusal(answer.status, {}, answer.body)
        return Access(
            token=write_keys(held),
            refresh_token="",
            expires_at=None,
            refresh_expires_at=None,
            scopes=frozenset({"read", "write"}),
        )

    def keep_webhooks(self, shop: ShopSession, address: str, secret: str, ours: str) -> WebhookCare:
        """See that every webhook we need goes to `address`, and remove others of ours."""
        return webhooks.keep_webhooks(self._rest, shop, address, secret, ours)

    def remove_webhooks(self, shop: ShopSession, ours: str) -> int:
        """Remove all webhooks that go to an address beginning with `ours`; return how many."""
        return webhooks.remove_webhooks(self._rest, shop, ours)

    def orders_present(self, shop: ShopSession, orders: Collection[str]) -> frozenset[str]:
        """Return which of these orders (platform ids) the shop still has, bin excluded."""
        # Without a single id, WooCommerce would list whatever it has.
        asked = [order for order in orders if order.isascii() and order.isdecimal()]
        here: set[str] = set()
        for start in range(0, len(asked), _AT_ONCE):
            params = {
                "include": ",".join(asked[start : start + _AT_ONCE]),
                "per_page": str(_AT_ONCE),
                "status": "any",
                "_fields": "id,status",
            }
            rows = self._rest.get(shop, ORDERS, params).rows
            here |= {str(row.get("id")) for row in rows if row.get("status") != IN_BIN}
        return frozenset(here)

    def introduce(self, shop: ShopSession, us: Introduction) -> PluginFacts | None:
        """Tell our plugin how to reach us; None when it is not there. Raises PluginRefusedError."""
        return plugin.introduce(self._rest, shop, us)

    def plugin_facts(self, shop: ShopSession) -> PluginFacts | None:
        """Return what our plugin says; None when it is not there."""
        return plugin.plugin_facts(self._rest, shop)

    def dismiss(self, shop: ShopSession) -> None:
        """Have our plugin forget how to reach us; nothing happens when it is not there."""
        plugin.dismiss(self._rest, shop)


def _session(site: Site, held: Keys) -> ShopSession:
    return ShopSession(site.name, write_keys(held))


def woocommerce_sites(*, strict: bool) -> WooCommerceSites:
    """Return sites as a process reaches them; `strict` means https and public addresses only."""
    return WooCommerceSites(Rest(strict=strict), Pages(strict=strict), strict=strict)
