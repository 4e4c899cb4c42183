"""Questions are found by words, in every language, whatever their case and accents."""

import pytest

from messages.faq import delivery_faq
from messages.faq_facts import Faq
from messages.faq_search import folded, search
from messages.language import LANGUAGES, language
from tests.messages.test_faq import ALL

FAQ = (
    Faq("How long does delivery take?", "Ask about returns.", "a"),
    Faq("How do I return something?", "Within 30 days.", "b"),
    Faq("Où est mon colis ?", "Chez le transporteur.", "c"),
    Faq("配送需要多久?", "三天內送達。", "d"),
    Faq("届くまで何日かかりますか?", "3日です。ガレージにも置けます。", "e"),
    Faq("Gdzie jest moja paczka?", "Zadzwoń: łatwo. Straße, Ærø.", "f"),
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", "abcdef"),
        ("?!", "abcdef"),
        ("RETURN", "ba"),
        ("return days", "b"),
        ("how delivery", "a"),
        ("ou colis", "c"),
        ("transporteur", "c"),
        ("多久", "d"),
        ("三天", "d"),
        ("何日", "e"),
        ("カレーシ", "e"),
        ("latwo", "f"),
        ("strasse aero", "f"),
        ("３日", "e"),
        ("nothing here", ""),
        ("x" * 500, ""),
    ],
)
def test_what_has_every_word_is_found_questions_first(asked: str, found: str) -> None:
    assert "".join(one.id for one in search(FAQ, asked)) == found


def test_texts_are_compared_without_case_and_accents() -> None:
    assert folded("ÅÄÖ Łódź Øre İstanbul \uff13") == "aao lodz ore istanbul 3"


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_question_is_found_by_its_own_words(code: str) -> None:
    faq = delivery_faq(language(code), ALL)
    for one in faq:
        assert one in search(faq, one.question[:100])
