"""Addresses in a shop's admin where a merchant puts our blocks in place or chooses a plan."""

from urllib.parse import quote, urlencode

from domain.embedding import EditorLinks
from integrations.platforms.shopify.places import Places

EMBED = "track-button"
TRACKING_BLOCK = "order-tracking"
FAQ_BLOCK = "delivery-faq"


def editor_links(places: Places, shop_domain: str, client_id: str) -> EditorLinks:
    """Return where the merchant puts our blocks in place; the handles are the extension's files."""
    theme = f"{places.shop(shop_domain)}/admin/themes/current/editor"
    return EditorLinks(
        embed=f"{theme}?context=apps&activateAppId={client_id}/{EMBED}",
        tracking_block=_block(theme, f"{client_id}/{TRACKING_BLOCK}"),
        faq_block=_block(theme, f"{client_id}/{FAQ_BLOCK}"),
        account_blocks=f"{places.store(shop_domain)}/settings/checkout/editor?"
        + urlencode({"page": "order-status", "context": "apps", "app": client_id}),
    )


def plan_address(places: Places, shop_domain: str, app_handle: str) -> str:
    """Return Shopify's own page where the merchant chooses a plan; opened in the top window."""
    handle = quote(app_handle, safe="")
    return f"{places.store(shop_domain)}/charges/{handle}/pricing_plans"


def _block(theme: str, block: str) -> str:
    return f"{theme}?template=page&addAppBlockId={block}&target=newAppsSection"
