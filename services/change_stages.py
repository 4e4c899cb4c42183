"""Change what a shop calls its stages, and by which of its words it tells them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from domain.stage import Stage
from domain.stage_names import StageNames
from services.apply_stage_rules import apply_stage_rules
from services.change_page import change_page, part_of_page
from services.page_values import InvalidPageError, PageProblem, lines_in, text_problem
from services.wiring import Wiring

LONGEST_NAME = 40
MOST_WORDS = 20
LONGEST_WORD = 60


@dataclass(frozen=True, slots=True)
class EnteredStages:
    """What a merchant enters, as typed: names in one language, words one a line.

    `hidden` are names of stages; `version` is that of the stages it was shown with.
    """

    language: str
    names: Mapping[Stage, str] = field(default_factory=dict)
    words: Mapping[Stage, str] = field(default_factory=dict)
    hidden: frozenset[str] = frozenset()
    version: int = 0


def change_stages(wiring: Wiring, shop_id: int, entered: EnteredStages, who: str) -> None:
    """Keep what was entered; raise InvalidPageError and ChangedMeanwhileError.

    Orders that are under way are told by the new words at once.
    """
    problems = dict(_problems(entered))
    if problems:
        raise InvalidPageError(problems)
    kept = part_of_page(wiring, shop_id, StageNames)
    wanted = StageNames(
        names={stage: named for stage in Stage if (named := _names(kept, entered, stage))},
        words={
            stage: words for stage in Stage if (words := lines_in(entered.words.get(stage, "")))
        },
        hidden=frozenset(stage for stage in Stage if stage.value in entered.hidden),
        version=entered.version,
    )
    change_page(wiring, shop_id, wanted, who)
    if dict(wanted.words) != dict(kept.words):
        apply_stage_rules(wiring, shop_id)


def _problems(entered: EnteredStages) -> Iterator[tuple[str, PageProblem]]:
    for stage in Stage:
        problem = text_problem(entered.names.get(stage, ""), LONGEST_NAME)
        if problem:
            yield f"name_{stage.value}", problem
        words = lines_in(entered.words.get(stage, ""))
        faulty = (text_problem(word, LONGEST_WORD) for word in words)
        problem = next(filter(None, faulty), None)
        if len(words) > MOST_WORDS:
            problem = PageProblem.TOO_MANY
        if problem:
            yield f"words_{stage.value}", problem


def _names(kept: StageNames, entered: EnteredStages, stage: Stage) -> Mapping[str, str]:
    names = {
        code: name for code, name in kept.names.get(stage, {}).items() if code != entered.language
    }
    if entered.names.get(stage):
        names[entered.language] = entered.names[stage]
    return names
