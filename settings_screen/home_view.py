"""What the home page shows: first steps that tick themselves off, and what needs a look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from domain.embedding import EditorLinks
from domain.settings import MerchantSettings
from messages.language import Language, phrase
from services.review_carriers import CarriersInShort
from services.review_shop import AccessState, ShopOverview
from settings_screen.blocks_view import placed_by_hand
from settings_screen.figures import number, share
from settings_screen.plan_view import volume, what_slowing_means
from settings_screen.words import TASKS


@dataclass(frozen=True, slots=True)
class Step:
    """One of the first steps; `handle` names the block whose state only the browser can learn."""

    title: str
    details: str
    done: bool
    under_way: bool = False
    handle: str = ""
    address: str = ""
    link: str = ""
    leaves: bool = False
    """Whether the address lies outside our screen."""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a merchant should know; `tone` is info, warning or critical."""

    tone: str
    heading: str
    lines: tuple[str, ...]
    address: str = ""
    link: str = ""
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Figure:
    """A number and what it counts."""

    label: str
    value: str


def figures(
    seen: ShopOverview, language: Language, *, opens_counted: bool = False
) -> Sequence[Figure]:
    """Return the last 30 days in numbers."""
    counted = seen.figures
    followed = seen.followed_share
    opened: tuple[Figure, ...] = ()
    if opens_counted:
        opens = number(language, counted.messages_opened)
        opened = (Figure(language.say("Messages opened"), opens),)
    return (
        Figure(language.say("Orders"), number(language, counted.orders)),
        Figure(language.say("Parcels under way"), number(language, counted.under_way)),
        Figure(language.say("Delivered"), number(language, counted.delivered)),
        Figure(language.say("In trouble"), number(language, counted.in_trouble)),
        Figure(language.say("Messages sent"), number(language, counted.messages_sent)),
        *opened,
        Figure(language.say("Messages failed"), number(language, counted.messages_failed)),
        Figure(
            language.say("Parcels we can follow"),
            "–" if followed is None else share(language, followed),
        ),
    )


def steps(
    seen: ShopOverview,
    chosen: MerchantSettings,
    links: EditorLinks | None,
    carriers: CarriersInShort,
    language: Language,
) -> Iterator[Step]:
    """Yield the first steps, in order."""
    say = language.say
    yield Step(
        say("Connect the shop"),
        say("New orders and parcels reach Framme as they happen."),
        done=(links is None and seen.site is None) or seen.access is AccessState.OK,
    )
    if links is not None or seen.site is not None:
        yield Step(
            say("Read the orders of the last 60 days"),
            progress(seen, language),
            done=seen.sync.finished_at is not None,
            under_way=bool(seen.sync.operation),
        )
    yield Step(
        say("Connect your carriers"),
        say("With your accounts there, parcels are followed from scan to scan."),
        done=carriers.connected,
        address="/settings/carriers",
        link=say("Carriers"),
    )
    if seen.site is not None:
        yield Step(
            say("Show deliveries in your shop"),
            say("Our plugin adds them to the customer's account, the order's page and the mails."),
            done=seen.site.plugin is not None,
            address="/settings/connection",
            link=say("Connection"),
        )
    if links is not None:
        for block in placed_by_hand(links):
            if block.first_step:
                yield Step(
                    title=say(block.first_step),
                    details=say(block.details),
                    done=False,
                    handle=block.handle,
                    address=block.address,
                    link=say("Open the editor"),
                    leaves=True,
                )
    yield Step(
        say("Look at the messages"),
        say("See which go out by themselves, and switch on or off what you like."),
        done=chosen.messages_seen,
        address="/settings/messages",
        link=say("Notifications"),
    )


def notices(
    seen: ShopOverview, *, can_grant: bool, kept: str, language: Language
) -> Iterator[Notice]:
    """Yield what needs a look, the worst first. `can_grant` means: here, by the merchant."""
    say = language.say
    if seen.access is AccessState.REFUSED or (seen.access is AccessState.NONE and can_grant):
        yield _no_access(seen, can_grant=can_grant, kept=kept, language=language)
    if seen.failing:
        lines = tuple(
            say("%(task)s: %(reason)s", task=say(TASKS[failing.task]), reason=failing.reason)
            for failing in seen.failing
        )
        yield Notice(
            "warning", say("Something did not work"), (*lines, say("We try again automatically."))
        )
    if seen.slowdown > 1:
        yield Notice(
            "info",
            say("You send more than your plan includes"),
            (volume(seen, language), what_slowing_means(seen, language)),
            f"/settings/plan{kept}",
            say("See the plans"),
        )


def _no_access(seen: ShopOverview, *, can_grant: bool, kept: str, language: Language) -> Notice:
    say = language.say
    heading = phrase("The shop no longer lets us in")
    if seen.access is AccessState.NONE:
        heading = phrase("The shop has not let us in yet")
    line = say("We still hear of changes, but cannot read orders or fill in what is missing.")
    if seen.site is not None:
        lines = (line, say("The shop's answer: %(reason)s", reason=seen.access_reason))
        address = f"/settings/connection/again{kept}"
        return Notice("critical", say(heading), lines, address, say("Connect again"), leaves=True)
    if can_grant:
        return Notice("critical", say(heading), (line,), "/settings/authorize", say("Give access"))
    again = say("Reload this page. If this notice stays, install the app again.")
    return Notice("critical", say(heading), (line, again))


def progress(seen: ShopOverview, language: Language) -> str:
    """Say how far the shop's past has been read."""
    sync = seen.sync
    if sync.failed_reason:
        return language.say("Did not work: %(reason)s", reason=sync.failed_reason)
    if sync.finished_at:
        return language.count(
            "%(num)d order was read.", "%(num)d orders were read.", sync.orders_read
        )
    if sync.operation and sync.orders_expected is not None:
        return language.say(
            "Under way: %(read)s of %(all)s orders.",
            read=number(language, sync.orders_read),
            all=number(language, sync.orders_expected),
        )
    if sync.operation:
        return language.say(
            "Under way: %(lines)s lines of the shop's export so far.",
            lines=number(language, sync.objects),
        )
    return language.say("It begins in a minute.")
