"""How a tracking page is put together."""

import pytest

from domain.page_design import PageDesign, PageWords, Section, sections_named, words_in

ENGLISH, SWEDISH = PageWords("Thank you"), PageWords("Tack")
DESIGN = PageDesign(words={"en": ENGLISH, "sv": SWEDISH})


@pytest.mark.parametrize(
    ("language", "otherwise", "said"),
    [
        ("sv", "en", SWEDISH),
        ("de", "en", ENGLISH),
        ("de", "fr", PageWords()),
    ],
)
def test_the_shop_speaks_the_readers_language_or_its_own_or_is_silent(
    language: str, otherwise: str, said: PageWords
) -> None:
    assert words_in(DESIGN, language, otherwise) == said


@pytest.mark.parametrize(
    ("names", "sections"),
    [
        ((), ()),
        (("items", "parcels"), (Section.ITEMS, Section.PARCELS)),
        (("items", "items", "parcels", "items"), (Section.ITEMS, Section.PARCELS)),
        (("faq", "a section nobody knows", ""), (Section.FAQ,)),
    ],
)
def test_sections_stand_once_each_in_the_order_given(
    names: tuple[str, ...], sections: tuple[Section, ...]
) -> None:
    assert sections_named(names) == sections


def test_a_page_nobody_has_changed_shows_every_section() -> None:
    assert set(PageDesign().sections) == set(Section)
