"""The code in a mail and in a text: in every language, and whatever the shop is called."""

from dataclasses import replace

import pytest

from domain.brand import Brand
from messages.code import code_mail, code_text
from messages.gsm import sms_size
from messages.language import LANGUAGES, language
from messages.story import MessageLinks, Writing
from tests.fakes import NOON, an_order
from tests.messages.mails import SHOP, ZONE
from tests.security.message_attacks import LINES

DIGITS = "042137"


def writing(code: str = "en") -> Writing:
    return Writing(language(code), NOON, ZONE, Brand(), MessageLinks(page=""))


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_code_stands_in_both_forms_and_in_no_subject(code: str) -> None:
    mail = code_mail(SHOP, an_order(), writing(code), DIGITS, 10)
    assert f"\n{DIGITS}\n" in mail.text
    assert mail.html.count(DIGITS) == 1
    assert DIGITS not in mail.subject
    assert "10" in mail.text
    assert mail.html.index(DIGITS) > mail.html.index("</h1>")
    assert DIGITS in code_text(SHOP, language(code), DIGITS, 10)


@pytest.mark.parametrize("attack", LINES)
def test_no_name_adds_a_line_or_a_tag(attack: str) -> None:
    shop, order = replace(SHOP, name=LINES[attack]), an_order(number=LINES[attack])
    mail = code_mail(shop, order, writing(), DIGITS, 10)
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject
    assert mail.html.count("<script") == 0
    assert len(code_text(shop, language("en"), DIGITS, 10).splitlines()) == 1


def test_a_name_in_signs_of_its_own_does_not_make_the_text_longer() -> None:
    words = code_text(replace(SHOP, name="Łampy “Blask”"), language("en"), DIGITS, 10)
    assert words.startswith('Lampy "Blask": your code is 042137.')
    assert sms_size(words).segments == 1
