"""A shop names its stages itself, and tells them by words of its own."""

import pytest

from domain.stage import Stage
from domain.stage_names import StageNames, name_of, stage_by_rules

NAMED = StageNames(
    names={Stage.PACKED: {"sv": "I lådan", "en": "Boxed up"}, Stage.RECEIVED: {"sv": "Tack"}}
)
RULES = StageNames(
    words={
        Stage.BEING_PREPARED: ("Plockas", "wc-i-produktion"),
        Stage.PACKED: ("i_lådan", "klar"),
        Stage.READY_FOR_DISPATCH: (),
    }
)


@pytest.mark.parametrize(
    ("stage", "language", "name"),
    [
        (Stage.PACKED, "en", "Boxed up"),
        (Stage.PACKED, "de", "I lådan"),
        (Stage.RECEIVED, "en", "Tack"),
        (Stage.HANDED_TO_COURIER, "sv", ""),
    ],
    ids=["in the language asked for", "in the shop's own", "where only that is", "unnamed"],
)
def test_a_stage_has_the_shops_name_where_it_has_one(
    stage: Stage, language: str, name: str
) -> None:
    assert name_of(NAMED, stage, language, "sv") == name


@pytest.mark.parametrize(
    ("words", "said", "stage"),
    [
        (["plockas"], Stage.RECEIVED, Stage.BEING_PREPARED),
        (["I produktion"], Stage.RECEIVED, Stage.BEING_PREPARED),
        (["VIP", " I-LÅDAN "], Stage.RECEIVED, Stage.PACKED),
        (["klar", "plockas"], Stage.RECEIVED, Stage.PACKED),
        (["plockas"], Stage.READY_FOR_DISPATCH, Stage.READY_FOR_DISPATCH),
        (["klart", "oklar", ""], Stage.NOT_YET_PROCESSED, Stage.NOT_YET_PROCESSED),
        ([], Stage.RECEIVED, Stage.RECEIVED),
    ],
    ids=[
        *("a tag", "a status without its prefix", "however it is spelt", "the most advanced"),
        *("never back behind what was said", "no word is part of another", "no tags"),
    ],
)
def test_the_shops_own_words_tell_a_stage(words: list[str], said: Stage, stage: Stage) -> None:
    assert stage_by_rules(RULES, words, said) is stage


def test_a_shop_without_rules_is_taken_at_its_platforms_word() -> None:
    assert stage_by_rules(StageNames(), ["klar"], Stage.PACKED) is Stage.PACKED
