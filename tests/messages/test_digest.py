"""The news of a day about several orders in one mail."""

from dataclasses import replace

from domain.kinds import Kind
from messages.digest import MOST_NEWS
from messages.language import LANGUAGES
from messages.render import render_digest
from messages.story import MessageStory
from tests.messages.mails import LINKS, PAGE, Page, story, writing

OTHER = "https://track.example.com/t/BBBBBBBB"


def of_order(kind: Kind, number: int) -> tuple[Kind, MessageStory]:
    return kind, story(kind, id=number, number=f"#{number}")


def test_each_order_has_a_section_with_its_news_and_its_own_page() -> None:
    told = [of_order(Kind.PACKED, 1), of_order(Kind.IN_TRANSIT, 2), of_order(Kind.DELAYED, 2)]
    for code in LANGUAGES:
        mail = render_digest(told, writing(code, links=replace(LINKS, pages={2: OTHER})))
        page = Page(mail.html)
        for words in (page.words, mail.text):
            for fact in ("#1", "#2", "Lamps & Co", "help@lamps.example"):
                assert fact in words
        for address in (PAGE, OTHER, LINKS.preferences, LINKS.unsubscribe):
            assert address in page.links
            assert address in mail.text
        assert "Lamps & Co" in mail.subject
        for left in ("{{", "%("):
            assert left not in mail.text + page.words


def test_the_news_are_those_of_the_single_mails() -> None:
    mail = render_digest([of_order(Kind.PACKED, 1), of_order(Kind.DELAY_VOUCHER, 2)], writing())
    assert mail.subject == "News about your orders at Lamps & Co"
    for words in (mail.text, Page(mail.html).words):
        assert "Your order is packed" in words
        assert "The code is SORRY-7KQ2" in words


def test_news_of_one_order_are_named_after_it() -> None:
    told = [of_order(Kind.PACKED, 7), of_order(Kind.DELAYED, 7)]
    assert render_digest(told, writing()).subject == "News about your order #7"


def test_a_merchants_text_of_one_kind_is_not_taken_for_another() -> None:
    told = [of_order(Kind.PACKED, 1), of_order(Kind.DELAYED, 2)]
    assert "MINE" not in render_digest(told, writing(texts={"heading": "MINE"})).text


def test_very_much_news_is_cut_and_counted_and_not_clipped() -> None:
    told = [of_order(Kind.DELAYED, number) for number in range(1, 101)]
    mail = render_digest(told, writing())
    assert f"#{MOST_NEWS}" in mail.text
    assert f"#{MOST_NEWS + 1}" not in mail.text
    assert "and 80 more" in mail.text
    assert len(mail.html.encode()) < 102 * 1024
