"""What the editor of a message's text shows, and how its form is read; it decides nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from werkzeug.datastructures import MultiDict

from domain.kinds import ChannelKey, Kind
from domain.texts import TextKey
from messages.check_texts import TextFault, is_html
from messages.language import LANGUAGES, Language, language, phrase
from messages.texts import LONGEST, PARTS
from messages.variables import VARIABLES, Variable
from services.change_texts import EditedTexts
from settings_screen.audit_words import who_words
from settings_screen.carriers_view import Looking
from settings_screen.words import CHANNELS

EDITOR = "/settings/messages"
LABELS: Mapping[str, str] = {
    "subject": phrase("Subject"),
    "preheader": phrase("Line after the subject"),
    "heading": phrase("Heading"),
    "body": phrase("Text"),
    "button": phrase("Button"),
    "text": phrase("Text"),
    "title": phrase("Title"),
}
_HINTS: Mapping[str, str] = {
    "preheader": phrase("What the inbox shows after the subject."),
    "body": phrase(
        "An empty line begins a new paragraph. Allowed are strong, em, a, br and lists; the parcels"
        " and items follow below by themselves."
    ),
    "text": phrase("One line. A text of more than one segment costs as much as several."),
}
_LINE = phrase("Line %(line)s: %(reason)s")
_NUMBER = re.compile(r"[0-9]{1,18}")
_ROWS = {"body": 10, "text": 4}


@dataclass(frozen=True, slots=True)
class PartField:
    """A part of a text as a field; `rows` is 1 for what is on one line."""

    name: str
    label: str
    hint: str
    value: str
    rows: int
    longest: int
    error: str


@dataclass(frozen=True, slots=True)
class VariableLine:
    """What a text may speak of; `snippet` is what puts it there."""

    snippet: str
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several to go to: another channel, another language."""

    address: str
    label: str
    chosen: bool
    tag: str = ""


@dataclass(frozen=True, slots=True)
class DiffLine:
    """A line of a text that stayed, came (+) or went (-)."""

    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class PartDiff:
    """How a part differs between two versions."""

    label: str
    lines: Sequence[DiffLine]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the history, with what it changed."""

    number: int
    when: str
    who: str
    parts: Sequence[PartDiff]


def key_of(kind: str, channel: str, code: str) -> TextKey | None:
    """Return which text an address means; None for one that means none."""
    if kind in list(Kind) and channel in list(ChannelKey) and code in LANGUAGES:
        return TextKey(Kind(kind), ChannelKey(channel), code)
    return None


def read_parts(key: TextKey, form: MultiDict[str, str]) -> Mapping[str, str]:
    """Return what was entered, part by part."""
    return {part: form.get(f"part_{part}", "") for part in PARTS[key.channel]}


def number_in(form: MultiDict[str, str], name: str) -> int:
    """Return the number of a version in a form; -1, which no version has, for anything else."""
    number = form.get(name, "")
    return int(number) if _NUMBER.fullmatch(number) else -1


def part_fields(
    key: TextKey,
    values: Mapping[str, str],
    faults: Mapping[str, TextFault],
    spoken: Language,
) -> Sequence[PartField]:
    """Return the fields of a text."""
    return [
        PartField(
            name=part,
            label=spoken.say(LABELS[part]),
            hint=spoken.say(_HINTS[part]) if _has_hint(key, part) else "",
            value=values.get(part, ""),
            rows=_ROWS.get(part, 1) if is_html(key.channel, part) or part == "text" else 1,
            longest=LONGEST[part],
            error=fault_words(faults[part], spoken) if part in faults else "",
        )
        for part in PARTS[key.channel]
    ]


def fault_words(fault: TextFault, spoken: Language) -> str:
    """Say what is wrong with a part, and in which of its lines."""
    return spoken.say(_LINE, line=str(fault.line), reason=fault.say(spoken))


def variable_lines(spoken: Language) -> Sequence[VariableLine]:
    """Return everything a text may speak of."""
    return [
        VariableLine(one.snippet, spoken.say(one.about), one.example or _entries(one.each))
        for one in VARIABLES
    ]


def channel_choices(key: TextKey, kept: str, spoken: Language) -> Sequence[Choice]:
    """Return the same message on every channel."""
    return [
        Choice(
            f"{EDITOR}/{TextKey(key.kind, channel, key.language)}{kept}",
            spoken.say(words),
            channel is key.channel,
        )
        for channel, words in CHANNELS.items()
    ]


def language_choices(key: TextKey, kept: str) -> Sequence[Choice]:
    """Return the same text in every language, each under its own name."""
    return [
        Choice(
            f"{EDITOR}/{TextKey(key.kind, key.channel, code)}{kept}",
            language(code).name,
            code == key.language,
            language(code).tag,
        )
        for code in LANGUAGES
    ]


def version_lines(seen: EditedTexts, looking: Looking) -> Sequence[VersionLine]:
    """Return the versions of a text, newest first, each with what it changed."""
    olders = [*(version.parts for version in seen.history[1:]), {}]
    return [
        VersionLine(
            number=version.id,
            when=looking.moment(version.saved.at),
            who=who_words(version.saved.who, looking.language),
            parts=differences(
                {**seen.ours, **older}, {**seen.ours, **version.parts}, looking.language
            ),
        )
        for version, older in zip(seen.history, olders, strict=True)
    ]


def differences(
    before: Mapping[str, str], after: Mapping[str, str], spoken: Language
) -> Sequence[PartDiff]:
    """Return the parts that differ, line by line."""
    return [
        PartDiff(spoken.say(LABELS[part]), _lines(before.get(part, ""), after.get(part, "")))
        for part in LABELS
        if before.get(part, "") != after.get(part, "")
    ]


def _lines(before: str, after: str) -> Sequence[DiffLine]:
    old, new = before.split("\n"), after.split("\n")
    lines: list[DiffLine] = []
    for what, from_, to, then, until in SequenceMatcher(None, old, new).get_opcodes():
        if what == "equal":
            lines += [DiffLine("", line) for line in old[from_:to]]
        else:
            lines += [DiffLine("−", line) for line in old[from_:to]]
            lines += [DiffLine("+", line) for line in new[then:until]]
    return lines


def _has_hint(key: TextKey, part: str) -> bool:
    return part in _HINTS and (part != "body" or is_html(key.channel, part))


def _entries(each: Sequence[Variable]) -> str:
    return ", ".join(f"one.{part.name}" for part in each)
