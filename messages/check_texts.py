"""Judges the parts of a merchant's text before they are kept; it mends nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.kinds import ChannelKey
from messages.language import Language, phrase
from messages.liquid import fill
from messages.liquid_reading import parse
from messages.plain_text import one_line
from messages.rich_text import as_paragraphs, as_plain
from messages.text_error import TextError
from messages.texts import LONGEST, PARTS
from messages.variables import misuse, sample_values


@dataclass(frozen=True, slots=True)
class TextFault:
    """What is wrong with a part; `reason` is a phrase with places, `line` counts from 1."""

    line: int
    reason: str
    values: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """Say it in a language."""
        return language.say(self.reason, **self.values)


def check_texts(channel: ChannelKey, parts: Mapping[str, str]) -> Mapping[str, TextFault]:
    """Return the first fault of each part that has one; an empty part is ours, and fine."""
    faults = {
        name: _fault(name, parts[name], html=is_html(channel, name))
        for name in PARTS[channel]
        if parts.get(name)
    }
    return {name: fault for name, fault in faults.items() if fault}


def is_html(channel: ChannelKey, part: str) -> bool:
    """Tell whether a part is HTML and may go over several lines; others are one plain line."""
    return channel is ChannelKey.EMAIL and part == "body"


def _fault(part: str, source: str, *, html: bool) -> TextFault | None:
    try:
        return next(_faults(part, source, html=html), None)
    except TextError as error:
        return TextFault(error.line, error.reason, error.values)


def _faults(part: str, source: str, *, html: bool) -> Iterator[TextFault]:
    if len(source) > LONGEST[part]:
        reason = phrase("This text is longer than %(most)s characters.")
        yield TextFault(1, reason, {"most": str(LONGEST[part])})
    if not html and "\n" in source.strip():
        yield TextFault(2, phrase("This has to stay on one line."))
    for use in parse(source, html=html).uses:
        wrong = misuse(use.name, shown=use.shown)
        if wrong:
            yield TextFault(use.line, wrong.reason, wrong.values)
    filled = fill(source, sample_values(), html=html)
    if not (as_plain(as_paragraphs(filled)) if html else one_line(filled)):
        yield TextFault(1, phrase("Nothing of this text would be seen."))
