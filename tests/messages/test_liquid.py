"""Merchants' texts are filled as they mean them, and what is wrong is told with its line."""

import pytest

from messages.liquid import TextError, fill
from messages.variables import VARIABLES, sample_values

FILLED = [
    ("Hello {{ shopper.name }}", "Hello Maria"),
    ("Hello {{ shopper.name | default: 'you' }}", "Hello Maria"),
    ("Hello {{ shopper.missing | default: 'you' }}", "Hello you"),
    ("{{ voucher.code | downcase | capitalize }}", "Sorry-7kq2"),
    ("{{ order.number | replace: '#', 'No. ' | upcase }}", "NO. 1042"),
    ("{{ sentence | truncate: 11 }}", "Your parce…"),
    ("{{ sentence | truncate: 13, '...' }}", "Your parce..."),
    ("{{ sentence | truncatewords: 2 }}", "Your parcel…"),
    ("{{ '  a ' | strip }}", "a"),
    ("{{ order.items | size }} {{ order.items.size }}", "2 2"),
    ("{{ order.items.first.title }}, {{ order.items[1].variant }}", "Linen shirt, Blue, M"),
    ("{{ 5 | plus: 2 }} {{ '7.50' | minus: 1 }} {{ 'x' | plus: 1 }}", "7 6.50 1"),
    ("{% for one in order.items %}{{ forloop.index }}{{ one.quantity }} {% endfor %}", "12 22 "),
    ("{% for one in parcels %}{{ one.carrier }}{% break %}{% endfor %}", "PostNord"),
    ("{% for one in parcels %}{% continue %}x{% endfor %}", ""),
    ("{% for one in nothing %}x{% else %}none{% endfor %}", "none"),
    ("{% if parcels.size > 1 %}many{% elsif true %}a{% else %}one{% endif %}", "many"),
    ("{% unless advice == '' %}{{ advice }}{% endunless %}", "There is nothing to do."),
    ("{% case order.number %}{% when '#1042' %}it{% else %}no{% endcase %}", "it"),
    ("a{% comment %} {{ order.number }} {% endcomment %}b", "ab"),
    ("a {%- if true -%} b {%- endif %}", "ab"),
    ("{{ nothing }}{{ order }}{{ order.items }}", ""),
    ("100 % and } and { and %}", "100 % and } and { and %}"),
]


@pytest.mark.parametrize(("source", "filled"), FILLED)
def test_a_text_says_what_its_writer_means(source, filled) -> None:
    assert fill(source, sample_values(), html=False) == filled


def test_every_variable_can_be_shown_and_its_snippet_works() -> None:
    for variable in VARIABLES:
        shown = fill(variable.snippet, sample_values(), html=False)
        assert variable.example in shown
        assert shown.strip()


def test_values_are_escaped_in_html_and_the_merchants_own_tags_are_not() -> None:
    values = {"name": "<b>&", "many": ["<i>", '"']}
    source = "<em>{{ name }}</em>{{ name | upcase | escape }}{{ many | join: '<br>' }}{{ many }}"
    assert fill(source, values, html=True) == (
        "<em>&lt;b&gt;&amp;</em>&lt;B&gt;&amp;&lt;i&gt;&lt;br&gt;&#34;&lt;i&gt;&#34;"
    )
    assert fill("{{ name | escape }}", values, html=False) == "<b>&"


FAULTY = [
    ("{{ order.number", 1, "not closed"),
    ("a\n\n{{ order.number }", 3, "not closed"),
    ("{% if true", 1, "not closed"),
    ("{{ a {{ b }}", 1, "not closed"),
    ("a\n{% include 'x' %}", 2, "no tag “include”"),
    ("{% raw %}{{ x }}{% endraw %}", 1, "no tag “raw”"),
    ("{% assign x = 1 %}", 1, "no tag “assign”"),
    ("{% %}", 1, "no tag “”"),
    ("\n{{ order.number | money }}", 2, "no filter “money”"),
    ("{% if false %}{{ a | date: '%Y' }}{% endif %}", 1, "no filter “date”"),
    ("{% for x in (1..3) %}{{ x }}{% endfor %}", 1, "range"),
    ("{{ order[shopper.name] }}", 1, "square brackets"),
    ("a\n{% if true %}", 1, "cannot be read"),
    ("{% endif %}", 1, "cannot be read"),
    ("{% break %}", 1, "cannot be read"),
    ("{{ 'a' | upcase: 1, 2 }}", 1, "filter is given"),
    ("{{ a ! b }}", 1, "cannot be read"),
]


@pytest.mark.parametrize(("source", "line", "words"), FAULTY)
def test_what_is_wrong_is_told_with_its_line(source, line, words) -> None:
    with pytest.raises(TextError) as told:
        fill(source, sample_values(), html=True)
    assert told.value.line == line
    assert words in str(told.value)


def test_nothing_but_plain_data_is_ever_put_into_a_text() -> None:
    for odd in (object(), fill, 1.5, b"bytes", {"a": object()}, [fill]):
        with pytest.raises(TypeError):
            fill("{{ value }}", {"value": odd}, html=False)


def test_filling_again_starts_anew() -> None:
    source = "{% for a in many %}{{ a }}{% endfor %}"
    for _ in range(3):
        assert fill(source, {"many": ["x"] * 150}, html=False) == "x" * 150
