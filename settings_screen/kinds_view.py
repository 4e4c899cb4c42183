"""What the notifications page shows of each kind, and how its form is read; decides nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from werkzeug.datastructures import MultiDict

from domain.kinds import RULES, ChannelKey, Kind, Wait
from messages.kind_groups import KIND_GROUPS
from messages.language import Language, language_for, phrase
from services.choose_kinds import KindChoice, KindsReview
from settings_screen.doubles import note_of
from settings_screen.figures import number
from settings_screen.visits import Visit
from settings_screen.words import CHANNELS, KINDS

MESSAGES = "/settings/messages"
UNDO = "undo"
"""The field by which a form says that it takes back what was saved just before."""
NO_NUMBER = phrase("Please enter a whole number.")
_ON = phrase("%(kind)s: %(channel)s on")
_OFF = phrase("%(kind)s: %(channel)s off")
_AFTER_DAYS = phrase("After how many days")
_AFTER_HOURS = phrase("After how many hours")
_OUT_OF_BOUNDS = phrase("Please choose between %(shortest)s and %(longest)s.")
_UNKNOWN = phrase("This form is of another version. Please reload the page.")
_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ChannelSwitch:
    """A switch for a kind on a channel; `name` is what it is called by those who cannot see."""

    id: str
    value: str
    label: str
    name: str
    on: bool
    ready: bool


@dataclass(frozen=True, slots=True)
class WaitField:
    """For how long an occasion must last, in days or hours."""

    label: str
    value: str
    shortest: int
    longest: int


@dataclass(frozen=True, slots=True)
class KindLine:
    """A kind's row; `problem` says why it was not saved, `offer` are the fields that undo it."""

    key: str
    label: str
    details: str
    note: str
    address: str
    text_address: str
    own_text: bool
    switches: Sequence[ChannelSwitch]
    wait: WaitField | None
    version: int
    problem: str = ""
    said: str = ""
    offer: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class KindGroup:
    """Kinds that go out at about the same time."""

    heading: str
    lines: Sequence[KindLine]


@dataclass(frozen=True, slots=True)
class Happened:
    """What was just done to a kind: why not, or what was there before and whether it is undone."""

    kind: Kind
    problem: str = ""
    typed_wait: str = ""
    before: KindChoice | None = None
    undone: bool = False


class UnreadableFormError(ValueError):
    """A kind's form that cannot be read; the message is a phrase."""


def read_choice(kind: Kind, form: MultiDict[str, str]) -> KindChoice:
    """Read a kind's row; raise UnreadableFormError."""
    version, wait = form.get("version", ""), form.get("wait", "").strip()
    try:
        channels = frozenset(ChannelKey(value) for value in form.getlist("channels"))
    except ValueError as error:
        raise UnreadableFormError(_UNKNOWN) from error
    if not (version.isascii() and version.isdigit() and len(version) < len(str(2**63))):
        raise UnreadableFormError(_UNKNOWN)
    rule = RULES[kind].wait
    if rule is None or not wait:
        return KindChoice(kind, channels, None, int(version))
    if not (wait.isascii() and wait.isdigit() and len(wait) < len("10000")):
        raise UnreadableFormError(NO_NUMBER)
    return KindChoice(kind, channels, int(wait) * _unit(rule), int(version))


def bounds_words(wait: Wait, language: Language) -> str:
    """Say between which numbers a wait may be."""
    unit = _unit(wait)
    shortest, longest = (number(language, at // unit) for at in (wait.shortest, wait.longest))
    return language.say(_OUT_OF_BOUNDS, shortest=shortest, longest=longest)


def groups(
    seen: KindsReview, visit: Visit, happened: Happened | None = None
) -> Sequence[KindGroup]:
    """Return all kinds as the page shows them."""
    return [
        KindGroup(
            visit.language.say(heading),
            [
                kind_line(
                    seen,
                    visit,
                    happened if happened and happened.kind is kind else Happened(kind),
                )
                for kind in kinds
            ],
        )
        for heading, kinds in KIND_GROUPS
    ]


def kind_line(seen: KindsReview, visit: Visit, happened: Happened) -> KindLine:
    """Return a kind's row as it stands now, with what was just done to it."""
    kind, language = happened.kind, visit.language
    choice, label = seen.choices[kind], language.say(KINDS[kind].label)
    locale = language_for(visit.shop.locale).code
    return KindLine(
        key=kind.value,
        label=label,
        details=language.say(KINDS[kind].details),
        note=note_of(visit.shop.platform, kind, language),
        address=f"{MESSAGES}/{kind.value}",
        text_address=f"{MESSAGES}/{kind.value}/{ChannelKey.EMAIL}/{locale}",
        own_text=kind in seen.own_texts,
        switches=[
            ChannelSwitch(
                id=switch_id(kind, channel),
                value=channel.value,
                label=language.say(words),
                name=f"{label}: {language.say(words)}",
                on=channel in choice.channels,
                ready=channel in seen.ready,
            )
            for channel, words in CHANNELS.items()
        ],
        wait=_wait(choice, language, happened.typed_wait),
        version=choice.version,
        problem=happened.problem,
        said=saved_words(happened.before, choice, language) if happened.before else "",
        offer=_offer(happened.before, choice) if not happened.undone else (),
    )


def saved_words(before: KindChoice, choice: KindChoice, language: Language) -> str:
    """Say what was saved, as short as can be."""
    label, differing = language.say(KINDS[choice.kind].label), _differing(before, choice)
    if len(differing) != 1:
        return language.say("%(kind)s: saved", kind=label)
    [channel] = differing
    said = _ON if channel in choice.channels else _OFF
    return language.say(said, kind=label, channel=language.say(CHANNELS[channel]))


def changed_switch(before: KindChoice, choice: KindChoice) -> str:
    """Return the id of the first switch that differs; empty when none does."""
    differing = sorted(_differing(before, choice), key=list(ChannelKey).index)
    return switch_id(choice.kind, differing[0]) if differing else ""


def switch_id(kind: Kind, channel: ChannelKey) -> str:
    """Return the id of a switch on the page."""
    return f"{kind}-{channel}"


def _differing(before: KindChoice | None, choice: KindChoice) -> frozenset[ChannelKey]:
    return before.channels ^ choice.channels if before else frozenset()


def _offer(before: KindChoice | None, choice: KindChoice) -> Sequence[tuple[str, str]]:
    """Return the fields of a form that puts back what was there before."""
    if before is None or before.version == choice.version:
        return ()
    wait, rule = before.wait, RULES[choice.kind].wait
    fields = [("channels", channel.value) for channel in sorted(before.channels)]
    if wait and rule:
        fields.append(("wait", str(wait // _unit(rule))))
    return [*fields, (UNDO, "1")]


def _wait(choice: KindChoice, language: Language, typed: str) -> WaitField | None:
    rule = RULES[choice.kind].wait
    if rule is None:
        return None
    unit = _unit(rule)
    label = _AFTER_DAYS if unit == _DAY else _AFTER_HOURS
    return WaitField(
        label=language.say(label),
        value=typed or str((choice.wait or rule.usually) // unit),
        shortest=rule.shortest // unit,
        longest=rule.longest // unit,
    )


def _unit(rule: Wait) -> timedelta:
    """Return in what a wait is counted: in days, unless it may be shorter than one."""
    return _DAY if rule.shortest >= _DAY else _HOUR
