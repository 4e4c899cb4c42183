"""Decide what the page of a shopper's wishes shows; addresses are never written out."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from domain.kinds import ChannelKey, Kind
from domain.preferences import ShopperPreferences
from messages.kind_groups import KIND_GROUPS
from messages.language import LANGUAGES, Language, language
from services.shopper_wishes import ShopperView
from tracking_page.preferences_form import ChosenWishes
from tracking_page.preferences_words import NEWS


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to tick; `label` is in the reader's language."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ChoiceGroup:
    """Choices under a heading."""

    title: str
    choices: Sequence[Choice]


@dataclass(frozen=True, slots=True)
class PreferencesPage:
    """The page as it is shown; `second` and `asking` are masked addresses, or empty.

    `subscribed` are marks of the browsers that are told of the order. Problems are untranslated.
    """

    order_number: str
    address: str
    news: Sequence[ChoiceGroup]
    ways: Sequence[Choice]
    texts_refused: bool
    mails_refused: bool
    daily: bool
    quiet_from: str
    quiet_until: str
    languages: Sequence[Choice]
    stopped: bool
    second: str
    asking: str
    also_to: str
    version: int
    problems: Mapping[str, str]
    push_key: str
    subscribed: Sequence[str]


def preferences_page(
    view: ShopperView, reader: Language, push_key: str, chosen: ChosenWishes | None = None
) -> PreferencesPage:
    """Return the page of how things stand, or of what was typed where it could not be kept."""
    wishes = chosen.wanted.wishes if chosen else view.wishes
    quiet = wishes.quiet
    return PreferencesPage(
        order_number=view.order.number,
        address=masked(view.address),
        news=list(_news(view, wishes, reader)),
        ways=list(_ways(view, wishes, reader, anew=chosen is None)),
        texts_refused=_texts(view) and ChannelKey.SMS in view.suppressed,
        mails_refused=ChannelKey.EMAIL in view.suppressed,
        daily=wishes.daily_digest,
        quiet_from=chosen.quiet_from if chosen else f"{quiet.begin:%H:%M}" if quiet else "",
        quiet_until=chosen.quiet_until if chosen else f"{quiet.end:%H:%M}" if quiet else "",
        languages=[
            Choice(one.code, one.name, one.code == wishes.language)
            for one in sorted(map(language, LANGUAGES), key=lambda one: one.name)
        ],
        stopped=view.order.id in wishes.stopped_orders,
        second=masked(view.wishes.also_to),
        asking=masked(view.kept.asking),
        also_to=chosen.also_to if chosen else "",
        version=view.wishes.version,
        problems=chosen.problems if chosen else {},
        push_key=push_key if _sends(view, ChannelKey.PUSH) else "",
        subscribed=[mark_of(endpoint) for endpoint in view.endpoints],
    )


def masked(address: str) -> str:
    """Write an e-mail address so that its owner knows it and nobody else does: a…a@e…e.com."""
    if not address:
        return ""
    local, _, domain = address.rpartition("@")
    host, _, ending = domain.rpartition(".")
    return f"{_masked(local)}@{_masked(host)}.{ending}"


def mark_of(endpoint: str) -> str:
    """Return by what a browser knows its own subscription among others."""
    return hashlib.sha256(endpoint.encode()).hexdigest()[:32]


def _masked(text: str) -> str:
    few = 3
    return f"{text[:1]}…{text[-1:]}" if len(text) > few else f"{text[:1]}…"


def _sends(view: ShopperView, channel: ChannelKey) -> bool:
    return any(channel in channels for channels in view.sends.values())


def _texts(view: ShopperView) -> bool:
    return bool(view.phone) and _sends(view, ChannelKey.SMS)


def _news(view: ShopperView, wishes: ShopperPreferences, reader: Language) -> Iterator[ChoiceGroup]:
    for title, kinds in KIND_GROUPS:
        choices = [_told(kind, wishes, reader) for kind in kinds if kind in view.sends]
        if choices:
            yield ChoiceGroup(reader.say(title), choices)


def _told(kind: Kind, wishes: ShopperPreferences, reader: Language) -> Choice:
    return Choice(kind.value, reader.say(NEWS[kind]), kind not in wishes.kinds_off)


def _ways(
    view: ShopperView, wishes: ShopperPreferences, reader: Language, *, anew: bool
) -> Iterator[Choice]:
    off = wishes.channels_off | (view.suppressed if anew else frozenset())
    yield Choice("email", reader.say("E-mail"), ChannelKey.EMAIL not in off)
    if _texts(view) and ChannelKey.SMS not in view.suppressed:
        yield Choice("sms", reader.say("Text messages"), ChannelKey.SMS not in off)
    if view.endpoints:
        words = reader.count(
            "Notes on %(num)d device", "Notes on %(num)d devices", len(view.endpoints)
        )
        yield Choice("push", words, ChannelKey.PUSH not in off)
