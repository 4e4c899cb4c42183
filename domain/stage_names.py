"""A merchant's own names for the six stages, and the tags by which the shop tells them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from domain.stage import Stage, later_stage, plain_word


@dataclass(frozen=True, slots=True)
class StageNames:
    """`names` are by stage and language code; `words` are tags, statuses or notes by stage.

    `hidden` stages are not shown as steps of their own.
    """

    names: Mapping[Stage, Mapping[str, str]] = field(default_factory=dict)
    words: Mapping[Stage, tuple[str, ...]] = field(default_factory=dict)
    hidden: frozenset[Stage] = frozenset()
    version: int = 0


def name_of(stages: StageNames, stage: Stage, language: str, otherwise: str) -> str:
    """Return the shop's own name for a stage in a language or its own; empty when it has none."""
    names = stages.names.get(stage, {})
    return names.get(language) or names.get(otherwise) or ""


def stage_by_rules(stages: StageNames, tags: Iterable[str], said: Stage) -> Stage:
    """Return the more advanced of what the platform said and what a shop's own words tell."""
    told = {plain_word(tag) for tag in tags}
    for stage, words in stages.words.items():
        if any(plain_word(word) in told for word in words):
            said = later_stage(said, stage)
    return said
