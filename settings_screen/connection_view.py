"""What is said of a shop's connection: whether it holds, and why a shop cannot be connected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.shop import Shop
from domain.shop_sites import SiteProblem, SiteRefusedError
from domain.zones import zone_named
from messages.language import Language, phrase
from services.review_shop import AccessState, ShopOverview, ShopSite
from settings_screen.home_view import progress

_PROBLEMS = {
    SiteProblem.NO_ADDRESS: phrase("This is no web address. Enter it as shoppers do."),
    SiteProblem.NOT_PUBLIC: phrase("This address cannot be reached from the internet."),
    SiteProblem.NOT_SECURE: phrase(
        "The shop is not served over https. Keys would travel in the open: give it a certificate"
        " first."
    ),
    SiteProblem.NO_ANSWER: phrase("Nothing answers at this address. Is the shop online?"),
    SiteProblem.MOVED: phrase("The shop has moved to %(detail)s. Enter that address."),
    SiteProblem.NO_INTERFACE: phrase(
        "The shop's REST interface does not answer. Is it a WordPress shop, and does no firewall or"
        " security plugin block /wp-json/?"
    ),
    SiteProblem.NO_SHOP: phrase("This is a WordPress site without WooCommerce."),
    SiteProblem.BARE_LINKS: phrase(
        "The shop has plain permalinks. Choose any other form in WordPress, under Settings >"
        " Permalinks."
    ),
}


@dataclass(frozen=True, slots=True)
class ConnectionLine:
    """One thing about a connection; `tone` is success, info, warning or critical."""

    title: str
    details: str
    state: str
    tone: str


@dataclass(frozen=True, slots=True)
class ConnectionView:
    """A shop's connection; `address` is the shop's, empty when it was connected by hand."""

    address: str
    lines: Sequence[ConnectionLine]


def why_not(refusal: SiteRefusedError, language: Language) -> str:
    """Say why a shop cannot be connected."""
    words = _PROBLEMS[refusal.problem]
    if refusal.problem is SiteProblem.MOVED:
        return language.say(words, detail=refusal.detail)
    return language.say(words)


def connection_view(
    seen: ShopOverview, shop: Shop, language: Language, now: datetime
) -> ConnectionView:
    """Return what a merchant sees of the connection."""
    if seen.site is None:
        return ConnectionView("", ())
    lines = tuple(_lines(seen, seen.site, shop, language, now))
    return ConnectionView(seen.site.site.address, lines)


def _lines(
    seen: ShopOverview, site: ShopSite, shop: Shop, language: Language, now: datetime
) -> Iterator[ConnectionLine]:
    say = language.say
    if seen.access is AccessState.OK:
        yield ConnectionLine(say("Access"), say("We may read orders."), say("In order"), "success")
    else:
        reason = say("The shop's answer: %(reason)s", reason=seen.access_reason)
        yield ConnectionLine(say("Access"), reason, say("Refused"), "critical")
    yield _webhooks(site, shop, language, now)
    done = seen.sync.finished_at is not None
    yield ConnectionLine(
        say("Orders of the last 60 days"),
        progress(seen, language),
        say("Done") if done else say("Under way"),
        "success" if done else "info",
    )
    yield from _plugin(site, language)


def _webhooks(site: ShopSite, shop: Shop, language: Language, now: datetime) -> ConnectionLine:
    say, zone = language.say, zone_named(shop.time_zone)
    title = say("Webhooks")
    if site.webhooks_checked_at is None:
        return ConnectionLine(title, say("They are made in a minute."), say("Under way"), "info")
    looked = language.moment(site.webhooks_checked_at.astimezone(zone), now.astimezone(zone))
    details = say("Looked after daily; the last time %(when)s.", when=looked)
    if site.webhooks_mended:
        mended = language.count(
            "%(num)d that the shop had switched off was made anew.",
            "%(num)d that the shop had switched off were made anew.",
            site.webhooks_mended,
        )
        details = say("%(first)s %(then)s", first=details, then=mended)
    return ConnectionLine(title, details, say("In order"), "success")


def _plugin(site: ShopSite, language: Language) -> Iterator[ConnectionLine]:
    say = language.say
    if site.plugin is None:
        yield ConnectionLine(
            say("Plugin"),
            say(
                "Install our plugin in WordPress to show deliveries in your shop, then press"
                " Connect there."
            ),
            say("Not installed"),
            "warning",
        )
        return
    version = say("Version %(version)s", version=site.plugin.version)
    yield ConnectionLine(say("Plugin"), version, say("In order"), "success")
    if site.plugin.background_stopped:
        yield ConnectionLine(
            say("Background work of WordPress"),
            say(
                "WP-Cron is switched off: news reaches us only when your server runs it in another"
                " way. Until then we look every hour."
            ),
            say("Switched off"),
            "warning",
        )
