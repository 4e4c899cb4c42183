"""How a shop's connection stands, as facts and sentences for the plugin's own page in the shop."""

from collections.abc import Iterable

from domain.shop import Shop
from messages.language import Language
from services.review_shop import ShopOverview
from settings_screen.attention_view import worst_first
from settings_screen.home_view import Notice, figures, notices


def connection_facts(
    seen: ShopOverview, calling: Iterable[Notice], shop: Shop, language: Language
) -> dict[str, object]:
    """Return what the plugin shows; `calling` is what else calls for the merchant's eye."""
    checked = seen.site.webhooks_checked_at if seen.site else None
    standing = notices(seen, can_grant=True, kept="", language=language)
    told = worst_first([*standing, *calling])
    counted = figures(seen, language)
    return {
        "shop": {"id": str(shop.id), "name": shop.name, "domain": shop.domain},
        "access": seen.access.value,
        "webhooks": {"checked_at": checked.isoformat() if checked else None},
        "orders": {
            "state": _reading(seen),
            "read": seen.sync.orders_read,
            "expected": seen.sync.orders_expected,
        },
        "figures": [{"label": figure.label, "value": figure.value} for figure in counted],
        "notices": [
            {"tone": notice.tone, "text": " ".join((f"{notice.heading}.", *notice.lines))}
            for notice in told
        ],
    }


def _reading(seen: ShopOverview) -> str:
    if seen.sync.finished_at:
        return "done"
    if seen.sync.failed_reason:
        return "failed"
    return "running" if seen.sync.operation else "waiting"
