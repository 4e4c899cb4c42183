"""Say the parts of a changed tracking page in the log of changes: sections, stages, campaigns."""

from collections.abc import Mapping

from messages.language import Language
from settings_screen.tracking_words import ACTIONS, SECTIONS, STAGES

_STAGES = {stage.value: words for stage, words in STAGES.items()}
_SECONDS_AN_HOUR = 3600
PAGE_WORDS: Mapping[str, Mapping[str, str]] = {
    "cancel_until": _STAGES,
    "hidden": _STAGES,
    "names": _STAGES,
    "off": {action.value: words for action, words in ACTIONS.items()},
    "sections": {section.value: words for section, words in SECTIONS.items()},
    "words": _STAGES,
}
"""What single values are called, by the field they are in."""


def page_word(name: str, value: object, language: Language) -> str | None:
    """Say a value of the page in a field; None for what is said as it is."""
    if isinstance(value, dict):
        return name_of_part(value, language)
    if name == "cancel_within" and isinstance(value, int | float):
        return str(int(value) // _SECONDS_AN_HOUR)
    words = PAGE_WORDS.get(name, {}).get(str(value))
    return language.say(words) if words else None


def name_of_part(part: Mapping[str, object], language: Language) -> str:
    """Name one of a list: a campaign by its name, whatever else by its first words."""
    name = part.get("name") or _first(part.get("products")) or _first(part.get("words"))
    said = str(name or part.get("topic") or part.get("id") or _first(part.get("names")) or "–")
    return language.say("%(what)s (off)", what=said) if part.get("on") is False else said


def _first(value: object) -> object:
    if isinstance(value, dict):
        return next(iter(value.values()), None)
    return value[0] if isinstance(value, list) and value else None
