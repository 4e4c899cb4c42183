"""Why a merchant's text cannot be used, as a phrase and a line; it finds nothing out itself."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from messages.language import SOURCE_LANGUAGE, Language, language_for


class LimitError(Exception):
    """A text takes more than it may: the arguments are a phrase, and what fills its places."""


@dataclass(eq=False)
class TextError(Exception):
    """A text that cannot be used; `reason` is a phrase with places, `line` counts from 1."""

    reason: str
    line: int
    values: Mapping[str, str] = field(default_factory=dict)

    def say(self, language: Language) -> str:
        """Say why, in a language."""
        return language.say(self.reason, **self.values)

    def __str__(self) -> str:
        return f"line {self.line}: {self.say(language_for(SOURCE_LANGUAGE))}"
