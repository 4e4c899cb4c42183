"""A merchant's text is judged before it is kept: each part's first fault, with its line."""

import pytest

from domain.kinds import ChannelKey, Kind
from messages.check_texts import check_texts
from messages.language import LANGUAGES, SOURCE_LANGUAGE, language
from messages.texts import LONGEST, default_texts

FAULTS = [
    (ChannelKey.EMAIL, "subject", "{{ order.numbr }}", 1, "Did you mean “order.number”?"),
    (ChannelKey.EMAIL, "subject", "{{ zzz }}", 1, "There is no “zzz”."),
    (ChannelKey.EMAIL, "body", "a\n{% if oops %}b{% endif %}", 2, "There is no “oops”."),
    (ChannelKey.EMAIL, "body", "{{ order }}", 1, "“order” is a group"),
    (ChannelKey.EMAIL, "body", "a\nb\n{{ parcels }}", 3, "“parcels” is a list"),
    (
        ChannelKey.EMAIL,
        "body",
        "{% for p in parcels %}{{ p.carier }}{% endfor %}",
        1,
        "Did you mean “parcels.carrier”?",
    ),
    (ChannelKey.EMAIL, "body", "{{ order.items[0].price }}", 1, "order.items"),
    (ChannelKey.EMAIL, "body", "{{ shop.name.first }}", 1, "There is no “shop.name.first”."),
    (ChannelKey.EMAIL, "subject", "a\nb", 2, "one line"),
    (ChannelKey.EMAIL, "heading", "x" * (LONGEST["heading"] + 1), 1, "longer than"),
    (ChannelKey.EMAIL, "body", "<script>x</script>", 1, "Nothing of this text would be seen."),
    (ChannelKey.EMAIL, "button", "{% if false %}x{% endif %}", 1, "Nothing of this text"),
    (ChannelKey.SMS, "text", "a\nb", 2, "one line"),
    (ChannelKey.PUSH, "body", "a\n\nb", 2, "one line"),
]


@pytest.mark.parametrize(("channel", "part", "source", "line", "words"), FAULTS)
def test_a_fault_is_told_with_its_line(channel, part, source, line, words) -> None:
    faults = check_texts(channel, {part: source})
    assert set(faults) == {part}
    assert faults[part].line == line
    assert words in faults[part].say(language(SOURCE_LANGUAGE))


FINE = [
    (ChannelKey.EMAIL, "body", "One\n\n<strong>Two</strong>\n{% if advice != '' %}x{% endif %}y"),
    (
        ChannelKey.EMAIL,
        "body",
        "{% for p in parcels %}{{ p.sentence }}{{ forloop.index }}{% endfor %}",
    ),
    (ChannelKey.EMAIL, "body", "{% if parcels.size > 1 %}many{% else %}one{% endif %}"),
    (ChannelKey.EMAIL, "body", "{{ parcels.first.carrier }} {{ order.items[1].title }}"),
    (ChannelKey.EMAIL, "subject", "  \n{{ order.number | upcase }}\n "),
    (ChannelKey.EMAIL, "subject", ""),
    (ChannelKey.SMS, "text", "{{ shop.name }}: {{ sentence }} {{ page_url }}"),
    (ChannelKey.SMS, "subject", "{{ not looked at }}"),
]


@pytest.mark.parametrize(("channel", "part", "source"), FINE)
def test_what_can_be_used_has_no_fault(channel, part, source) -> None:
    assert check_texts(channel, {part: source}) == {}


@pytest.mark.parametrize("code", LANGUAGES)
def test_our_own_texts_have_no_fault(code) -> None:
    for kind in Kind:
        for channel in ChannelKey:
            ours = default_texts(kind, channel, language(code))
            assert check_texts(channel, ours) == {}
            assert all(ours.values())
