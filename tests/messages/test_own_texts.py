"""Our texts as the editor shows them, and a merchant's own in their place."""

import pytest

from domain.kinds import ChannelKey, Kind
from messages.check_texts import check_texts
from messages.language import LANGUAGES, language
from messages.mail_view import mail_view
from messages.short import render_push
from messages.texts import LONGEST, PARTS, default_texts
from messages.variables import VARIABLES
from messages.written import values_of
from tests.fakes import an_order
from tests.messages.mails import Page, rendered, story, told, writing


@pytest.mark.parametrize("kind", Kind)
def test_our_own_texts_are_such_as_a_merchant_may_keep(kind: Kind) -> None:
    for channel in ChannelKey:
        for code in LANGUAGES:
            texts = default_texts(kind, channel, language(code))
            assert tuple(texts) == PARTS[channel]
            assert check_texts(channel, texts) == {}, (code, channel)
            assert all(text == text.strip() for text in texts.values())
            assert all(len(text) <= LONGEST[part] for part, text in texts.items())
            assert not any("%(" in text for text in texts.values())


@pytest.mark.parametrize("kind", Kind)
def test_our_text_saved_as_it_is_says_nothing_else(kind: Kind) -> None:
    kept = default_texts(kind, ChannelKey.EMAIL, language("en"))
    mail = rendered(kind, texts=kept)
    assert mail.fault == ""
    again = rendered(kind, texts=dict(kept))
    assert again == mail
    assert "#1042" in mail.subject


@pytest.mark.parametrize("kind", Kind)
def test_every_variable_has_a_value_and_every_value_is_a_variable(kind: Kind) -> None:
    for tells in (story(kind), told(kind, an_order(items=()))):
        values = dict(values_of(mail_view(kind, tells, writing())))
        found = {
            f"{group}.{name}" if name else group
            for group, value in values.items()
            for name in (value if isinstance(value, dict) else [""])
        }
        assert found == {variable.name for variable in VARIABLES}


def test_the_editor_first_shows_what_is_true_of_every_message_of_a_kind() -> None:
    shown = default_texts(Kind.SHIPPED, ChannelKey.EMAIL, language("en"))
    assert shown["subject"] == "Your order {{ order.number }} is marked as sent"
    assert shown["body"] == "{{ sentence }}"


def test_a_merchants_own_parts_take_the_place_of_ours_one_by_one() -> None:
    own = {
        "subject": "{{ shop.name }}: {{ order.number }}!",
        "body": "Hi {{ shopper.name }},\n\n<strong>{{ sentence }}</strong>\n\n"
        "{% for item in order.items %}- {{ item.quantity }} {{ item.title }}\n{% endfor %}",
        "button": "",
    }
    mail = rendered(Kind.DELIVERED, texts=own)
    assert mail.subject == "Lamps & Co: #1042!"
    assert mail.fault == ""
    assert "Hi Alva," in mail.text
    assert "- 2 Lamp\n- 1 Shade" in mail.text
    assert "<strong>Your parcel was delivered today at 12:00.</strong>" in mail.html
    assert "See the whole journey" in Page(mail.html).words
    assert "Your parcel has been delivered" in mail.text


def test_a_text_that_breaks_is_replaced_by_ours_and_the_reason_kept() -> None:
    own = {"subject": "Mine", "body": "{% for a in order.items %}{{ a.title }}"}
    mail = rendered(Kind.DELIVERED, texts=own)
    ours = rendered(Kind.DELIVERED)
    assert (mail.subject, mail.html, mail.text) == (ours.subject, ours.html, ours.text)
    assert mail.fault.startswith("line ")


def test_a_text_of_which_nothing_is_left_is_ours() -> None:
    own = {"subject": "{% if voucher.code %}{{ voucher.code }}{% endif %}", "heading": "  "}
    assert rendered(Kind.DELIVERED, texts=own).subject == "Your order #1042 has been delivered"


def test_a_merchants_html_is_cleaned_and_its_values_stay_words() -> None:
    own = {
        "subject": "<b>{{ shop.name }}</b>\r\nBcc: all@example.com",
        "body": '<img src="https://evil.example/x.gif"><a href="javascript:x">a</a>'
        '<p onclick="x" style="position:fixed">{{ shop.name }}</p><script>x</script>',
    }
    mail = rendered(Kind.DELIVERED, texts=own)
    page = Page(mail.html)
    assert not page.all("img") + page.all("script")
    assert "javascript:" not in mail.html
    assert "position:fixed" not in mail.html
    assert "Lamps & Co" in page.words
    assert len(mail.subject.splitlines()) == 1


def test_a_note_of_the_merchants_own_is_cut_to_what_browsers_show() -> None:
    own = writing(texts={"title": "T" * 90, "body": "{{ sentence }} " * 9})
    note = render_push(Kind.DELIVERED, story(Kind.DELIVERED), own)
    assert note.title == "T" * 49 + "…"
    assert len(note.body) <= 120
