"""Merchants' words become clean paragraphs, and plain words of the same content."""

import pytest

from messages.rich_text import as_paragraphs, as_plain, clean_html

PARAGRAPHS = [
    ("Hello", "<p>Hello</p>", "Hello"),
    ("Hello\nyou\n\n\n  \nNext", "<p>Hello<br>you</p>\n<p>Next</p>", "Hello\nyou\n\nNext"),
    ("a\r\n\r\nb", "<p>a</p>\n<p>b</p>", "a\n\nb"),
    ("a < b & c", "<p>a &lt; b &amp; c</p>", "a < b & c"),
    ("<strong>a\n\nb</strong>", "<p><strong>a</strong></p>\n<p>b</p>", "a\n\nb"),
    (
        "See:\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\nEnd",
        "<p>See:</p>\n<ul> <li>a</li> <li>b</li> </ul>\n<p>End</p>",
        "See:\n\n- a\n- b\n\nEnd",
    ),
    ("<p>one</p><p>two</p>", "<p>one</p><p>two</p>", "one\n\ntwo"),
    ("", "", ""),
    ("<p> </p>\n\n<br>", "", ""),
    (
        '<a href="https://a.example/?x=1&y=2">our page</a>',
        '<p><a href="https://a.example/?x=1&amp;y=2" rel="noopener">our page</a></p>',
        "our page (https://a.example/?x=1&y=2)",
    ),
    (
        '<a href="mailto:a@b.example">a@b.example</a>',
        '<p><a href="mailto:a@b.example" rel="noopener">a@b.example</a></p>',
        "a@b.example",
    ),
]


@pytest.mark.parametrize(("text", "html", "plain"), PARAGRAPHS)
def test_words_become_paragraphs_and_plain_words(text, html, plain) -> None:
    assert as_paragraphs(text) == html
    assert as_plain(html) == plain


@pytest.mark.parametrize(("text", "_html", "_plain"), PARAGRAPHS)
def test_what_is_clean_stays_as_it_is(text, _html, _plain) -> None:
    assert clean_html(clean_html(text)) == clean_html(text)
